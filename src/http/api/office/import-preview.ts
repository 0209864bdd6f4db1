import type { Planned } from '../../../app/import/import-upload.ts';
import type { AnswerOf } from '../../../contract/endpoint.ts';
import type { importEndpoints } from '../../../contract/imports.ts';
import { groupBy } from '../../../domain/group-by.ts';
import { badRowText, importNoteText, importWords, unmatchedText } from '../../../zh/import.ts';

type Preview = AnswerOf<(typeof importEndpoints)['POST /imports/:token/preview']>;

const SAMPLE = 20;

/** The plan for a page, in the words of the commands. */
export function previewOf({ plan, hash }: Planned): Preview {
  const { round, tasks, problems, badRows, notes, unmatched } = plan;
  const count = (part: keyof Preview['parts']) =>
    tasks.filter(({ completion }) => completion === part).length;
  return {
    round: { letter: round.letter, name: round.name, isNew: round.kind === 'new' },
    problems: problems.length,
    tasks: tasks.length,
    parts: {
      not_done: count('not_done'),
      basically_done: count('basically_done'),
      done: count('done'),
      stopped: count('stopped'),
    },
    long: tasks.filter(({ completion, horizon }) => completion === 'not_done' && horizon === 'long').length,
    newUnits: plan.newUnits,
    newPeople: plan.newPeople.map(({ userid, name }) => ({ userid, name })),
    badRows: [...groupBy(badRows, ({ line }) => line)].map(([line, own]) => ({
      line,
      messages: own.map(badRowText),
    })),
    notes: [...groupBy(notes, importNoteText)].map(([message, own]) =>
      importWords.note(
        message,
        own.map(({ line }) => line),
      ),
    ),
    unmatched: unmatched.map((each) => ({ name: each.name, message: unmatchedText(each) })),
    sample: tasks.slice(0, SAMPLE).map(({ line, no, title, unit, owner, dueOn }) => {
      return { line, no, title, unit, owner, dueOn };
    }),
    seen: hash,
    secret: badRows.some(({ code }) => code === 'secrecy_mark'),
  };
}
