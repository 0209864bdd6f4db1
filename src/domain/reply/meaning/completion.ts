import { has, type Clause } from '../text/clauses.ts';
import { anyWord, isWord, type Token } from '../text/tokens.ts';
import { DOUBT, inProgress, type Said } from './claim.ts';
import { isContent } from '../text/neighbours.ts';
import { contentOf, isContentBesides } from './content.ts';

/** A clause with a word for "done", cut at that word. */
interface Completion {
  readonly clause: Clause;
  readonly title: string;
  readonly before: readonly Token[];
  /** `before` without the codes and what led up to them. */
  readonly since: readonly Token[];
  readonly after: readonly Token[];
  /** What was wrong: "责任落实不到位的问题已整改到位" denies nothing. */
  readonly complaint: readonly Token[];
  /** The word is one that may be said of anything that has come. */
  readonly inPlace: boolean;
  /** A word before the verb says that it has happened; `marked` holds after it, too ("下周就完成了"). */
  readonly past: boolean;
  readonly marked: boolean;
}

/**
 * Reads a clause that has a word for "done". Whatever speaks against "the task is done" is asked first, the
 * strongest first; only when nothing does, it is done (replies.md: recording it unsaid is the worst error).
 */
export function readCompletion(clause: Clause, title: string): Said | null {
  const completion = completionIn(clause, title);
  if (completion === null) return null;
  return (
    OBJECTIONS.find(({ holds }) => holds(completion))?.means ?? {
      status: 'done',
      reason: closesTask(completion) ? 'application' : 'completion',
    }
  );
}

function completionIn(clause: Clause, title: string): Completion | null {
  const { tokens } = clause;
  const hard = tokens.findIndex((token) => isWord(token, 'done'));
  const at =
    hard >= 0 ? hard : tokens.findIndex((token, index) => isWord(token, 'soft') && isMarked(tokens, index));
  if (at < 0) return null;
  const before = tokens.slice(0, at);
  const past = anyWord(before, 'past');
  const since = before.slice(endOfName(before));
  const marked = past || isWord(tokens[at], 'aspect') || isWord(tokens[at + 1], 'aspect');
  const inPlace = isWord(tokens[at], 'inPlace');
  const complaint = before.slice(0, endOfComplaint(before));
  return { clause, title, before, since, inPlace, after: tokens.slice(at + 1), complaint, past, marked };
}

/** Behind the codes, and behind what names the task once more: "五号医废那个已经弄完了". */
function endOfName(before: readonly Token[]): number {
  const codes = before.findLastIndex(({ kind }) => kind === 'codes');
  return codes < 0
    ? 0
    : Math.max(
        codes,
        before.findLastIndex((token) => isWord(token, 'this')),
      ) + 1;
}

/** Up to "…的问题", when nothing but a sign of the past stands between it and the end of the work. */
function endOfComplaint(before: readonly Token[]): number {
  const problem = before.findLastIndex((token) => isWord(token, 'defect') && isWord(token, 'generic'));
  const behind = before.slice(problem + 1);
  const isOver = anyWord(behind, 'past') && behind.every((token) => isWord(token, 'past', 'all', 'light'));
  return isOver && !anyWord(before.slice(0, problem), 'notYet', 'past', 'all') ? problem : 0;
}

/** "已解决", "解决了", "没解决"; but not "解决资金问题". */
const isMarked = (tokens: readonly Token[], at: number): boolean =>
  anyWord(tokens.slice(0, at), 'past', 'not', 'notYet') || isWord(tokens[at + 1], 'aspect');

const isNegation = (token: Token | undefined): boolean => isWord(token, 'not', 'notYet', 'notIs');

const denies = (token: Token): boolean => isNegation(token) || isWord(token, 'cannot');

/** "不是没完成"; but in "没付没办完" two things are denied. */
function deniesTwice(before: readonly Token[]): boolean {
  const places = before.flatMap((token, index) => (isNegation(token) ? [index] : []));
  return places.some((place, order) => {
    const next = places[order + 1];
    return next !== undefined && !before.slice(place + 1, next).some(isContent);
  });
}

/** "完成了百分之六十". */
const isBelowHundred = ({ clause }: Completion): boolean =>
  clause.tokens.some((token) => token.kind === 'amount' && token.of === 'percent' && token.value < 100);

interface Objection {
  readonly holds: (completion: Completion) => boolean;
  readonly means: Said;
}

