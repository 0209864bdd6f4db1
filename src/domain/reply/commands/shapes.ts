import type { DateOnly } from '../../calendar/date.ts';
import { dateAt } from '../dates/dates.ts';
import type { ReplyCommand, ReplyContext } from '../result.ts';
import { typed, unreadPart, type NormalText } from '../text/normalise.ts';
import type { CommandShape, ShapeName, Vocabulary } from '../vocabulary.ts';
import { codesOfRound, codesOnly, inquire, type CommandReading } from './order.ts';

/** Nobody types more before the colon of a command. */
const LONGEST_HEAD = 60;

/** A command that names something, matched but not yet read. */
export interface Shaped {
  readonly name: ShapeName;
  readonly context: ReplyContext;
  readonly vocabulary: Vocabulary;
  /** The words in a slot, normalised; or as they were typed. */
  slot(name: string): string | null;
  typedSlot(name: string): string | null;
  /** What stands behind the first colon, as typed; null when there is no colon. */
  readonly rest: string | null;
}

/** The ways the message can be read as a command of a certain shape, the likeliest first. */
export function* shapesOf(message: NormalText, context: ReplyContext, vocabulary: Vocabulary) {
  const colon = message.text.indexOf(':');
  const head = colon < 0 ? message.text : message.text.slice(0, colon);
  if (head.length > LONGEST_HEAD) return;
  const rest =
    colon < 0 ? null : (typed(message, colon + 1, message.text.length) + unreadPart(message)).trim();
  for (const shape of vocabulary.commands.shapes) {
    const match = shape.managerOnly && context.role !== 'manager' ? null : shape.pattern.exec(head);
    if (match !== null) yield shapedBy(shape, match, { message, context, vocabulary, rest });
  }
}

type Around = Pick<Shaped, 'context' | 'vocabulary' | 'rest'> & { readonly message: NormalText };

function shapedBy({ name }: CommandShape, match: RegExpExecArray, { message, ...around }: Around): Shaped {
  return {
    ...around,
    name,
    slot: (slot) => match.groups?.[slot]?.trim() ?? null,
    typedSlot(slot) {
      const [start, end] = match.indices?.groups?.[slot] ?? [];
      return start === undefined || end === undefined ? null : typed(message, start, end).trim();
    },
  };
}

/** The tasks of the round that were named; null when the words name none, or more than tasks. */
function tasksNamed(shaped: Shaped): string[] | CommandReading | null {
  const mentions = codesOnly(shaped.slot('codes') ?? '', shaped);
  if (mentions === null) return null;
  const items = mentions.map((mention) => ({ mention, found: codesOfRound([mention], shaped.context) }));
  if (items.some(({ found }) => found.length === 0)) return inquire('no_such_item');
  const isOpen = items.some(({ mention, found }) => mention.from === mention.to && found.length > 1);
  return isOpen ? inquire('which_item') : [...new Set(items.flatMap(({ found }) => found))];
}

/** For commands about one task. */
export function onTask(
  shaped: Shaped,
  command: (item: string) => ReplyCommand | CommandReading,
): CommandReading | null {
  const named = tasksNamed(shaped);
  if (!Array.isArray(named)) return named;
  const [item, ...others] = named;
  if (item === undefined || others.length > 0) return inquire('which_item');
  const read = command(item);
  return 'name' in read ? { command: read, unclear: null } : read;
}

/** For commands about several. */
export function onTasks(
  shaped: Shaped,
  command: (items: readonly string[]) => ReplyCommand,
): CommandReading | null {
  const named = tasksNamed(shaped);
  return Array.isArray(named) ? { command: command(named), unclear: null } : named;
}

/** The day that all of these words name. */
export function dayIn(
  words: string,
  { context, vocabulary }: Pick<Shaped, 'context' | 'vocabulary'>,
): DateOnly | null {
  const { dates, numerals } = vocabulary;
  const date = dateAt(words, 0, { today: context.today, dates, numerals, expected: true });
  return date?.end === words.length ? date.day : null;
}
