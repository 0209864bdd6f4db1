import type { DateOnly } from '../../calendar/date.ts';
import { has, indexOf, type Clause } from '../text/clauses.ts';
import { typed, type NormalText } from '../text/normalise.ts';
import { anyWord, isWord, type DateToken, type Token } from '../text/tokens.ts';
import type { WordRole } from '../word-roles.ts';
import { contentOf } from './content.ts';
import { isQuestion } from './read-claim.ts';

/** A request as one clause makes it, before it is known for which task. */
export type Asked =
  | { readonly kind: 'extension'; readonly due: DateOnly | null; readonly inPast: boolean }
  | { readonly kind: 'help' }
  | { readonly kind: 'transfer'; readonly to: string | null };

/** A clause about one task. */
export interface Spoken {
  readonly clause: Clause;
  /** Of the task, normalised. */
  readonly title: string;
  readonly message: NormalText;
  readonly today: DateOnly;
}

/** What the clause asks for. Only what is asked clearly counts: no guess, no condition, nothing of the past. */
export function readRequests(spoken: Spoken): Asked[] {
  return [readExtension(spoken), readHelp(spoken), readTransfer(spoken)].filter((asked) => asked !== null);
}

function readExtension({ clause, title, today }: Spoken): Asked | null {
  const at = indexOf(clause, 'extend');
  if (at < 0 || has(clause, 'condition', 'uncertain', 'hearsay', 'formerly')) return null;
  const before = clause.tokens.slice(0, at);
  const after = withoutReason(clause.tokens.slice(at + 1));
  if (governs(before, ...DENIALS, 'past') || anyWord(after, ...DENIALS, 'past') || isWord(after[0], 'aspect'))
    return null;
  const date = after.find((token) => token.kind === 'date');
  const isPlea = anyWord(clause.tokens, 'ask');
  // "能否延期？" is a polite request, "怎么延期" is none.
  if (isQuestion(clause) && date === undefined && (!isPlea || has(clause, 'question'))) return null;
  const isOfOther = sinceCodes(before, title).length > 0 || anyWord(before, 'begin');
  if (isOfOther && !isPlea && !has(clause, 'because')) return null;
  return { kind: 'extension', ...deadline(date, today) };
}

/** "延期到一月十五日因为冬天浇不了混凝土": why says nothing of the request. */
function withoutReason(tokens: readonly Token[]): readonly Token[] {
  const reason = tokens.findIndex((token) => isWord(token, 'because'));
  return reason < 0 ? tokens : tokens.slice(0, reason);
}

/** The day asked for; one that lies before today is none (replies.md: `date_in_past`). */
export function deadline(
  token: DateToken | undefined,
  today: DateOnly,
): { readonly due: DateOnly | null; readonly inPast: boolean } {
  if (token === undefined) return { due: null, inPast: false };
  const { day, tense } = token.date;
  const inPast = day === null ? tense === 'past' : day < today;
  return { due: inPast ? null : day, inPast };
}

/** "不延期", "已延期": said of the request itself; in "没完成需要延期" it belongs to the state before. */
function governs(before: readonly Token[], ...roles: readonly WordRole[]): boolean {
  const at = before.findLastIndex((token) => isWord(token, ...roles));
  return at >= 0 && !anyWord(before.slice(at + 1), 'done', 'soft', 'begin', 'work', 'progress', 'cannot');
}

const DENIALS: readonly WordRole[] = ['not', 'notYet', 'notIs'];

function readHelp({ clause }: Spoken): Asked | null {
  const asks = indexOf(clause, 'ask');
  const assist = clause.tokens.findLastIndex((token) => isWord(token, 'assist'));
  if (asks < 0 || assist < asks || has(clause, 'condition', 'hearsay')) return null;
  const before = clause.tokens.slice(0, assist);
  // "正在请区里协调" is under way already; "有困难请区里协调" is why one asks.
  const state = before.slice(0, asks).findLast((token) => !isWord(token, 'light'));
  const isAsking = isWord(state, 'progress') && !isWord(state, 'stuck');
  return anyWord(before, 'past') || isRefused(before, asks) || isAsking ? null : { kind: 'help' };
}

