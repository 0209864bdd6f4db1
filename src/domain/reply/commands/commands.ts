import { resolveCode } from '../decision/resolve.ts';
import type { ReplyContext } from '../result.ts';
import { literalAt } from '../text/lexicon.ts';
import type { Vocabulary } from '../vocabulary.ts';
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

/** Nobody types more than this as a command; the reason behind "return" apart. */
const LONGEST_COMMAND = 60;

/**
 * Reads the whole message as a command. What only managers may ask is understood from everybody, and refused.
 * @param text normalised
 */
export function readCommand(
  text: string,
  context: ReplyContext,
  vocabulary: Vocabulary,
): CommandReading | null {
  const order = text.length > LONGEST_COMMAND ? null : orderOf(text, context, vocabulary);
  const open = order === null ? null : (readPlain(order, FOR_ALL) ?? readShow(order));
  if (open !== null) return open;
  const short = order === null ? null : (readPlain(order, FOR_MANAGERS) ?? readReminder(order));
  const reserved = short ?? readReview(text.slice(0, LONGEST_COMMAND), context, vocabulary);
  return reserved === null || context.role === 'manager' ? reserved : inquire('not_permitted');
}

const FOR_ALL = ['help', 'my_items', 'withdraw'] as const;
const FOR_MANAGERS = ['digest', 'ledger', 'unreported', 'overdue'] as const;

/** "帮助", "我的任务", "还有谁没报". */
function readPlain(
  { forms, vocabulary }: Order,
  names: typeof FOR_ALL | typeof FOR_MANAGERS,
): CommandReading | null {
  const name = names.find((any) => forms.some((form) => vocabulary.commands.plain[any].includes(form)));
  return name === undefined ? null : ordered({ name });
}

/** "查询9", "9详情". */
function readShow(order: Order): CommandReading | null {
  const { forms, context, vocabulary } = order;
  for (const form of forms) {
    const verb = literalAt(form, 0, vocabulary.commands.show);
    const ending = literalEnding(form, vocabulary.commands.show);
    const rest =
      verb !== null ? form.slice(verb.length) : ending !== null ? form.slice(0, -ending.length) : '';
    const mentions = codesOnly(rest, order);
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
