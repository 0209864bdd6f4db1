import { has, indexOf, type Clause } from '../text/clauses.ts';
import { anyWord, isWord, type Token } from '../text/tokens.ts';
import { DOUBT, inProgress, type Said } from './claim.ts';
import { isContent } from '../text/neighbours.ts';
import { contentOf } from './content.ts';

/** "还没启动" is a beginning that has not been; of a step ("还没启动验收") it means no more than under way. */
export function readBeginning(clause: Clause, title: string): Said | null {
  const not = indexOf(clause, 'not', 'notYet');
  if (not < 0 || has(clause, 'done')) return null;
  const verb = clause.tokens.findIndex((token, index) => index > not && isWord(token, 'begin', 'work'));
  if (verb < 0) return null;
  const isNamed = contentOf({ tokens: clause.tokens.slice(not) }, title).length > 0;
  // "还有20处没改"; but "一点没动".
  const isCounted = clause.tokens.some(
    (token, index) =>
      token.kind === 'amount' &&
      (index > verb || token.value > 1) &&
      !isWord(clause.tokens[index + 1], 'all'),
  );
  if (isNamed || isCounted || has(clause, 'part', 'cannot')) return inProgress('negation');
  return { status: 'not_started', reason: 'standing' };
}

/** How the work goes, when nothing was said of its end; what speaks most clearly is asked first. */
export function readCourse(clause: Clause, title: string): Said | null {
  return COURSES.find(({ holds }) => holds(clause, title))?.means ?? null;
}

interface Course {
  readonly holds: (clause: Clause, title: string) => boolean;
  readonly means: Said | null;
}

const COURSES: readonly Course[] = [
  { holds: isNegation, means: inProgress('negation') },
  { holds: (clause) => has(clause, 'remaining'), means: inProgress('remainder') },
  { holds: (clause) => hasPercent(clause, (value) => value < 100), means: inProgress('part') },
  {
    holds: (clause) => hasPercent(clause, (value) => value === 100),
    means: { status: 'done', reason: 'completion' },
  },
  { holds: (clause) => has(clause, 'near'), means: inProgress('plan') },
  {
    holds: (clause, title) => has(clause, 'basically') && isSure(clause) && isWhole(clause, title),
    means: { status: 'basically_done', reason: 'completion' },
  },
  { holds: (clause, title) => has(clause, 'basically') && isWhole(clause, title), means: DOUBT },
  { holds: (clause) => has(clause, 'ongoing'), means: { status: 'ongoing', reason: 'standing' } },
  { holds: isPlan, means: inProgress('plan') },
  {
    holds: (clause) => has(clause, 'progress') || isWord(clause.tokens.at(-1), 'doing'),
    means: inProgress('progress'),
  },
  { holds: (clause, title) => has(clause, 'begin') && isWhole(clause, title), means: inProgress('progress') },
  { holds: ({ tokens }) => tokens.some((_, at) => isPart(tokens, at)), means: inProgress('part') },
  { holds: isSomeOf, means: inProgress('part') },
  { holds: isWaiting, means: inProgress('remainder') },
  { holds: (clause) => has(clause, 'action', 'begin') && !has(clause, 'not'), means: inProgress('activity') },
  { holds: isUnderWay, means: inProgress('hint') },
  { holds: isHint, means: inProgress('hint') },
];

const isWhole = (clause: Clause, title: string): boolean => contentOf(clause, title).length === 0;

const isSure = (clause: Clause): boolean => !has(clause, 'uncertain', 'hedge', 'hearsay');

/** "还没", "完不成", "资金没到": a negation that has something to deny; "9没有" denies what was said of another. */
function isNegation(clause: Clause, title: string): boolean {
  if (has(clause, 'cannot', 'notYet')) return !has(clause, 'condition');
  const not = indexOf(clause, 'lacking');
  if (not < 0) return false;
  const denied = clause.tokens.slice(not + 1).filter((token) => !isWord(token, 'light', 'aspect'));
  // "现在没有摊贩了": what the title complains of is gone.
  if (isWord(clause.tokens.at(-1), 'aspect') && denied.length > 0 && denied.every(isOfTitle)) return false;
  if (denied.length === 0) return not > 0 && clause.tokens[not - 1]?.kind === 'codes';
  return (
    !isWhole(clause, title) ||
    anyWord(denied, 'progress', 'basically', 'soft', 'ongoing', 'all', 'part', 'action')
  );
}

/** "部分"; but "超标部分1260元" is a sum of money. */
const isPart = (tokens: readonly Token[], at: number): boolean =>
  isWord(tokens[at], 'part') && !(isContent(tokens[at - 1]) && tokens[at + 1]?.kind === 'amount');

const isOfTitle = ({ kind }: Token): boolean => kind === 'title';

/** A percentage counts when it stands alone or tells the progress; "下降了30%" is a figure in prose. */
function hasPercent(clause: Clause, fits: (value: number) => boolean): boolean {
  const isRate = has(clause, 'rate', 'progress') || isWhole(clause, '');
  return (
    isRate &&
    clause.tokens.some((token) => token.kind === 'amount' && token.of === 'percent' && fits(token.value))
  );
}

/** "下周启动", "预计7月底". */
function isPlan(clause: Clause): boolean {
  const isAhead = clause.tokens.some((token) => token.kind === 'date' && token.date.tense === 'future');
  const isIntended = has(clause, 'plan');
  return (
    (isAhead && isIntended) ||
    ((isAhead || isIntended) && has(clause, 'begin', 'work', 'soft', 'action', 'check'))
  );
}

/** "36户改了22户". */
function isSomeOf({ tokens }: Clause): boolean {
  const counts = tokens.filter((token) => token.kind === 'amount' && token.of === 'things');
  return counts.length > 1 && anyWord(tokens, 'work', 'aspect');
}

function isWaiting(clause: Clause, title: string): boolean {
  return has(clause, 'condition') && !isWhole(clause, title);
}

/** "在核底数", "在走程序": whatever it is, he is at it. */
function isUnderWay({ tokens }: Clause): boolean {
  return tokens.some(
    (token, index) =>
      isWord(token, 'being') && (isContent(tokens[index + 1]) || isWord(tokens[index + 1], 'work')),
  );
}

/** Something in particular has happened, or is counted: "已上报", "盘活资金1100万元". */
function isHint(clause: Clause, title: string): boolean {
  const happened = has(clause, 'past', 'aspect') || clause.tokens.some(({ kind }) => kind === 'amount');
  return happened && !has(clause, 'not') && !isWhole(clause, title);
}
