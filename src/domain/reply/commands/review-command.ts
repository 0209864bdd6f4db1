import type { DateOnly } from '../../calendar/date.ts';
import type { ReplyContext, ReviewSubject } from '../result.ts';
import { wordAt } from '../text/lexicon.ts';
import type { Vocabulary } from '../vocabulary.ts';
import {
  codesOfRound,
  codesOnly,
  inquire,
  ordered,
  orderOf,
  type CommandReading,
  type Order,
} from './order.ts';
import { dayIn } from './shapes.ts';

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
  // An official who writes "请批准…" asks for something himself.
  const opening = wordAt(text.trim(), 0, vocabulary.lexicon);
  if (context.role === 'official' && opening?.roles.has('ask') === true) return null;
  const [head = '', reason = ''] = text.trim().split(/[,;:.!\n(]([\s\S]*)/);
  const order = orderOf(
    codesOnly(reason, { context, vocabulary }) === null ? head : head + reason,
    context,
    vocabulary,
  );
  for (const form of order.forms) {
    const verdict = VERDICTS.find((any) => verdictIn(form, vocabulary.commands[any]) !== null);
    if (
      verdict === undefined ||
      (verdict !== 'sendBack' && reason.trim() !== '' && !order.forms[0]?.endsWith(reason.trim()))
    )
      continue;
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
  const { what, code, due } = subjectIn(rest, order);
  if (code === '') return order.context.role === 'manager' ? inquire('which_item') : null;
  const mentions = codesOnly(code, order);
  if (mentions === null) return null;
  const found = mentions.map((mention) => ({ mention, items: codesOfRound([mention], order.context) }));
  if (found.some(({ items }) => items.length === 0)) return inquire('no_such_item');
  if (found.some(({ mention, items }) => mention.from === mention.to && items.length > 1))
    return inquire('which_item');
  // "同意9" may mean either; passing and sending back are words of the closure.
  if (what === null && verdict === 'agree') return inquire('which_status');
  if (due !== null && due < order.context.today) return inquire('date_in_past');
  const items = [...new Set(found.flatMap((each) => each.items))];
  return decided(verdict, { items, what: what ?? 'closure', due });
}

interface Case {
  readonly items: readonly string[];
  readonly what: ReviewSubject;
  readonly due: DateOnly | null;
}

/** Agreeing may be said of several at once; what is sent back has a reason of its own. */
function decided(verdict: Verdict, { items, what, due }: Case): CommandReading {
  const [item, ...others] = items;
  if (item === undefined) return inquire('which_item');
  if (verdict === 'sendBack')
    return others.length > 0 ? inquire('which_item') : ordered({ name: 'return', item, what });
  if (others.length > 0) return ordered({ name: 'approve_all', items, what });
  return ordered({ name: 'approve', item, what, ...(due !== null && what === 'extension' ? { due } : {}) });
}

interface Named {
  readonly what: ReviewSubject | null;
  /** The words that name the task. */
  readonly code: string;
  readonly due: DateOnly | null;
}

function subjectIn(rest: string, { context, vocabulary }: Order): Named {
  const { closure, extension, handover, assistance, fillers } = vocabulary.commands;
  for (const [what, words] of [
    ['extension', extension],
    ['transfer', handover],
    ['help', assistance],
    ['closure', closure],
  ] as const) {
    const word = longest(words.filter((any) => rest.includes(any)));
    if (word === null) continue;
    const [before = '', after = ''] = cutAt(rest, word);
    const due = what === 'extension' ? dayIn(withoutUntil(after, vocabulary), { context, vocabulary }) : null;
    return { what, code: bareCode(due === null ? before + after : before, fillers), due };
  }
  return { what: null, code: bareCode(rest, fillers), due: null };
}

const cutAt = (words: string, word: string): string[] => [
  words.slice(0, words.indexOf(word)),
  words.slice(words.indexOf(word) + word.length),
];

/** "到7月15日". */
function withoutUntil(words: string, { lexicon }: Vocabulary): string {
  const first = wordAt(words, 0, lexicon);
  return first?.roles.has('until') === true ? words.slice(first.end) : words;
}

const bareCode = (words: string, fillers: readonly string[]): string =>
  fillers.includes(words) ? '' : words;
