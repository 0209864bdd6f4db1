import type { Json } from '../json.ts';
import { addMessage, chatOf, countUse } from './chats.ts';
import type { RobotCardClicked, RobotCardUpdated, RobotEvent, RobotSaid } from './events.ts';
import type { ChatKey, RobotCard, State } from './state.ts';

/** The part of the reducer that is about the smart robot. */
export function applyRobot(state: State, event: RobotEvent): readonly ChatKey[] {
  const { robot } = state;
  switch (event.kind) {
    case 'robot_told':
      robot.callbacks.set(event.callback.reqId, { ...event.callback, answered: false });
      return [];
    case 'robot_said':
      return applySaid(state, event);
    case 'robot_stream_grew':
      return applyGrew(state, event.stream, event.payload);
    case 'robot_card_updated':
      return applyCardUpdated(state, event);
    case 'robot_card_clicked':
      return applyCardClicked(state, event);
    case 'robot_media_sealed':
      robot.sealedMedia.set(event.sealed.ticket, event.sealed);
      return [];
    case 'robot_use_counted':
      countUse(state, event.use);
      return [];
  }
}

function applySaid(state: State, event: RobotSaid): readonly ChatKey[] {
  const { chat } = event;
  const message = addMessage(state, chat, event.message);
  countUse(state, event.use);
  if (message.card && message.card.taskId !== '') {
    state.robot.cards.set(message.card.taskId, { chat, message });
  }
  if (event.answers !== null) markAnswered(state, event.answers);
  if (event.stream !== null) {
    const startedAt = Date.parse(message.at);
    const isFinished = message.payload.finish === true;
    state.robot.streams.set(event.stream, { chat, seq: message.seq, startedAt, isFinished });
  }
  return [chat];
}

function applyGrew(state: State, name: string, payload: Json): readonly ChatKey[] {
  const stream = state.robot.streams.get(name);
  if (!stream) return [];
  stream.isFinished = payload.finish === true;
  const chat = chatOf(state, stream.chat);
  const at = chat.messages.findIndex(({ seq }) => seq === stream.seq);
  const message = chat.messages[at];
  if (message) chat.messages[at] = { ...message, payload };
  chat.changed += 1;
  return [stream.chat];
}

function applyCardUpdated(state: State, event: RobotCardUpdated): readonly ChatKey[] {
  markAnswered(state, event.answers);
  return changeCard(state, event.taskId, ({ message }) => {
    if (!message.card) return;
    message.card.current = event.card;
    message.card.clicked = null;
  });
}

function applyCardClicked(state: State, { taskId, key, selected }: RobotCardClicked): readonly ChatKey[] {
  return changeCard(state, taskId, ({ message }) => {
    if (message.card) message.card.clicked = { key, selected };
  });
}

function changeCard(state: State, taskId: string, change: (card: RobotCard) => void): readonly ChatKey[] {
  const card = state.robot.cards.get(taskId);
  if (!card) return [];
  change(card);
  chatOf(state, card.chat).changed += 1;
  return [card.chat];
}

function markAnswered(state: State, reqId: string): void {
  const callback = state.robot.callbacks.get(reqId);
  if (callback) callback.answered = true;
}
