import type { Notice } from '../../domain/message/notice.ts';
import type { SentCard, StoredOutbound } from '../message-stores.ts';

/** What becomes of a message that is composed now. */
export type Composed =
  | {
      readonly kind: 'send';
      readonly notice: Notice;
      /** Set when the message carries a card that can be pressed. */
      readonly card: Pick<SentCard, 'cardId' | 'kind' | 'taskIds' | 'aboutId'> | null;
      /** Set when a card is changed in place instead of sending a message. */
      readonly update: { readonly cardId: string; readonly token: string; readonly issuedAt: Date } | null;
    }
  | { readonly kind: 'drop'; readonly state: 'skipped' | 'expired' | 'rejected'; readonly reason: string };

export const drop = (state: 'skipped' | 'expired' | 'rejected', reason: string): Composed => ({
  kind: 'drop',
  state,
  reason,
});

export const say = (notice: Notice, card: Extract<Composed, { kind: 'send' }>['card'] = null): Composed => ({
  kind: 'send',
  notice,
  card,
  update: null,
});

/** A card's id must never be used twice within the app, also not by a second attempt (app-api §4.6). */
export const cardIdOf = (message: StoredOutbound): string =>
  `${message.kind}_${message.id}_${message.attempts}`;
