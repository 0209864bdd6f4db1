import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Notice } from '../../domain/message/notice.ts';
import type { SentCard, StoredOutbound } from './message-stores.ts';
import type { StandIns } from '../week/stand-ins.ts';

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

/** The day a message is composed on, and who stands in for whom then. */
export interface OnDay {
  readonly today: DateOnly;
  readonly standIns: StandIns;
}
