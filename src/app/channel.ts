import type { OutgoingMessage } from '../domain/message/card.ts';

/** Where a message goes. */
export type Address =
  | { readonly kind: 'person'; readonly userid: string }
  | { readonly kind: 'appchat'; readonly chatid: string }
  | { readonly kind: 'webhook'; readonly name: string };

/**
 * What became of one attempt.
 *   sent       WeCom took it; `msgid` recalls it, `responseCode` updates its card once within 72 h.
 *   ambiguous  it may or may not have arrived.
 *   rejected   WeCom answered with an error; `fault` says whose turn it is (app-api §10).
 */
export type SendResult =
  | { readonly status: 'sent'; readonly msgid: string | null; readonly responseCode: string | null }
  | { readonly status: 'ambiguous'; readonly why: string }
  | {
      readonly status: 'rejected';
      readonly code: number;
      readonly why: string;
      readonly fault: 'busy' | 'message' | 'recipient' | 'operator';
      readonly retryAfterMs: number | null;
    };

/** A way to reach people or a group. */
export interface Channel {
  /** A repeat of the very same request is recognised by WeCom, so an ambiguous one may be repeated. */
  readonly repeatSafe: boolean;
  /** The request as it will be sent, byte for byte. Pure. */
  prepare(to: Address, message: OutgoingMessage): string;
  send(to: Address, request: string): Promise<SendResult>;
}

export interface Channels {
  readonly person: Channel;
  readonly appchat: Channel;
  readonly webhook: Channel;
  /** Replaces a card that was sent before: `responseCode` works once, for 72 h (app-api §4.7). */
  updateCard(userid: string, responseCode: string, message: OutgoingMessage): Promise<SendResult>;
}

/** A message or event that came in over a verified channel. */
export interface ReceivedMessage {
  /** Same for every delivery of the same message. */
  readonly dedupeKey: string;
  readonly channel: 'app';
  /** The sender's userid, from the verified callback only. */
  readonly senderId: string;
  readonly sentAt: Date;
  readonly content: InboundContent;
}

export type InboundContent =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'card';
      readonly key: string;
      readonly cardId: string;
      readonly responseCode: string;
      readonly picks: Readonly<Record<string, readonly string[]>>;
    }
  | {
      readonly type: 'media';
      readonly media: 'image' | 'voice' | 'video';
      readonly mediaId: string;
    }
  | { readonly type: 'location' | 'link' }
  | { readonly type: 'enter' | 'subscribe' | 'unsubscribe' }
  /** A text that was refused for its secrecy mark; its words are not kept. */
  | { readonly type: 'secret' }
  /** An event nothing hangs on: a menu click, a location, a notice about the app itself. */
  | { readonly type: 'event'; readonly name: string }
  /** A message of a type we cannot read. */
  | { readonly type: 'other'; readonly name: string };

/** The corporation's people as WeCom knows them. */
export interface Directory {
  people(): Promise<
    readonly { readonly userid: string; readonly name: string; readonly departments: readonly string[] }[]
  >;
}

/** Groups the app makes (appchat, app-api §5). */
export interface Groups {
  /** Makes the group of that id unless it exists. */
  ensure(group: { chatid: string; name: string; owner: string; members: readonly string[] }): Promise<void>;
}
