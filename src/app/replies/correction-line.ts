import type { ReplyContext, ReplyReport } from '../../domain/reply/result.ts';
import { numbersNamed } from '../conversation/numbers-named.ts';
import { isClosed } from '../../domain/task/task.ts';
import type { Turn } from '../conversation/turn.ts';
import type { StoredInbound } from '../delivery/message-stores.ts';
import type { CorrectionLine } from './reply-stores.ts';

/**
 * The corrected answer as a test line. What else it asked for is as it was understood: nobody has said otherwise.
 * @returns null when there are no words, or one of the texts bears a mark of secrecy (domain rule 10)
 */
export async function correctionLine(
  { turn, message }: { readonly turn: Turn; readonly message: StoredInbound },
  reports: readonly ReplyReport[],
): Promise<CorrectionLine | null> {
  const { content } = message;
  if (content.type !== 'text') return null;
  const { words, stores, clock, ownTasks } = turn;
  const said = new Set(reports.map(({ item }) => item));
  const items = ownTasks
    .filter((task) => !isClosed(task) || said.has(task.code))
    .map(({ code, title }) => ({ code, title: words.maskNumbers(title) }));
  const text = words.maskNumbers(content.text);
  if ([text, ...items.map(({ title }) => title)].some((each) => words.hasSecrecyMark(each))) return null;
  const context: ReplyContext = {
    today: clock.local(message.receivedAt).date,
    role: 'official',
    items,
    roundCodes: await stores.tasks.codes(numbersNamed(text)),
    pending: null,
  };
  return {
    id: message.id,
    today: context.today,
    role: context.role,
    items,
    roundCodes: context.roundCodes,
    pending: null,
    text,
    expect: {
      reports: reports.map(({ item, status }) => ({ item, status })),
      requests: words.understand(text, context).requests,
      command: null,
      unclear: null,
    },
  };
}