const OBJECTIONS: readonly Objection[] = [
  // "还没完成大概完成了百分之六十".
  {
    holds: (completion) => isBelowHundred(completion) && has(completion.clause, 'notYet'),
    means: inProgress('part'),
  },
  // "不知道算完成还是没完成".
  { holds: ({ clause, after }) => has(clause, 'uncertain') && anyWord(after, 'done'), means: DOUBT },
  {
    holds: ({ before, complaint }) => deniesTwice(before.filter((token) => !complaint.includes(token))),
    means: DOUBT,
  },
  {
    holds: ({ clause, complaint }) =>
      clause.tokens.some((token) => denies(token) && !complaint.includes(token)),
    means: inProgress('negation'),
  },
  { holds: ({ clause }) => has(clause, 'near', 'plan', 'condition'), means: inProgress('plan') },
  { holds: isSubordinate, means: inProgress('plan') },
  { holds: isDatedAhead, means: inProgress('plan') },
  { holds: ({ since }) => anyWord(since, 'progress', 'begin'), means: inProgress('progress') },
  { holds: isPartial, means: inProgress('part') },
  { holds: isCounted, means: inProgress('count') },
  {
    holds: ({ clause }) => has(clause, 'remaining') && !has(clause, 'basically'),
    means: inProgress('remainder'),
  },
  { holds: ({ clause }) => has(clause, 'uncertain', 'hearsay') || isHedged(clause), means: DOUBT },
  { holds: ({ before }) => anyWord(before, 'ask'), means: DOUBT },
  { holds: isDatedDoubtfully, means: DOUBT },
  { holds: ({ clause, marked }) => has(clause, 'inTime') && !marked, means: DOUBT },
  { holds: isOfStep, means: inProgress('stage') },
  { holds: ({ after, marked }) => marked && anyWord(after, 'progress'), means: DOUBT },
  { holds: ({ after }) => anyWord(after, 'progress'), means: inProgress('progress') },
  {
    holds: ({ clause }) => has(clause, 'basically'),
    means: { status: 'basically_done', reason: 'completion' },
  },
];

/** "完成后…", "资金到账后…"; but "6号的话…" only names its subject. */
function isSubordinate({ clause: { tokens } }: Completion): boolean {
  return tokens.some((token, index) => isWord(token, 'after') && tokens[index - 1]?.kind !== 'codes');
}

/** "下周完成了", "月底前完成": will be. Of a deadline that has passed only a sign of the past says it was kept. */
function isDatedAhead({ clause, past, marked }: Completion): boolean {
  return dates(clause).some(({ date }) => (date.tense === 'future' ? !past : date.before && !marked));
}

/** "完成了吧"; but "第三项吧，已经完成了" only names its subject. */
const isHedged = ({ tokens }: Clause): boolean =>
  tokens.some((token, index) => isWord(token, 'hedge') && tokens[index - 1]?.kind !== 'codes');

/** "今天完成" may be a plan or a report; "下周已完成" is a slip. */
function isDatedDoubtfully({ clause, marked }: Completion): boolean {
  return dates(clause).some(({ date }) => date.tense === (marked ? 'future' : 'present'));
}

const dates = ({ tokens }: Clause) => tokens.filter((token) => token.kind === 'date');

/** "完成一半", "完成80%", "除验收外都完成了". */
function isPartial(completion: Completion): boolean {
  return has(completion.clause, 'part', 'except') || isBelowHundred(completion);
}

/** "完成5户", "5户已完成"; of "完成全部42盏" all is said. */
function isCounted(completion: Completion): boolean {
  const { clause, after } = completion;
  const amounts = clause.tokens
    .filter((_, index) => !isWord(clause.tokens[index - 1], 'all'))
    .filter((token) => token.kind === 'amount');
  if (amounts.some((amount) => after.includes(amount) && amount.of !== 'percent')) return true;
  return !endsEverything(completion) && amounts.some((amount) => amount.of === 'things');
}

/** "申请销号", "已办结": said of the task and of nothing else. */
const closesTask = ({ clause, title }: Completion): boolean =>
  has(clause, 'applies') || (has(clause, 'closing') && contentOf(clause, title).length === 0);

/** "已完成摸底", "方案已完成", "后续工作已完成": a step, not the task. */
function isOfStep(completion: Completion): boolean {
  const { clause, since, after } = completion;
  const title = completion.inPlace ? '' : completion.title;
  if (after.some((token) => isContentBesides(token, title)) || opensStep(clause)) return true;
  if (anyWord(since, 'followUp')) return true;
  return !endsEverything(completion) && contentOf({ tokens: since }, title).length > 0;
}

/** "一是已完成"; but "1.招商引资已完成" counts tasks. */
const opensStep = ({ tokens }: Clause): boolean =>
  isWord(tokens[0], 'step') && !tokens.some(({ kind }) => kind === 'codes' || kind === 'title');

/** "17处隐患已全部整改到位": the word for done is said of the task, and of everything named before. */
const endsEverything = ({ clause }: Completion): boolean => has(clause, 'closing') && has(clause, 'all');
