import { decideEscalation } from '../supervision/decide-escalation.ts';
import type { InboundContent } from '../channel.ts';
import type { SentCard } from '../delivery/message-stores.ts';
import { answer, type Turn } from './turn.ts';
import { updateCard } from './update-card.ts';

/** 发送 / 不发: what was proposed goes out to head and leader, or does not. Whoever comes second finds nothing left. */
export async function pressEscalation(
  turn: Turn,
  card: SentCard,
  press: Extract<InboundContent, { type: 'card' }>,
): Promise<string> {
  const yes = press.key === 'confirm';
  const decided = await decideEscalation(turn, { taskIds: card.taskIds, yes, by: card.cardId });
  if (decided === null) {
    answer(turn, { kind: 'refused', code: null, why: 'nothing_to_decide' });
    return 'refused';
  }
  const label = yes ? 'confirmed' : 'cancelled';
  updateCard(turn, card, { of: 'escalation', recorded: [{ code: '', label }], remaining: [], instead: null });
  answer(turn, { kind: 'escalation_decided', sent: yes, tasks: decided.tasks });
  return yes ? 'escalation_sent' : 'escalation_declined';
}
