import type { DateOnly } from '../../calendar/date.ts';
import { contentOf } from '../meaning/content.ts';
import { isQuestion } from '../meaning/read-claim.ts';
import { deadline } from '../meaning/requests.ts';
import type { Weighed } from '../meaning/weigh.ts';
import type { PendingAsk, ReplyContext } from '../result.ts';
import { has, type Clause } from '../text/clauses.ts';
import { anyWord, isWord } from '../text/tokens.ts';

/** The task our last question was about, while it is still open. */
export function pendingItem({ pending, items }: ReplyContext): string | null {
  const isOpen = items.some(({ code }) => code === pending?.item);
  return pending !== null && isOpen ? pending.item : null;
}

/**
 * "OK" and nothing else: of several tasks it is a nod, of the only one it says that it is done (replies.md). Its
 * picture stays a nod.
 */
export function withNodAsAnswer(clauses: readonly Clause[], context: ReplyContext): readonly Clause[] {
  const [clause, ...others] = clauses;
  const [word, ...more] = clause?.tokens ?? [];
  if (clause === undefined || others.length > 0 || word?.kind !== 'word' || more.length > 0) return clauses;
  if (!word.roles.has('done') || !/^\p{L}+$/u.test(word.text)) return clauses;
  if (pendingItem(context) === null && context.items.length !== 1) return clauses;
  return [{ ...clause, tokens: [{ ...word, roles: new Set(['done']) }] }];
}

/** Reads words that would say little by themselves as the answer to our question. */
export function answerTo(
  pending: PendingAsk,
  clauses: readonly Clause[],
  said: Weighed,
  today: DateOnly,
): Weighed {
  if (said.asked.length > 0 || clauses.some(isQuestion)) return said;
  switch (pending.asks) {
    case 'extension_due':
      return answerWithDate(clauses, said, today);
    case 'progress':
      return { ...said, status: answerWithProgress(pending, clauses, said) };
    case 'status':
      return isBareNo(clauses) ? { ...said, status: 'in_progress' } : said;
    case 'which_item':
      return clauses.every(namesOnly) ? { ...said, status: pending.status ?? said.status } : said;
  }
}

/** "7月1日", also as a plan: "7月1日能完成". */
function answerWithDate(clauses: readonly Clause[], said: Weighed, today: DateOnly): Weighed {
  const date = clauses.flatMap(({ tokens }) => tokens).find((token) => token.kind === 'date');
  if (date === undefined || said.claims.some(({ reason }) => reason !== 'plan')) return said;
  return { status: null, claims: [], asked: [{ kind: 'extension', ...deadline(date, today) }] };
}

/** Any account of what was done tells the progress of the state we know. */
function answerWithProgress(
  { status }: PendingAsk,
  clauses: readonly Clause[],
  said: Weighed,
): Weighed['status'] {
  const isAccount = said.claims.every(({ reason }) => ['activity', 'hint', 'stage'].includes(reason));
  const isTold = clauses.some(
    (clause) => contentOf(clause, '').length > 0 && !has(clause, 'not', 'uncertain'),
  );
  return isAccount && isTold ? (status ?? 'in_progress') : said.status;
}

/** "没有", "还没呢" to "how does it stand?". */
const isBareNo = (clauses: readonly Clause[]): boolean =>
  clauses.every(({ tokens }) => tokens.every((token) => isWord(token, 'not', 'notYet', 'light', 'aspect'))) &&
  clauses.some(({ tokens }) => tokens.some((token) => isWord(token, 'not', 'notYet')));

/** "2和6", "资产那个", "全部" to "which one?"; but not "6不是". */
const namesOnly = ({ tokens }: Clause): boolean =>
  !anyWord(tokens, 'not', 'notIs', 'plan') &&
  tokens.every(
    (token) =>
      token.kind === 'codes' ||
      token.kind === 'title' ||
      isWord(token, 'light', 'generic', 'joiner', 'all', 'courtesy', 'codeNoun'),
  );
