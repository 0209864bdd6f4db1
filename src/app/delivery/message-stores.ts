import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Notice } from '../../domain/message/notice.ts';
import type { PendingAsk, SupervisionCommand } from '../../domain/reply/result.ts';
import type {
  Address,
  ChannelName,
  InboundChannel,
  InboundContent,
  ReceivedMessage,
  ReplyToken,
} from '../channel.ts';

/* The conversation as it is kept: what came in, what goes out, the cards, and what we wait for. */

export interface StoredInbound {
  readonly id: string;
  readonly channel: InboundChannel;
  readonly senderId: string;
  readonly groupId: string | null;
  readonly replyTo: ReplyToken | null;
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
  /** @param receipt what a page is answered with, now and whenever it repeats what it said */
  markHandled(
    id: string,
    outcome: string,
    at: Date,
    personId: string | null,
    receipt?: readonly Notice[],
  ): Promise<void>;
  /** By its dedupe key. The receipt is null until it is handled. */
  byKey(dedupeKey: string): Promise<{
    readonly id: string;
    readonly outcome: string;
    readonly receipt: readonly Notice[] | null;
  } | null>;
  noteAttempt(id: string): Promise<void>;
  unhandled(olderThan: Date, limit: number): Promise<string[]>;
  countByOutcome(since: Date): Promise<{ outcome: string; count: number }[]>;
}

export const OUTBOUND_STATES = [
  'planned',
  'sending',
  'sent',
  'rejected',
  'ambiguous',
  'skipped',
  'expired',
] as const;

export type OutboundState = (typeof OUTBOUND_STATES)[number];

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
  /** The channel of the conversation this belongs to; absent when any will do. */
  readonly via?: ChannelName | null;
  readonly replyTo?: ReplyToken | null;
}

export interface StoredOutbound extends NewOutbound {
  readonly id: string;
  readonly state: OutboundState;
  /** The channel it went by, or the one it should go by; null while any will do. */
  readonly via: ChannelName | null;
  readonly replyTo: ReplyToken | null;
  /** As sent, byte for byte; empty before the first attempt, or when none may have arrived. */
  readonly requests: readonly string[];
  /** How many of the requests have certainly arrived. */
  readonly partsSent: number;
  readonly attempts: number;
  /** When the next request was tried first; null when it certainly has not arrived. */
  readonly firstTriedAt: Date | null;
}

/** One message, as a list of them shows it. */
export interface OutboundSummary {
  readonly id: string;
  readonly kind: string;
  readonly state: OutboundState;
  readonly reason: string;
  readonly errcode: number | null;
  readonly via: ChannelName | null;
  readonly address: Address;
  readonly personId: string | null;
  readonly roundId: string | null;
  readonly msgid: string | null;
  readonly createdAt: Date;
}

export interface Kept {
  readonly via: ChannelName;
  readonly requests: readonly string[];
  readonly notice: Notice;
  readonly triedAt: Date;
  /** Of the message's person. */
  readonly card?: Pick<SentCard, 'cardId' | 'kind' | 'taskIds' | 'aboutId'> | null;
}

/** How a message ended. */
export interface Outcome {
  readonly state: Exclude<OutboundState, 'planned' | 'sending'>;
  readonly reason: string;
  readonly errcode?: number;
  readonly msgid?: string | null;
  /** The card it carried, and by what it can be changed. */
  readonly card?: { readonly cardId: string; readonly updateToken: string | null };
  readonly at: Date;
}

