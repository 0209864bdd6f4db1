import { has, type Clause } from '../text/clauses.ts';
import { anyWord, isWord } from '../text/tokens.ts';
import { DOUBT, inProgress, type Claim, type Said } from './claim.ts';
import { readCompletion } from './completion.ts';
import { contentOf } from './content.ts';
import { readBeginning, readCourse } from './course.ts';

/**
 * What the clause says of a task's state, or null when it says nothing of it.
 * @param title of the task, normalised: its own words name nothing in particular.
 */
export function readClaim(clause: Clause, title: string): Claim | null {
  if (isNoNews(clause, title)) return { status: 'no_change', reason: 'standing', whole: true, aside: null };
  if (isQuestion(clause)) return null;
  // "除了产权过户，…": whatever is told of what is excepted, it is left over.
  if (has(clause, 'except') && !has(clause, 'done') && !exceptsDay(clause))
    return { ...inProgress('remainder'), whole: false, aside: null };
  const said = has(clause, 'noChange')
    ? readNoChange(clause)
    : (readBeginning(clause, title) ?? readCompletion(clause, title) ?? readCourse(clause, title));
  if (said === null || isHistory(clause, said)) return null;
  return { ...said, whole: contentOf(clause, title).length === 0, aside: asideOf(clause) };
}

/** "除周一外每天开放" is a timetable. */
const exceptsDay = ({ tokens }: Clause): boolean =>
  tokens.some(
    (token, at) =>
      isWord(token, 'except') && tokens[at + 1]?.kind === 'date' && isWord(tokens[at + 2], 'exceptEnd'),
  );

/** "上周就完成了你们没更新": what does not change is something else. */
function readNoChange({ tokens }: Clause): Said {
  const before = tokens.slice(
    0,
    tokens.findIndex((token) => isWord(token, 'noChange')),
  );
  const isDone = anyWord(before, 'done') && !anyWord(before, 'not', 'notYet', 'after', 'plan');
  return isDone ? DOUBT : { status: 'no_change', reason: 'standing' };
}

/** "没啥新进展", "一点进展都没有": nothing else is said, so that "what" is no question. */
const isNoNews = (clause: Clause, title: string): boolean =>
  !clause.asked &&
  has(clause, 'lacking') &&
  has(clause, 'news') &&
  !has(clause, 'done', 'progress', 'begin', 'formerly') &&
  contentOf(clause, title).length === 0;

/** "完成了吗", "完成没", "6？" ask, and say nothing. */
export function isQuestion(clause: Clause): boolean {
  if (clause.asked || has(clause, 'question')) return true;
  const [last, verb] = [clause.tokens.at(-1), clause.tokens.at(-2)];
  return isWord(last, 'not') && isWord(verb, 'done', 'soft', 'aspect', 'work', 'begin');
}

/** "之前没完成", "原计划5月完成": how it stood, or was meant to. */
const isHistory = (clause: Clause, { reason }: Said): boolean =>
  has(clause, 'formerly') && (reason === 'negation' || reason === 'plan');

function asideOf(clause: Clause): Claim['aside'] {
  if (has(clause, 'evidence')) return 'evidence';
  if (has(clause, 'check')) return 'check';
  return has(clause, 'followUp') ? 'followUp' : null;
}
