import type { Notice } from '../domain/message/notice.ts';
import type { PendingAsk } from '../domain/reply/result.ts';
import type { Address, InboundContent, ReceivedMessage } from './channel.ts';

/* The conversation as it is kept: what came in, what goes out, the cards, and what we wait for. */

export interface StoredInbound {
  readonly id: string;
  readonly senderId: string;
  readonly content: InboundContent;
  readonly sentAt: Date;
  readonly receivedAt: Date;
  readonly attempts: number;
}

export interface InboundStore {
  /** The new row's id, or null when a message of that key is there already. */
  add(message: ReceivedMessage, receivedAt: Date): Promise<string | null>;
  senderOf(id: string): Promise<string | null>;
  /** Waits for its turn, then answers with the sender's oldest message that is not handled yet. */
  lockNext(senderId: string): Promise<StoredInbound | null>;
  markHandled(id: string, outcome: string, at: Date, personId: string | null): Promise<void>;
  noteAttempt(id: string): Promise<void>;
  unhandled(olderThan: Date, limit: number): Promise<string[]>;
  countByOutcome(since: Date): Promise<{ outcome: string; count: number }[]>;
}

export type OutboundState = 'planned' | 'sending' | 'sent' | 'rejected' | 'ambiguous' | 'skipped' | 'expired';

export interface NewOutbound {
  readonly personId: string | null;
  readonly roundId: string | null;
  readonly kind: string;
  readonly period: string;
  readonly address: Address;
  readonly notice: Notice | null;
  /** Sent in quiet hours as well: an answer to what somebody just wrote, or an operator's decision. */
  readonly urgent: boolean;
  readonly notBefore: Date;
  readonly createdAt: Date;
}

export interface StoredOutbound extends NewOutbound {
  readonly id: string;
  readonly state: OutboundState;
  readonly request: string | null;
  readonly attempts: number;
  readonly firstTriedAt: Date | null;
}

export interface OutboundStore {
  /** Inserts what is not there yet by (person, round, kind, period); answers with the ids that are new. */
  add(messages: readonly NewOutbound[]): Promise<string[]>;
  /** planned → sending with a lease, or a `sending` row whose lease ran out. Null when it is not ours to send. */
  claim(id: string, now: Date, leaseUntil: Date): Promise<StoredOutbound | null>;
  /**
   * Ends what other rounds planned for the same person, kind and period, as merged into this message; answers with
   * those rows, also when an attempt before has ended them.
   */
  mergeSiblings(message: StoredOutbound, at: Date): Promise<StoredOutbound[]>;
  keepRequest(id: string, request: string, notice: Notice, triedAt: Date): Promise<void>;
  finish(
    id: string,
    outcome: {
      state: Exclude<OutboundState, 'planned' | 'sending'>;
      reason: string;
      errcode?: number;
      msgid?: string | null;
      at: Date;
    },
  ): Promise<void>;
  /**
   * Back to planned, to be tried again from then on. `keepRequest` when the last attempt may have arrived: only the
   * very same bytes may follow it.
   */
  postpone(id: string, postponement: { until: Date; reason: string; keepRequest: boolean }): Promise<void>;
  /** Planned rows that are due and `sending` rows whose lease ran out. */
  due(now: Date, limit: number): Promise<string[]>;
  /** Whether anything was ever planned for that person. */
  anyTo(personId: string): Promise<boolean>;
  countByKindAndState(since: Date): Promise<{ kind: string; state: OutboundState; count: number }[]>;
}

/** A card that was sent, with what it was about. */
export interface SentCard {
  readonly cardId: string;
  readonly outboundId: string;
  readonly personId: string;
  readonly kind: string;
  readonly taskIds: readonly string[];
  readonly responseCode: string | null;
  readonly codeIssuedAt: Date | null;
}

export interface CardStore {
  save(card: SentCard): Promise<void>;
  byId(cardId: string): Promise<SentCard | null>;
  /** A click brings a new code; an update uses it up (null). */
  setCode(cardId: string, responseCode: string | null, at: Date): Promise<void>;
}

/** The one thing we wait for from a person: an answer to a question, or a yes. */
export type Pending =
  | { readonly kind: 'ask'; readonly ask: PendingAsk }
  | { readonly kind: 'confirm_chase'; readonly cardId: string; readonly taskIds: readonly string[] };

export interface PendingStore {
  of(personId: string, now: Date): Promise<Pending | null>;
  set(personId: string, pending: Pending | null, expiresAt: Date): Promise<void>;
}
