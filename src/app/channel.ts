import type { DateOnly } from '../domain/calendar/date.ts';
import type { OutgoingMessage } from '../domain/message/card.ts';
import type { PageSaid } from './my-work/page-said.ts';

/* The ways messages go out and come in, as the use cases see them (bots §D3). */

export type ChannelName = 'app' | 'robot' | 'appchat' | 'webhook';

/** Where a message goes. Which way leads to a person is decided when it is sent. */
export type Address =
  | { readonly kind: 'person'; readonly userid: string }
  | { readonly kind: 'appchat'; readonly chatid: string }
  | { readonly kind: 'webhook'; readonly name: string }
  /** A conversation of the robot, by the id WeCom gave it: a group, or somebody we do not know. */
  | { readonly kind: 'robot'; readonly chat: 'person' | 'group'; readonly chatid: string };

/** One conversation of one channel. The id is kept as WeCom delivered it; of a webhook it is our name for it. */
export interface Conversation {
  readonly channel: ChannelName;
  readonly kind: 'person' | 'group';
  readonly id: string;
}

/** What a message may answer in place: a frame of the robot's connection. */
export interface ReplyToken {
  readonly to: 'message' | 'enter';
  readonly reqId: string;
  readonly at: Date;
}

/**
 * What became of one attempt.
 *   sent       WeCom took it; `msgid` recalls it, `updateToken` changes its card once.
 *   ambiguous  it may or may not have arrived.
 *   rejected   WeCom answered with an error; `fault` says whose turn it is (app-api §10), `advice` is one Chinese
 *              sentence for the administrator.
 */
export type SendResult =
  | { readonly status: 'sent'; readonly msgid: string | null; readonly updateToken: string | null }
  | { readonly status: 'ambiguous'; readonly why: string }
  | {
      readonly status: 'rejected';
      readonly code: number;
      readonly why: string;
      readonly fault: 'busy' | 'message' | 'recipient' | 'operator';
      /** Nobody has described this code: it is not repeated, and the administrator is told. */
      readonly unknown: boolean;
      readonly advice: string;
      readonly retryAfterMs: number | null;
    };

export interface Picture {
  readonly fileName: string;
  /** PNG, at most 2 MB. */
  readonly data: Uint8Array;
}

/** Requests that send a picture; or why there are none: nothing was shown to anybody, so it may be tried again. */
export type PreparedPicture =
  | { readonly status: 'prepared'; readonly requests: readonly string[] }
  | Extract<SendResult, { status: 'rejected' }>;

/** A bucket of tokens: it holds at most `burst`, and gets `perMinute` more each minute. A send takes one. */
export interface Limit {
  readonly key: string;
  readonly burst: number;
  readonly perMinute: number;
}

export interface Capabilities {
  /** A repeat of the very same request is recognised by WeCom, so an ambiguous one may be repeated. */
  readonly repeatSafe: boolean;
  /** Only the process that owns the connection can send. */
  readonly exclusive: boolean;
  /** How long an update token changes a card, in ms; null where cards never change. */
  readonly updateWithinMs: number | null;
  /** A message may be taken back by its msgid. */
  readonly recall: boolean;
}

/** A way to reach people or a group. */
export interface Channel {
  readonly capabilities: Capabilities;
  /**
   * The requests as they will be sent, byte for byte, in order: several when it is too long for one, none when there
   * is nothing to say. Pure.
   * @param id of the outbound message: where WeCom recognises a repeat by its bytes, another message of the same words
   *   must not be taken for one
   */
  prepare(
    to: Conversation,
    message: OutgoingMessage,
    replyTo: ReplyToken | null,
    id: string,
  ): readonly string[];
  /** The same of a picture. Where WeCom wants it beforehand, it is handed over now. @param id as with `prepare` */
  preparePicture(to: Conversation, picture: Picture, id: string): Promise<PreparedPicture>;
  /** What has to have room before one request is sent there. `today` names the bucket of a daily cap. */
  limits(to: Conversation, today: DateOnly): readonly Limit[];
  send(to: Conversation, request: string): Promise<SendResult>;
  /** Replaces a card that was sent before; the token works once. */
  updateCard(to: Conversation, updateToken: string, message: OutgoingMessage): Promise<SendResult>;
  recall(msgid: string): Promise<SendResult>;
}

/** Those that are set up. */
export type Channels = Readonly<Partial<Record<ChannelName, Channel>>>;

/** The ways people say something to us; a page is answered in its own answer, not by a message. */
export type InboundChannel = 'app' | 'robot' | 'page';

