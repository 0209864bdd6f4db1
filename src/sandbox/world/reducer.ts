import { textOf } from '../json.ts';
import type {
  CardClicked,
  CardUpdated,
  MessageSent,
  NewResponseCode,
  Reset,
  SandboxEvent,
  Use,
} from './events.ts';
import { LONGEST_WINDOW_MS, memberUse } from './limits.ts';
import type { CardCopy, Chat, ChatKey, Message, MessageContent, State } from './state.ts';

/** The only place that changes the state. Answers which chats look different now. */
export function apply(state: State, event: SandboxEvent): readonly ChatKey[] {
  switch (event.kind) {
    case 'token_issued':
      state.tokens.set(event.token, event.expiresAt);
      return [];
    case 'message_sent':
      return applySent(state, event);
    case 'message_added':
      addMessage(state, event.chat, event.message);
      if (event.use) countUse(state, event.use);
      return [event.chat];
    case 'message_recalled':
      return applyRecalled(state, event.msgid);
    case 'card_updated':
      return applyUpdated(state, event);
    case 'card_clicked':
      return applyClicked(state, event);
    case 'app_chat_saved':
      state.appChats.set(event.chat.chatid, event.chat);
      countUse(state, event.use);
      return [`groups/${event.chat.chatid}`];
    case 'media_stored':
      state.media.set(event.media.id, event.media);
      return [];
    case 'call_answered':
      state.callSeq = Math.max(state.callSeq, event.call.seq);
      state.calls.push(event.call);
      return [];
    case 'reset':
      return applyReset(state, event);
  }
}

export const personChat = (userid: string): ChatKey => `people/${userid}`;

function chatOf(state: State, key: ChatKey): Chat {
  const known = state.chats.get(key);
  if (known) return known;
  const chat: Chat = { messages: [], changed: 0 };
  state.chats.set(key, chat);
  return chat;
}

function applySent(state: State, event: MessageSent): readonly ChatKey[] {
  const copies = event.userids.map((userid) => {
    countUse(state, { what: memberUse(userid), at: Date.parse(event.message.at) });
    return {
      userid,
      chat: personChat(userid),
      message: addMessage(state, personChat(userid), event.message),
    };
  });
  state.sent.set(event.msgid, { at: event.message.at, copies });
  if (event.taskId !== null) {
    state.cards.set(event.taskId, new Map(copies.map(({ userid, message }) => [userid, message])));
  }
  if (event.code) issueCode(state, event.code);
  if (event.duplicate) state.duplicates.set(event.duplicate.key, event.duplicate);
  return copies.map((copy) => copy.chat);
}

function addMessage(state: State, key: ChatKey, content: MessageContent): Message {
  state.seq += 1;
  // The call itself is journalled after its effects: a process killed in between must not reuse its number.
  state.callSeq = Math.max(state.callSeq, content.callSeq ?? 0);
  const message: Message = { seq: state.seq, ...content, recalled: false, card: firstCopy(content) };
  chatOf(state, key).messages.push(message);
  return message;
}

function firstCopy({ msgtype, payload }: MessageContent): CardCopy | null {
  if (msgtype !== 'template_card') return null;
  return {
    taskId: textOf(payload, 'task_id'),
    current: payload,
    buttonText: null,
    replaceText: null,
    clicked: null,
  };
}

function applyRecalled(state: State, msgid: string): readonly ChatKey[] {
  const copies = state.sent.get(msgid)?.copies ?? [];
  return copies.map(({ chat, message }) => {
    message.recalled = true;
    chatOf(state, chat).changed += 1;
    return chat;
  });
}

function applyUpdated(state: State, event: CardUpdated): readonly ChatKey[] {
  const code = state.responseCodes.get(event.responseCode);
  if (code) code.used = true;
  return event.userids.map((userid) =>
    changeCard(state, userid, event.taskId, (card) => {
      if (event.change.form === 'A') {
        card.buttonText = event.change.buttonText;
        return;
      }
      card.current = event.change.card;
      card.replaceText = event.change.replaceText;
      card.buttonText = null;
      card.clicked = null;
    }),
  );
}

function applyClicked(state: State, event: CardClicked): readonly ChatKey[] {
  issueCode(state, event.code);
  const chat = changeCard(state, event.userid, event.taskId, (card) => {
    card.clicked = { key: event.key, selected: event.selected };
  });
  return [chat];
}

function changeCard(state: State, userid: string, taskId: string, change: (card: CardCopy) => void): ChatKey {
  const card = state.cards.get(taskId)?.get(userid)?.card;
  if (card) change(card);
  chatOf(state, personChat(userid)).changed += 1;
  return personChat(userid);
}

function issueCode(state: State, { value, taskId, issuedAt }: NewResponseCode): void {
  state.responseCodes.set(value, { taskId, issuedAt, used: false });
}

function countUse(state: State, { what, at }: Use): void {
  const recent = (state.uses.get(what) ?? []).filter((use) => use > at - LONGEST_WINDOW_MS);
  state.uses.set(what, [...recent, at]);
}

function applyReset(state: State, event: Reset): readonly ChatKey[] {
  const { sent, cards, responseCodes, duplicates, appChats, media, uses } = state;
  for (const map of [sent, cards, responseCodes, duplicates, appChats, media, uses]) map.clear();
  for (const [token, expiresAt] of event.tokens) state.tokens.set(token, expiresAt);
  state.calls.length = 0;
  state.seq = event.seq;
  state.callSeq = event.callSeq;
  for (const chat of state.chats.values()) {
    chat.messages.length = 0;
    chat.changed += 1;
  }
  return [...state.chats.keys()];
}