/** "不需要协调", "没有请求支援"; but "没有医生愿意去请求支援" is why one asks. */
function isRefused(before: readonly Token[], asks: number): boolean {
  const denial = before.findLastIndex((token) => isWord(token, ...DENIALS));
  const between = before.slice(denial + 1, asks);
  return denial >= 0 && between.every((token) => isWord(token, 'light', 'aspect', 'ask', 'plan'));
}

function readTransfer(spoken: Spoken): Asked | null {
  const { clause, title } = spoken;
  if (isQuestion(clause) || has(clause, 'done', 'hearsay', 'condition')) return null;
  if (has(clause, 'notMine')) return { kind: 'transfer', to: null };
  const at = indexOf(clause, 'transfer');
  const by = at >= 0 ? at : indexOf(clause, 'by');
  const before = withoutInCharge(clause.tokens.slice(0, by));
  // "资产下月移交": words that also tell of an activity ask for nothing when they are said of a thing.
  const known = isWord(clause.tokens[by], 'action') ? '' : title;
  if (by < 0 || governs(before, ...DENIALS) || sinceCodes(before, known).length > 0) return null;
  // "已移交档案" tells of an activity; "已移交给李四" of the task.
  if (anyWord(before, 'past') && isWord(clause.tokens[by], 'action')) return null;
  const last = clause.tokens.findLast((token) => !isWord(token, 'aspect', 'hedge', 'courtesy', 'light'));
  if (at < 0 && !isWord(last, 'handover')) return null;
  const receiver = receiverIn(clause.tokens.slice(by + 1));
  // "已经交给领导了": papers were.
  if (anyWord(before, 'past') && receiver.length === 0 && isWord(clause.tokens[by + 1], 'light')) return null;
  if (receiver.length === 0 || anyWord(receiver, 'rest')) return { kind: 'transfer', to: null };
  const name = nameOf(receiver, spoken.message);
  // "移交3条线索": things were handed over, not the task.
  return name === null ? null : { kind: 'transfer', to: name };
}

/** "现在归刘芳管，请转给刘芳" without a sign between: who is in charge is named twice. */
function withoutInCharge(before: readonly Token[]): readonly Token[] {
  const by = before.findIndex((token) => isWord(token, 'by') && !isWord(token, 'ask'));
  const [name, verb, ...rest] = before.slice(by + 1);
  const isName = name?.kind === 'unknown' && isWord(verb, 'handover');
  return by >= 0 && isName && isWord(rest.at(-1), 'ask') ? [...before.slice(0, by), ...rest] : before;
}

/** What is named between the code and this point: "合同延期" and "线索移交" are not about the task itself. */
const sinceCodes = (before: readonly Token[], title: string): Token[] =>
  contentOf({ tokens: before.slice(before.findLastIndex(namesTask) + 1) }, title);

const namesTask = (token: Token): boolean => token.kind === 'codes' || isWord(token, 'this');

/** The words up to "in charge" or the end; of "the Li of that office" only Li. */
function receiverIn(tokens: readonly Token[]): readonly Token[] {
  const whole = tokens.slice(0, tokens.findLastIndex((token) => !isBehindName(token)) + 1);
  // "转给刘志强现在是他管这一块".
  const end = whole.findIndex((token, at) => at > 0 && isWord(token, 'light') && !isWord(token, 'of'));
  const named = end < 0 ? whole : whole.slice(0, end);
  return named.slice(named.findLastIndex((token) => isWord(token, 'light')) + 1);
}

const isBehindName = (token: Token): boolean =>
  isWord(token, 'handover', 'aspect', 'courtesy', 'hedge') || token.kind === 'date';

/** A person's or a unit's name: Chinese characters only. */
function nameOf(tokens: readonly Token[], message: NormalText): string | null {
  const name = typed(message, tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
  return /^\p{Script=Han}{2,12}$/u.test(name) ? name : null;
}
