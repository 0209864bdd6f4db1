import { resolveCode } from '../decision/resolve.ts';
import type { ReplyContext, RequestSubject } from '../result.ts';
import { literalAt } from '../text/lexicon.ts';
import type { NormalText } from '../text/normalise.ts';
import type { ShapeName, Vocabulary } from '../vocabulary.ts';
import { readDeputy, readEndOfDeputy } from './deputy-command.ts';
import {
  codesOfRound,
  codesOnly,
  inquire,
  literalEnding,
  ordered,
  orderOf,
  type CommandReading,
  type Order,
} from './order.ts';
import { readReminder } from './reminder-command.ts';
import { readReview } from './review-command.ts';
import { shapesOf, type Shaped } from './shapes.ts';
import { TASK_COMMANDS } from './task-command.ts';
import { readWithdrawal } from './withdrawal.ts';

/** Nobody types more than this as a command; what stands behind a colon apart. */
const LONGEST_COMMAND = 60;

/**
 * Reads the whole message as a command. What only managers may ask is understood from everybody, and refused;
 * words that also tell of one's work are a command from managers only.
 */
export function readCommand(
  message: NormalText,
  context: ReplyContext,
  vocabulary: Vocabulary,
): CommandReading | null {
  const { text } = message;
  const order = text.length > LONGEST_COMMAND ? null : orderOf(text, context, vocabulary);
  const open = order === null ? null : (readPlain(order, FOR_ALL) ?? readShow(order));
  if (open !== null) return open;
  const shaped = readShaped(message, context, vocabulary);
  if (shaped?.isForAll === true) return shaped.reading;
  const short = order === null ? null : (readPlain(order, FOR_MANAGERS) ?? readReminder(order));
  const reserved =
    shaped?.reading ?? short ?? readReview(text.slice(0, LONGEST_COMMAND), context, vocabulary);
  if (reserved === null || context.role === 'manager') return reserved;
  return mayBeAnswer(reserved, context) ? null : inquire('not_permitted');
}

/** "待审核" tells an official's state when he has one task only, or was asked about it. */
const mayBeAnswer = ({ command }: CommandReading, { items, pending }: ReplyContext): boolean =>
  command?.name === 'reviews' && (pending !== null || items.length === 1);

interface ShapedReading {
  readonly reading: CommandReading;
  readonly isForAll: boolean;
}

function readShaped(
  message: NormalText,
  context: ReplyContext,
  vocabulary: Vocabulary,
): ShapedReading | null {
  for (const shaped of shapesOf(message, context, vocabulary)) {
    const subject = WITHDRAWALS[shaped.name];
    const isForAll = subject !== undefined;
    const reading = isForAll ? readWithdrawal(shaped, subject) : readReserved(shaped);
    if (reading !== null) return { reading, isForAll };
  }
  return null;
}

const WITHDRAWALS: Partial<Readonly<Record<ShapeName, RequestSubject | null>>> = {
  withdraw: null,
  withdraw_extension: 'extension',
  withdraw_transfer: 'transfer',
  withdraw_help: 'help',
};

function readReserved(shaped: Shaped): CommandReading | null {
  if (shaped.name === 'deputy') return readDeputy(shaped);
  if (shaped.name === 'end_deputy') return readEndOfDeputy(shaped);
  return TASK_COMMANDS[shaped.name]?.(shaped) ?? null;
}

const FOR_ALL = ['help', 'my_items', 'withdraw'] as const;
const FOR_MANAGERS = [
  ...(['digest', 'ledger', 'unreported', 'overdue'] as const),
  ...(['reviews', 'deputies', 'look_backs', 'warnings', 'letters'] as const),
] as const;

/** "帮助", "我的任务", "还有谁没报"; also when it is said in two ways: "怎么用啊，给个使用帮助". */
function readPlain(order: Order, names: typeof FOR_ALL | typeof FOR_MANAGERS): CommandReading | null {
  const { context, vocabulary } = order;
  const ways = (order.forms[0] ?? '').split(/[,;]/).map((way) => orderOf(way, context, vocabulary));
  const name = names.find((any) => {
    const asks = ({ forms }: Order): boolean =>
      forms.some((form) => vocabulary.commands.plain[any].has(form));
    return asks(order) || (ways.length > 1 && ways.every(asks));
  });
  return name === undefined ? null : ordered({ name });
}

/** "查询9", "9详情". */
function readShow(order: Order): CommandReading | null {
  const { forms, context, vocabulary } = order;
  for (const form of forms) {
    const verb = literalAt(form, 0, vocabulary.commands.show);
    const ending = literalEnding(form, vocabulary.commands.show);
    if (verb === null && ending === null) continue;
    const behind = form.slice(verb?.length ?? 0);
    const inner = literalEnding(behind, vocabulary.commands.show);
    // "查询9", "9详情", "查一下9号任务的详情".
    const mentions = codesOnly(inner === null ? behind : behind.slice(0, -inner.length), order);
    if (mentions !== null) return shown(mentions, context);
  }
  return null;
}

function shown(mentions: NonNullable<ReturnType<typeof codesOnly>>, context: ReplyContext): CommandReading {
  const [mention] = mentions;
  if (mention === undefined || mentions.length > 1 || mention.from !== mention.to)
    return inquire('which_item');
  const own = resolveCode(mention, context);
  const items = context.role === 'manager' ? codesOfRound(mentions, context) : own.items;
  const [item] = items;
  if (item === undefined)
    return inquire(context.role === 'manager' ? 'no_such_item' : (own.problem ?? 'no_such_item'));
  return items.length > 1 ? inquire('which_item') : ordered({ name: 'show', item });
}