export interface OutboundStore {
  /** Inserts what is not there yet by (person, round, kind, period); answers with the ids that are new. */
  add(messages: readonly NewOutbound[]): Promise<string[]>;
  /** planned → sending with a lease, or a `sending` row whose lease ran out. Null when it is not ours to send. */
  claim(id: string, now: Date, leaseUntil: Date): Promise<StoredOutbound | null>;
  /**
   * Ends what is planned of that kind for the same person and period, and not tried yet, as merged into this message;
   * answers with those rows, also when an attempt before has ended them. Only whose day it is may merge.
   */
  merge(message: StoredOutbound, kind: string, at: Date): Promise<StoredOutbound[]>;
  /** What is planned for that round and not under way is skipped. */
  skipPlanned(roundId: string, reason: string, at: Date): Promise<number>;
  /**
   * What is about to be sent, by which way, and the card it carries, all at once: a repeat sends no card that nobody
   * knows. False when another process has taken the message over.
   */
  keepRequests(claimed: Claimed, kept: Kept): Promise<boolean>;
  /** So many have arrived; the next one is tried now, or not yet (null). */
  notePart(id: string, partsSent: number, triedAt: Date | null): Promise<void>;
  finish(id: string, outcome: Outcome): Promise<void>;
  /**
   * Back to planned, to be tried again from then on; nothing when another message has taken it in meanwhile, or another
   * process has taken it over.
   */
  postpone(claimed: Claimed, postponement: Postponement): Promise<void>;
  /** Planned rows that are due and `sending` rows whose lease ran out. */
  due(now: Date, limit: number): Promise<string[]>;
  /** Prolongs the lease of that attempt; false when another process has taken the message over. */
  hold(claimed: Claimed, leaseUntil: Date): Promise<boolean>;
  /** What is planned of that step is due at once; answers with its ids. */
  release(step: { roundId: string; kind: string; period: string }, now: Date): Promise<string[]>;
  /** Planned rows that wait for a channel are due at once. */
  hasten(reason: string, now: Date): Promise<void>;
  /** ambiguous → planned (to be sent anew, as a refused one may be) or sent; false when somebody was faster. */
  settleAmbiguous(id: string, how: 'resend' | 'count_as_sent', at: Date): Promise<boolean>;
  byId(id: string): Promise<OutboundSummary | null>;
  /** Newest first. */
  list(filter: { states?: readonly OutboundState[]; since: Date; limit: number }): Promise<OutboundSummary[]>;
  /** One step's messages that are in one of these states. */
  ofStep(
    step: { roundId: string; kind: string; period: string },
    states: readonly OutboundState[],
  ): Promise<OutboundSummary[]>;
  /** Whether anything was ever planned for that person. */
  anyTo(personId: string): Promise<boolean>;
  countByKindAndState(since: Date): Promise<{ kind: string; state: OutboundState; count: number }[]>;
}

/** Whose attempt it is: a process that was too slow finds another number. */
export type Claimed = Pick<StoredOutbound, 'id' | 'attempts'>;

export interface Postponement {
  readonly until: Date;
  readonly reason: string;
  /**
   * What is kept of the requests: nothing, so that the message is composed anew; `untried` when parts have arrived
   * and the next certainly has not; `tried` when it may have: only the very same bytes may follow.
   */
  readonly keep: 'nothing' | 'untried' | 'tried';
  /** False when nothing was tried: it waited for room, or for a channel. */
  readonly countAttempt: boolean;
  /** The channel it now has to go by; absent leaves it as it is. */
  readonly via?: ChannelName | null;
}

/** A card that was sent, with what it was about. */
export interface SentCard {
  readonly cardId: string;
  readonly outboundId: string;
  readonly personId: string;
  readonly kind: string;
  readonly taskIds: readonly string[];
  /** What the card asks about: a message, or a closure request. */
  readonly aboutId: string | null;
  /** The channel it was sent by: only that one can change it. */
  readonly via: ChannelName;
  readonly updateToken: string | null;
  readonly tokenIssuedAt: Date | null;
}

export interface CardStore {
  byId(cardId: string): Promise<SentCard | null>;
  /** A press brings a new token; an update uses it up (null). */
  setToken(cardId: string, updateToken: string | null, at: Date): Promise<void>;
}

/** The one thing we wait for from a person: an answer to a question, or a yes. */
export type Pending =
  | { readonly kind: 'ask'; readonly ask: PendingAsk }
  /** 下一步计划 of what was answered about that long-term task in that week. */
  | { readonly kind: 'next_plan'; readonly taskId: string; readonly week: DateOnly }
  | {
      readonly kind: 'confirm';
      readonly cardId: string;
      readonly command: SupervisionCommand;
      /** As it was written; its reason stands in it. */
      readonly text: string;
    }
  /** "Which of these tasks do your pictures bear out?" */
  | { readonly kind: 'evidence'; readonly inboundIds: readonly string[]; readonly codes: readonly string[] }
  /** "Why do you return it?", asked by the button of a review card. */
  | {
      readonly kind: 'return_reason';
      readonly item: string;
      readonly requestId: string;
      readonly cardId: string;
    };

export interface PendingStore {
  of(personId: string, now: Date): Promise<Pending | null>;
  set(personId: string, pending: Pending | null, expiresAt: Date): Promise<void>;
}
