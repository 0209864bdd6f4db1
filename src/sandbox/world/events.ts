import type { Json } from '../json.ts';
import type {
  AppChat,
  CallRecord,
  ChatKey,
  Duplicate,
  Media,
  MessageContent,
  ResponseCode,
  RobotCallback,
  SealedMedia,
  Selection,
} from './state.ts';
import type { Use } from './limits.ts';
import type { SetupEvent } from './setup.ts';

/** One change of state: one line of the journal, whole or not there. */
export type SandboxEvent =
  | { readonly kind: 'token_issued'; readonly token: string; readonly expiresAt: number }
  | MessageSent
  | MessageAdded
  | { readonly kind: 'message_recalled'; readonly msgid: string }
  | CardUpdated
  | CardClicked
  | AppChatSent
  | SetupEvent
  | { readonly kind: 'app_chat_saved'; readonly chat: AppChat; readonly use: Use }
  | { readonly kind: 'media_stored'; readonly media: Media }
  | { readonly kind: 'call_answered'; readonly call: CallRecord }
  | RobotEvent
  | Reset;

/** What happens to the smart robot. What a person writes to it is a `message_added`. */
export type RobotEvent =
  | { readonly kind: 'robot_told'; readonly callback: Omit<RobotCallback, 'answered'> }
  | RobotSaid
  | { readonly kind: 'robot_stream_grew'; readonly stream: string; readonly payload: Json }
  | RobotCardUpdated
  | RobotCardClicked
  | { readonly kind: 'robot_media_sealed'; readonly sealed: SealedMedia }
  | { readonly kind: 'robot_use_counted'; readonly use: Use };

/** message/send: one copy per person who got it. */
export interface MessageSent {
  readonly kind: 'message_sent';
  readonly msgid: string;
  readonly message: MessageContent;
  readonly userids: readonly string[];
  /** Who silently did not get it. */
  readonly dropped?: readonly string[];
  readonly taskId: string | null;
  readonly code: NewResponseCode | null;
  readonly duplicate: Duplicate | null;
}

/** A message in one chat: typed by a person, replied passively, or sent to a group. */
interface MessageAdded {
  readonly kind: 'message_added';
  readonly chat: ChatKey;
  readonly message: MessageContent;
  readonly use: Use | null;
}

/** appchat/send: one message in the group, which some of its members may silently not get. */
export interface AppChatSent {
  readonly kind: 'app_chat_sent';
  readonly chat: ChatKey;
  readonly message: MessageContent;
  readonly userids: readonly string[];
  readonly dropped: readonly string[];
}

export interface CardUpdated {
  readonly kind: 'card_updated';
  readonly responseCode: string;
  readonly taskId: string;
  readonly userids: readonly string[];
  readonly change: CardChange;
}

/** The two forms of update_template_card (dossier §4.7): A greys the button, B replaces the card. */
export type CardChange =
  | { readonly form: 'A'; readonly buttonText: string }
  | { readonly form: 'B'; readonly card: Json; readonly replaceText: string | null };

export interface CardClicked {
  readonly kind: 'card_clicked';
  readonly userid: string;
  readonly taskId: string;
  readonly key: string;
  readonly selected: Selection;
  readonly code: NewResponseCode;
}

/** A reply, welcome or push of the robot. */
export interface RobotSaid {
  readonly kind: 'robot_said';
  readonly chat: ChatKey;
  readonly message: MessageContent;
  /** The event this answers, which is then answered; null for a reply to a message and for a push. */
  readonly answers: string | null;
  /** Under what name the rest of the stream will come; null unless it is a stream. */
  readonly stream: string | null;
  readonly use: Use;
}

export interface RobotCardUpdated {
  readonly kind: 'robot_card_updated';
  /** The req_id of the press. */
  readonly answers: string;
  readonly taskId: string;
  readonly card: Json;
}

export interface RobotCardClicked {
  readonly kind: 'robot_card_clicked';
  readonly taskId: string;
  readonly key: string;
  readonly selected: Selection;
}

export type NewResponseCode = Pick<ResponseCode, 'taskId' | 'issuedAt'> & { readonly value: string };

/** Chats, calls and the rest are emptied; counters go on rising and the app's tokens stay good. */
export interface Reset {
  readonly kind: 'reset';
  readonly seq: number;
  readonly callSeq: number;
  readonly tokens: readonly (readonly [string, number])[];
}
