import type { SupervisionCommand } from '../../domain/reply/result.ts';
import type { Pending } from '../delivery/message-stores.ts';
import { refusalNotice } from '../supervision/prepared.ts';
import { newCardId, prepare, superviseNow } from '../supervision/supervise.ts';
import { awaitConfirmation, forget } from './questions.ts';
import { answer, type Turn } from './turn.ts';

/** An order typed in chat, first half: what would happen is shown, and the one who ordered it says yes or no. */
export async function propose(turn: Turn, command: SupervisionCommand, text: string): Promise<string> {
  const prepared = await prepare(turn, command, text);
  if (prepared.kind === 'refused') {
    answer(turn, refusalNotice(prepared));
    return 'refused';
  }
  if (prepared.kind === 'empty') {
    answer(turn, prepared.notice);
    return prepared.outcome;
  }
  const cardId = newCardId();
  await awaitConfirmation(turn, { cardId, command: prepared.command, text });
  answer(turn, prepared.preview(cardId));
  return 'proposed';
}

/** Second half: done as things are now. What was settled by somebody else meanwhile drops out, or is refused. */
export async function confirm(
  turn: Turn,
  pending: Extract<Pending, { kind: 'confirm' }>,
  confirmed: 'yes' | 'no',
): Promise<string> {
  await forget(turn);
  if (confirmed === 'no') {
    answer(turn, { kind: 'cancelled' });
    return 'cancelled';
  }
  const done = await superviseNow(turn, pending.command, pending.text);
  answer(turn, done.notice);
  return done.outcome;
}
