import type { Answer } from '../answer.ts';
import type { Fault } from '../faults.ts';
import type { Corp } from '../corp.ts';
import type { Json } from '../json.ts';
import { newSetup } from './setup.ts';
import type { Setup } from './setup.ts';

/*
 * Everything a sandbox remembers. It is changed by reducer.ts only, so that a replayed journal and a live
 * run end in the same state.
 */

/** One conversation as it is shown: the app's or the smart robot's chat with a person, or a group. */
export type ChatKey = `people/${string}` | `groups/${string}` | `robot/${string}`;

export interface Chat {
  readonly messages: Message[];
  readonly drops: Drop[];
  /** Raised whenever an earlier message changed (card updated or clicked, message recalled). */
  changed: number;
}

/** The place where a message is missing that a frequency limit dropped without an error. */
export interface Drop {
  /** Counted with the messages. */
  readonly seq: number;
  /** ISO instant. */
  readonly at: string;
  readonly callSeq: number | null;
  /** Who did not get it. */
  readonly userids: readonly string[];
}

/** What a message says, before it has a place in a chat. */
export interface MessageContent {
  /** ISO instant. */
  readonly at: string;
  /** `out`: sent by the app or a robot. `in`: typed by the person. */
  readonly direction: 'in' | 'out';
  readonly sender: { readonly id: string; readonly name: string };
  readonly msgtype: string;
  /** The object under the msgtype key, cut where WeCom cuts it. */
  readonly payload: Json;
  /** The API call it came from; null for what a person typed and for passive replies. */
  readonly callSeq: number | null;
  readonly api: string | null;
  /** Meant for the smart robot, which had no connection: it never hears of it. */
  readonly lost?: true;
}

export interface Message extends MessageContent {
  /** Unique and rising over all chats. */
  readonly seq: number;
  recalled: boolean;
  /** Null unless it is a template_card. */
  readonly card: CardCopy | null;
}

/** One person's copy of a template card (dossier §4.6, §4.7). */
export interface CardCopy {
  /** '' for a card that was sent without one. */
  readonly taskId: string;
  current: Json;
  /** Form A of an update: the text on the greyed button. */
  buttonText: string | null;
  /** Form B with replace_text: the text on the greyed button. */
  replaceText: string | null;
  clicked: { readonly key: string; readonly selected: Selection } | null;
}

/** Question key → ids of the chosen options. */
export type Selection = Readonly<Record<string, readonly string[]>>;

interface SentMessage {
  readonly at: string;
  readonly copies: readonly { readonly chat: ChatKey; readonly message: Message }[];
}

export interface ResponseCode {
  readonly taskId: string;
  /** ms */
  readonly issuedAt: number;
  used: boolean;
}

/** A call that must answer the same again, without effect, until `until` (ms). */
export interface Duplicate {
  readonly key: string;
  readonly until: number;
  readonly answer: Answer;
}

/** A group chat the app created. */
export interface AppChat {
  readonly chatid: string;
  readonly name: string;
  readonly owner: string;
  readonly members: readonly string[];
}

export type MediaType = 'image' | 'voice' | 'video' | 'file';

export interface Media {
  readonly id: string;
  readonly type: MediaType;
  readonly filename: string;
  readonly contentType: string;
  readonly base64: string;
  /** ms */
  readonly createdAt: number;
  /** The webhook key or smart robot it belongs to, and to nobody else; null for the corporation's own media. */
  readonly webhookKey: string | null;
}

/** One API call as received; secrets in the query are masked. */
export interface CallRecord {
  readonly seq: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** What the call answered, or would have answered when the connection was cut; null when nothing was. */
  readonly answer: Json | null;
  /** HTTP status; 0 when the connection was cut. */
  readonly status: number;
  readonly fault: Fault | null;
  /** Members who silently did not get the message because of a frequency limit. */
  readonly dropped: readonly string[];
}

export interface State {
  seq: number;
  callSeq: number;
  /** access_token → end of its life in ms. */
  readonly tokens: Map<string, number>;
  readonly chats: Map<ChatKey, Chat>;
  /** By msgid. */
  readonly sent: Map<string, SentMessage>;
  /** task_id → userid → that person's message. */
  readonly cards: Map<string, ReadonlyMap<string, Message>>;
  readonly responseCodes: Map<string, ResponseCode>;
  readonly duplicates: Map<string, Duplicate>;
  readonly appChats: Map<string, AppChat>;
  readonly media: Map<string, Media>;
  /** What a frequency limit counts → instants of its uses in ms, rising. */
  readonly uses: Map<string, number[]>;
  readonly calls: CallRecord[];
  setup: Setup;
  readonly robot: RobotState;
}

/** What there is of the smart robot besides its messages (bots B, C). */
export interface RobotState {
  /** By req_id. */
  readonly callbacks: Map<string, RobotCallback>;
  /** By task_id. */
  readonly cards: Map<string, RobotCard>;
  /** By req_id and stream id. */
  readonly streams: Map<string, RobotStream>;
  /** By the ticket in the download address. */
  readonly sealedMedia: Map<string, SealedMedia>;
}

/** Something the robot was told, or would have been told: what it answers names the req_id. */
export interface RobotCallback {
  readonly reqId: string;
  readonly cause: 'message' | 'enter_chat' | 'template_card_event';
  readonly chat: ChatKey;
  /** ms */
  readonly at: number;
  /** The card that was pressed; null for the other causes. */
  readonly taskId: string | null;
  /** As it goes over the wire. */
  readonly frame: Json;
  /** An event is answered once. */
  answered: boolean;
}

export interface RobotCard {
  readonly chat: ChatKey;
  readonly message: Message;
}

/** An answer that is sent piece by piece, each piece being the whole so far. */
export interface RobotStream {
  readonly chat: ChatKey;
  readonly seq: number;
  /** ms */
  readonly startedAt: number;
  isFinished: boolean;
}

/** A file on its way to the robot, encrypted with a key of its own. */
export interface SealedMedia {
  readonly ticket: string;
  readonly mediaId: string;
  /** 32 bytes, base64 */
  readonly key: string;
  /** ms */
  readonly at: number;
}

export function emptyState(corp: Corp): State {
  return {
    seq: 0,
    callSeq: 0,
    tokens: new Map(),
    chats: new Map(),
    sent: new Map(),
    cards: new Map(),
    responseCodes: new Map(),
    duplicates: new Map(),
    appChats: new Map(),
    media: new Map(),
    uses: new Map(),
    calls: [],
    setup: newSetup(corp),
    robot: { callbacks: new Map(), cards: new Map(), streams: new Map(), sealedMedia: new Map() },
  };
}
