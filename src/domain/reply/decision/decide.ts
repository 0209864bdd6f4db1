import type { Weighed } from '../meaning/weigh.ts';
import type { ReplyContext, Unclear, Understanding } from '../result.ts';
import type { Statement } from '../statements/statements.ts';
import type { NormalText } from '../text/normalise.ts';
import { answerTo, pendingItem } from './pending.ts';
import { resolveSubject, type Resolved } from './resolve.ts';
import { sayingsOf, type Sayings } from './sayings.ts';
import { settle, type Entry } from './settle.ts';

export interface Reply {
  readonly message: NormalText;
  readonly statements: readonly Statement[];
  /** Not all of the message was read. */
  readonly isCut: boolean;
  /** Thanks, greetings or "received" were said as well. */
  readonly courteous: boolean;
  readonly context: ReplyContext;
}

/** "这个三十五号啊，三十五号弄妥了": where the task was only named, its state is said later. */
const isToldElsewhere = (item: string, said: Weighed, entries: readonly Entry[]): boolean =>
  said.status === null &&
  said.asked.length === 0 &&
  entries.some((entry) => entry.item === item && entry.said.status !== null);

interface Hearing extends Reply {
  readonly sayings: Sayings;
}

/** Turns statements into what is recorded and what must be asked. A clear part is kept beside an unclear one. */
export function decide(given: Reply): Pick<Understanding, 'reports' | 'requests' | 'unclear'> {
  const reply: Hearing = { ...given, sayings: sayingsOf(given.message, given.context) };
  const named = namedItems(reply);
  const problems: Unclear[] = [];
  let entries: Entry[] = [];
  for (const statement of reply.statements) {
    const { items, problem } = targetsOf(statement, named, reply);
    if (problem !== null) problems.push(problem);
    if (statement.act === 'cancels') entries = entries.filter(({ item }) => !items.includes(item));
    if (statement.act === 'corrects') entries = withoutCorrected(entries, items);
    if (statement.act === 'mentions' || statement.excepted) entries = withoutExcepted(entries, items);
    if (statement.act === 'mentions' || statement.act === 'cancels' || isAboutSteps(statement, entries))
      continue;
    for (const item of items) {
      const said = sayingOf(item, statement, reply);
      entries.push({ item, statement, said });
    }
  }
  const settled = settle(entries, reply);
  // What was corrected is not asked about any more.
  const doubts = entries.flatMap(({ item, said, statement }) =>
    isToldElsewhere(item, said, entries) ? [] : problemsOf(said, statement),
  );
  return { ...settled, unclear: problems[0] ?? doubts[0] ?? settled.unclear };
}

function namedItems({ statements, context }: Reply): ReadonlySet<string> {
  const naming = statements.filter(({ subject }) => subject.kind === 'codes' || subject.kind === 'titles');
  return new Set(naming.flatMap(({ subject }) => resolveSubject(subject, context, new Set()).items));
}

const WHICH_ITEM: Resolved = { items: [], problem: 'which_item' };
const NOBODY: Resolved = { items: [], problem: null };

/** The tasks a statement is about; who names none means the one we asked about, or his only one. */
function targetsOf(statement: Statement, named: ReadonlySet<string>, reply: Hearing): Resolved {
  const { subject } = statement;
  const { items } = reply.context;
  const implied = pendingItem(reply.context) ?? (items.length === 1 ? items[0]?.code : undefined);
  if (subject.kind === 'none' || (subject.kind === 'all' && implied !== undefined)) {
    if (isPromise(statement, reply)) return NOBODY;
    return implied === undefined ? unaddressed(statement, reply) : { items: [implied], problem: null };
  }
  // "The rest" of nothing that was named.
  if (subject.kind === 'rest' && named.size === 0)
    return { items: [], problem: items.length > 1 ? 'which_item' : 'which_status' };
  const miscounts =
    subject.kind === 'all' && subject.count !== null && ![1, items.length].includes(subject.count);
  return miscounts ? WHICH_ITEM : resolveSubject(subject, reply.context, named);
}

/** "本周无新进展" is said of all; any other state needs a task. */
function unaddressed(statement: Statement, reply: Hearing): Resolved {
  const { items } = reply.context;
  const { status, claims, asked } = reply.sayings(statement, null);
  if (status === 'no_change') return { items: items.map(({ code }) => code), problem: null };
  const isMeant = asked.length > 0 || claims.some(({ reason }) => reason !== 'hint');
  return isMeant && items.length > 0 ? WHICH_ITEM : NOBODY;
}

/** "收到，马上办" acknowledges; it is no report. */
function isPromise(statement: Statement, reply: Hearing): boolean {
  const { claims, asked } = reply.sayings(statement, null);
  const isDated = statement.clauses.some(({ tokens }) => tokens.some(({ kind }) => kind === 'date'));
  return reply.courteous && !isDated && asked.length === 0 && claims.every(({ reason }) => reason === 'plan');
}

function sayingOf(item: string, statement: Statement, reply: Hearing): Weighed {
  const { pending, today } = reply.context;
  const said = reply.sayings(statement, item);
  const isNamed = statement.subject.kind === 'codes' || statement.subject.kind === 'titles';
  const isAnswer =
    pending !== null && (pending.asks === 'which_item' || (!isNamed && pendingItem(reply.context) === item));
  if (isAnswer) return answerTo(pending, statement.clauses, said, today);
  // Something happened, but nobody said that it was for this task.
  const isHint = !isNamed && said.claims.every(({ reason }) => reason === 'hint');
  return isHint ? { ...said, status: null } : said;
}

function problemsOf({ status, asked }: Weighed, { subject }: Statement): Unclear[] {
  if (asked.some((request) => request.kind === 'extension' && request.inPast)) return ['date_in_past'];
  if (status === 'in_doubt') return ['which_status'];
  const isNamed = subject.kind === 'codes' || subject.kind === 'titles';
  return isNamed && status === null && asked.length === 0 ? ['which_status'] : [];
}

/** "全部完成，除了9": what was said of all was not said of 9. */
const withoutExcepted = (entries: readonly Entry[], items: readonly string[]): Entry[] =>
  entries.filter(({ item, statement }) => statement.subject.kind !== 'all' || !items.includes(item));

/** A correction replaces what was said of the same tasks, or else the statement before. */
function withoutCorrected(entries: readonly Entry[], items: readonly string[]): Entry[] {
  const others = entries.filter(({ item }) => !items.includes(item));
  const last = entries.at(-1)?.statement;
  return others.length < entries.length ? others : entries.filter(({ statement }) => statement !== last);
}

/** "6验收没过，其他都完成了": the rest of the steps of 6, not of the tasks. */
function isAboutSteps({ subject }: Statement, entries: readonly Entry[]): boolean {
  const last = entries.at(-1);
  if (last?.statement.excepted === true) return false;
  return subject.kind === 'rest' && (entries.at(-1)?.said.claims.some(({ whole }) => !whole) ?? false);
}
