import type { Json } from '../json.ts';
import type {
  AppChat,
  CallRecord,
  ChatKey,
  Duplicate,
  Media,
  MessageContent,
  ResponseCode,
  Selection,
} from './state.ts';

/** One change of state: one line of the journal, whole or not there. */
export type SandboxEvent =
  | { readonly kind: 'token_issued'; readonly token: string; readonly expiresAt: number }
  | MessageSent
  | MessageAdded
  | { readonly kind: 'message_recalled'; readonly msgid: string }
  | CardUpdated
  | CardClicked
  | { readonly kind: 'app_chat_saved'; readonly chat: AppChat; readonly use: Use }
  | { readonly kind: 'media_stored'; readonly media: Media }
  | { readonly kind: 'call_answered'; readonly call: CallRecord }
  | Reset;

/** Something that a frequency limit counts; see limits.ts. */
export interface Use {
  readonly what: string;
  /** ms */
  readonly at: number;
}

/** message/send: one copy per person who got it. */
export interface MessageSent {
  readonly kind: 'message_sent';
  readonly msgid: string;
  readonly message: MessageContent;
  readonly userids: readonly string[];
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

export type NewResponseCode = Pick<ResponseCode, 'taskId' | 'issuedAt'> & { readonly value: string };

/** Chats, calls and the rest are emptied; counters go on rising and the app's tokens stay good. */
export interface Reset {
  readonly kind: 'reset';
  readonly seq: number;
  readonly callSeq: number;
  readonly tokens: readonly (readonly [string, number])[];
}
