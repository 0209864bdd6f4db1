import type { ReplyContext, ReviewSubject } from '../result.ts';
import type { CommandWords, Vocabulary } from '../vocabulary.ts';
import {
  codesOfRound,
  codesOnly,
  inquire,
  ordered,
  orderOf,
  type CommandReading,
  type Order,
} from './order.ts';

type Verdict = 'agree' | 'pass' | 'sendBack';

/** "不同意" holds "同意": refusals are looked for first. */
const VERDICTS: readonly Verdict[] = ['sendBack', 'agree', 'pass'];

/**
 * "同意9延期", "同意6销号", "6通过", "退回6：缺少盘点表".
 * @param text normalised; behind the first mark only a reason for sending back may stand
 */
export function readReview(
  text: string,
  context: ReplyContext,
  vocabulary: Vocabulary,
): CommandReading | null {
  const [head = '', reason = ''] = text.trim().split(/[,;:.!\n(]([\s\S]*)/);
  const order = orderOf(head, context, vocabulary);
  for (const form of order.forms) {
    const verdict = VERDICTS.find((any) => verdictIn(form, vocabulary.commands[any]) !== null);
    if (verdict === undefined || (verdict !== 'sendBack' && reason.trim() !== '')) continue;
    const reading = readCase(verdictIn(form, vocabulary.commands[verdict]) ?? '', verdict, order);
    if (reading !== null) return reading;
  }
  return null;
}

/** What is left of the form without the verdict. */
function verdictIn(form: string, words: readonly string[]): string | null {
  const verdict = longest(words.filter((word) => form.includes(word)));
  return verdict === null ? null : form.replace(verdict, '');
}

const longest = (words: readonly string[]): string | null =>
  words.toSorted((a, b) => b.length - a.length)[0] ?? null;

function readCase(rest: string, verdict: Verdict, order: Order): CommandReading | null {
  const { what, code } = subjectIn(rest, order.vocabulary.commands);
  if (code === '') return order.context.role === 'manager' ? inquire('which_item') : null;
  const mentions = codesOnly(code, order);
  if (mentions === null) return null;
  const items = codesOfRound(mentions, order.context);
  const [item] = items;
  if (item === undefined) return inquire('no_such_item');
  if (items.length > 1) return inquire('which_item');
  // "同意9" may mean either; passing and sending back are words of the closure.
  if (what === null && verdict === 'agree') return inquire('which_status');
  return ordered({ name: verdict === 'sendBack' ? 'return' : 'approve', item, what: what ?? 'closure' });
}

function subjectIn(
  rest: string,
  { closure, extension, fillers }: CommandWords,
): { what: ReviewSubject | null; code: string } {
  for (const [what, words] of [
    ['extension', extension],
    ['closure', closure],
  ] as const) {
    const word = longest(words.filter((any) => rest.includes(any)));
    if (word !== null) return { what, code: bareCode(rest.replace(word, ''), fillers) };
  }
  return { what: null, code: bareCode(rest, fillers) };
}

const bareCode = (words: string, fillers: readonly string[]): string =>
  fillers.includes(words) ? '' : words;
