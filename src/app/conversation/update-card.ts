import type { CardUpdateNotice } from '../../domain/message/notice.ts';
import type { SentCard } from '../delivery/message-stores.ts';
import type { Turn } from './turn.ts';

/** What the card becomes, as long as the token of a press is good. */
export function updateCard(
  turn: Turn,
  { cardId }: Pick<SentCard, 'cardId'>,
  shown: Pick<CardUpdateNotice, 'of' | 'recorded' | 'remaining' | 'instead'>,
): void {
  turn.outbox.push({
    personId: turn.person.id,
    roundId: null,
    kind: 'card_update',
    period: turn.message.id,
    address: { kind: 'person', userid: turn.person.userid },
    notice: { kind: 'card_update', cardId, ...shown },
    urgent: true,
    notBefore: turn.now,
    createdAt: turn.now,
    via: turn.message.channel === 'page' ? null : turn.message.channel,
  });
}
