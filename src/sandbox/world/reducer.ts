import type {
  CardClicked,
  AppChatSent,
  CardUpdated,
  MessageSent,
  NewResponseCode,
  Reset,
  SandboxEvent,
} from './events.ts';
import { usesOfCall } from './call-uses.ts';
import { addMessage, chatOf, countUse } from './chats.ts';
import type { CorpChange } from './corp-changes.ts';
import { useOf } from './limits.ts';
import { applyRobot } from './robot-reducer.ts';
import { applySetup, newSetup } from './setup.ts';
import type { CardCopy, ChatKey, MessageContent, State } from './state.ts';

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
    case 'app_chat_sent':
      return applyAppChatSent(state, event);
    case 'call_answered':
      state.callSeq = Math.max(state.callSeq, event.call.seq);
      state.calls.push(event.call);
      for (const what of usesOfCall(event.call)) countUse(state, { what, at: Date.parse(event.call.at) });
      return [];
    case 'corp_changed':
      return applyCorpChange(state, event.change);
    case 'trusted_ip_switched':
    case 'limit_set':
    case 'menu_set':
    case 'tile_template_set':
    case 'oauth_code_issued':
    case 'oauth_code_used':
    case 'js_ticket_issued':
      return applySetup(state.setup, event).map(personChat);
    case 'tiles_set':
      for (const use of event.uses) countUse(state, use);
      return applySetup(state.setup, event).map(personChat);
    case 'reset':
      return applyReset(state, event);
    case 'robot_told':
    case 'robot_said':
    case 'robot_stream_grew':
    case 'robot_card_updated':
    case 'robot_card_clicked':
    case 'robot_media_sealed':
    case 'robot_use_counted':
      return applyRobot(state, event);
  }
}

export const personChat = (userid: string): ChatKey => `people/${userid}`;

function applySent(state: State, event: MessageSent): readonly ChatKey[] {
  const at = Date.parse(event.message.at);
  const copies = event.userids.map((userid) => {
    for (const what of [useOf('member', userid), useOf('app', '')]) countUse(state, { what, at });
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
  const dropped = (event.dropped ?? []).map((userid) =>
    addDrop(state, personChat(userid), event.message, [userid]),
  );
  return [...copies.map((copy) => copy.chat), ...dropped];
}

function applyAppChatSent(
  state: State,
  { chat, message, userids, dropped }: AppChatSent,
): readonly ChatKey[] {
  const at = Date.parse(message.at);
  for (const userid of userids) {
    for (const what of [useOf('appchat-member', userid), useOf('appchat', '')]) countUse(state, { what, at });
  }
  if (userids.length > 0) addMessage(state, chat, message);
  if (dropped.length > 0) addDrop(state, chat, message, dropped);
  return [chat];
}

function addDrop(
  state: State,
  key: ChatKey,
  { at, callSeq }: MessageContent,
  userids: readonly string[],
): ChatKey {
  state.seq += 1;
  chatOf(state, key).drops.push({ seq: state.seq, at, callSeq, userids });
  return key;
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

/** Who leaves the corporation is in no group any more; a new secret ends what the old one opened. */
function applyCorpChange(state: State, change: CorpChange): readonly ChatKey[] {
  if (change.what === 'left') {
    for (const chat of state.appChats.values()) {
      const members = chat.members.filter((userid) => userid !== change.userid);
      state.appChats.set(chat.chatid, { ...chat, members });
    }
  }
  if (change.what === 'agent' && change.change.secret !== undefined) state.tokens.clear();
  return applySetup(state.setup, { kind: 'corp_changed', change }).map(personChat);
}

function applyReset(state: State, event: Reset): readonly ChatKey[] {
  const { sent, cards, responseCodes, duplicates, appChats, media, uses } = state;
  for (const map of [sent, cards, responseCodes, duplicates, appChats, media, uses]) map.clear();
  for (const map of Object.values(state.robot)) map.clear();
  for (const [token, expiresAt] of event.tokens) state.tokens.set(token, expiresAt);
  state.calls.length = 0;
  state.setup = newSetup(state.setup.corpFile);
  state.seq = event.seq;
  state.callSeq = event.callSeq;
  for (const chat of state.chats.values()) {
    chat.messages.length = 0;
    chat.drops.length = 0;
    chat.changed += 1;
  }
  return [...state.chats.keys()];
}
