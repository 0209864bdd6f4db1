import { textOf } from '../json.ts';
import type { Use } from './limits.ts';
import type { CardCopy, Chat, ChatKey, Message, MessageContent, State } from './state.ts';

/* The steps every change of state is made of. */

export function chatOf(state: State, key: ChatKey): Chat {
  const known = state.chats.get(key);
  if (known) return known;
  const chat: Chat = { messages: [], drops: [], changed: 0 };
  state.chats.set(key, chat);
  return chat;
}

export function addMessage(state: State, key: ChatKey, content: MessageContent): Message {
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

export function countUse(state: State, { what, at }: Use): void {
  const earlier = state.uses.get(what);
  if (earlier) earlier.push(at);
  else state.uses.set(what, [at]);
}
