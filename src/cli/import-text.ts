import type { BadRow, ImportNote, ImportPlan } from '../app/import/import-plan.ts';
import { groupBy } from '../domain/group-by.ts';
import { badRowText, importNoteText, importWords, unmatchedText } from '../zh/import.ts';

/** The plan for the office: what would come, and everything that is wrong, at once. */
export function importPlanText(plan: ImportPlan): string[] {
  const { round, problems, tasks, newUnits, newPeople } = plan;
  return [
    importWords.round({ letter: round.letter, name: round.name, isNew: round.kind === 'new' }),
    importWords.counts(problems.length, tasks.length),
    ...(newUnits.length > 0 ? [importWords.newUnits(newUnits)] : []),
    ...(newPeople.length > 0 ? [importWords.newPeople(newPeople)] : []),
    ...badRowLines(plan.badRows),
    ...listed(importWords.unmatched, plan.unmatched.map(unmatchedText)),
    ...listed(importWords.notes, noteLines(plan.notes)),
  ];
}

/** As data, with the words beside the codes. */
export const importPlanJson = (plan: ImportPlan): object => ({
  ...plan,
  badRows: plan.badRows.map((row) => ({ ...row, message: badRowText(row) })),
  notes: plan.notes.map((note) => ({ ...note, message: importNoteText(note) })),
});

function badRowLines(badRows: readonly BadRow[]): string[] {
  if (badRows.length === 0) return [];
  return [
    importWords.badRows(badRows.length),
    ...[...groupBy(badRows, ({ line }) => line)].map(([line, own]) =>
      indented(importWords.finding(line, own.map(badRowText).join('；'))),
    ),
  ];
}

/** The same note on many lines is one line. */
const noteLines = (notes: readonly ImportNote[]): string[] =>
  [...groupBy(notes, importNoteText)].map(([message, own]) =>
    importWords.note(
      message,
      own.map(({ line }) => line),
    ),
  );

const listed = (heading: (count: number) => string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [heading(lines.length), ...lines.map(indented)];

const indented = (line: string): string => `  ${line}`;