/** A message or event that came in over a verified channel. */
export interface ReceivedMessage {
  /** Same for every delivery of the same message. */
  readonly dedupeKey: string;
  readonly channel: InboundChannel;
  /** The sender as the channel names him: app and page a userid, the robot a userid or an encrypted one (bots §B8). */
  readonly senderId: string;
  readonly sentAt: Date;
  /** Set when it was said in a group, to the robot. */
  readonly groupId: string | null;
  readonly replyTo: ReplyToken | null;
  readonly content: InboundContent;
}

/** Where the bytes of a picture, a voice or a file can be fetched: for days from the app, for 5 minutes from the robot. */
export type MediaSource =
  | { readonly from: 'app'; readonly mediaId: string }
  | { readonly from: 'robot'; readonly url: string; readonly aesKey: string };

export type MediaKind = 'image' | 'voice' | 'video' | 'file';

export type InboundContent =
  | {
      readonly type: 'text';
      readonly text: string;
      /** The words of the message this one quotes; the robot tells them, without an id. */
      readonly quoted?: string;
      /** What it quotes bears a mark of secrecy and was not kept. */
      readonly refusedQuote?: true;
      /** A transcript: what was said, not typed. */
      readonly spoken?: boolean;
      /** 图文混排. */
      readonly pictures?: readonly MediaSource[];
    }
  | {
      readonly type: 'card';
      readonly key: string;
      readonly cardId: string;
      /** Changes the card once: the app's response_code, the robot's req_id. */
      readonly updateToken: string;
      readonly picks: Readonly<Record<string, readonly string[]>>;
    }
  | { readonly type: 'media'; readonly media: MediaKind; readonly source: MediaSource }
  | { readonly type: 'menu'; readonly key: string }
  | { readonly type: 'location' | 'link' }
  | { readonly type: 'enter' | 'subscribe' | 'unsubscribe' }
  /** Said on a page of ours. */
  | { readonly type: 'page'; readonly said: PageSaid }
  /** A text that was refused for its secrecy mark; its words are not kept. */
  | { readonly type: 'secret' }
  /** An event nothing hangs on: a menu click, a location, a notice about the app itself. */
  | { readonly type: 'event'; readonly name: string }
  /** A message of a type we cannot read. */
  | { readonly type: 'other'; readonly name: string };

/** Somebody in the app's visible scope (app-api §6.1, §6.3). */
export interface Member {
  readonly userid: string;
  readonly name: string;
  readonly departments: readonly string[];
  readonly position: string;
  /** userid of 直属上级, where WeCom says. */
  readonly directLeader: string | null;
  /** Departments he is a head of. */
  readonly headOf: readonly string[];
  readonly active: boolean;
}

/** The corporation's people as WeCom knows them. @throws AppError wecom_api, wecom_unreachable */
export interface Directory {
  people(): Promise<readonly Member[]>;
  /** The userids behind encrypted ids (bots §B8); those that are none, or not in scope, are absent. */
  useridsOf(encrypted: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Who is in front of a page, by WeCom's word (app-api §7.1). */
export interface Identity {
  /** What WeCom's own panel on a page names us by; null where there is no such panel, as beside the sandbox. */
  readonly app: { readonly corpId: string; readonly agentId: string } | null;
  /** Where a browser goes to be named; WeCom leads it back to `redirect` with a code and the state. */
  authorizeUrl(asked: {
    readonly redirect: string;
    /** Letters and digits. */
    readonly state: string;
    readonly insideWecom: boolean;
  }): string;
  /**
   * The userid behind a code, which works once; null when it is none, or somebody's from outside.
   * @throws AppError wecom_api, wecom_unreachable
   */
  useridOf(code: string): Promise<string | null>;
}

/** Groups the app makes (appchat, app-api §5). */
export interface Groups {
  /** Makes the group of that id unless it exists. */
  ensure(group: { chatid: string; name: string; owner: string; members: readonly string[] }): Promise<void>;
}

/** A figure of the workbench tile (app-api §11.9). */
export interface TileItem {
  readonly label: string;
  readonly value: string;
}

/** The app's place in the client: its menu and its tile on the workbench (app-api §11.8, §11.9). */
export interface Desk {
  /** Replaces the menu below the chat. */
  setMenu(entries: readonly { readonly key: string; readonly label: string }[]): Promise<void>;
  /** What the tile shows before a person has figures of his own. @returns false when tiles are off in the console (94000) */
  enableTile(items: readonly TileItem[]): Promise<boolean>;
  /** The same figures for all of them, at most 1000. */
  showTile(userids: readonly string[], items: readonly TileItem[]): Promise<void>;
}

export interface FetchedMedia {
  readonly fileName: string;
  readonly mediaType: string;
  readonly data: Buffer;
}

/** What was sent to us, fetched from WeCom. */
export interface MediaFetcher {
  /** @returns why it cannot be had any more, or not now */
  fetch(source: MediaSource): Promise<FetchedMedia | { readonly failed: 'gone' | 'too_large' | 'not_now' }>;
}
