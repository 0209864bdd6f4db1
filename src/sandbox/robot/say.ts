import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { knownIn } from '../api/messages.ts';
import { isJson, objectOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { checkShape } from '../shapes/shape.ts';
import type { Known } from '../shapes/shape.ts';
import { isOver } from '../world/is-over.ts';
import { useOf } from '../world/limits.ts';
import type { ChatKey } from '../world/state.ts';
import { findCallback, findChat, hasWritten, isKnownPerson } from './chats.ts';
import type { Commander } from './commander.ts';
import type { Frame } from './frames.ts';
import { checkRobotCard, ROBOT_SHAPES } from './robot-shapes.ts';

/* What the robot says in a chat: to a message, to somebody who comes in, or unasked (bots B5, C2–C4). */

const REPLY_MS = 24 * 3_600_000;
const STREAM_MS = 10 * 60_000;
/** Within which an event must be answered. */
export const EVENT_MS = 5000;

const WELCOMES = ['text', 'template_card'];
const PUSHES = ['markdown', 'template_card', 'file', 'image', 'voice', 'video'];
const REPLIES = ['stream', ...PUSHES];

/** aibot_respond_msg: as often as wanted. */
export function respond(commander: Commander, { reqId, body }: Frame): Answer {
  const told = findCallback(commander.world, reqId, REPLY_MS);
  if (told?.cause !== 'message') return refuse(846605);
  const stream = body.msgtype === 'stream' ? `${reqId}/${textOf(objectOf(body, 'stream'), 'id')}` : null;
  const begun = stream === null ? undefined : commander.world.state.robot.streams.get(stream);
  return stream !== null && begun
    ? continueStream(commander, stream, body)
    : say(commander, body, { chat: told.chat, msgtypes: REPLIES, stream });
}

/** aibot_respond_welcome_msg: once. */
export function welcome(commander: Commander, { reqId, body }: Frame): Answer {
  const told = findCallback(commander.world, reqId, EVENT_MS);
  if (told?.cause !== 'enter_chat' || told.answered) return refuse(846605);
  return say(commander, body, { chat: told.chat, msgtypes: WELCOMES, answers: reqId });
}

/** aibot_send_msg. */
export function push(commander: Commander, { body }: Frame): Answer {
  const { world, robot } = commander;
  const chat = findChat(world, robot, textOf(body, 'chatid'), body.chat_type);
  if (!chat) return refuse(93006, 'chatid');
  if (!hasWritten(world, chat)) return refuse(93006, 'nobody has written to the robot here');
  return say(commander, body, { chat, msgtypes: PUSHES });
}

interface Saying {
  readonly chat: ChatKey;
  readonly msgtypes: readonly string[];
  /** The event it answers. */
  readonly answers?: string | null;
  readonly stream?: string | null;
}

/** A message that is refused does not count against the limit of the conversation. */
function say(
  { world, robot, callSeq, api }: Commander,
  body: Json,
  { chat, msgtypes, answers = null, stream = null }: Saying,
): Answer {
  const msgtype = textOf(body, 'msgtype');
  if (!msgtypes.includes(msgtype)) return refuse(40008, msgtype);
  const refusal = checkBody({ world, robot }, msgtype, body);
  if (refusal) return refusal;
  if (isOver(world, 'robot-chat', chat)) return refuse(45009);
  const at = world.now();
  const message = {
    at: at.toISOString(),
    direction: 'out' as const,
    sender: { id: robot.id, name: robot.names[0] },
    msgtype,
    payload: objectOf(body, msgtype),
    callSeq,
    api,
  };
  const use = { what: useOf('robot-chat', chat), at: at.getTime() };
  world.record({ kind: 'robot_said', chat, message, answers, stream, use });
  return ok();
}

function checkBody(who: Pick<Commander, 'world' | 'robot'>, msgtype: string, body: Json): Answer | null {
  const payload = body[msgtype];
  if (!isJson(payload)) return refuse(40058, `${msgtype} missing`);
  const known = knownToRobot(who);
  const shape = ROBOT_SHAPES[msgtype];
  if (shape) return checkShape(shape, payload, msgtype, known);
  return checkRobotCard(payload, known, (taskId) => who.world.state.robot.cards.has(taskId));
}

/** Its own media, and members by either of their ids. */
export function knownToRobot({ world, robot }: Pick<Commander, 'world' | 'robot'>): Known {
  return {
    ...knownIn(world, robot.id),
    person: (id) => isKnownPerson(world.corp, robot, id),
  };
}

/** Each piece replaces what came before; only the first counts against the limit. */
function continueStream(commander: Commander, stream: string, body: Json): Answer {
  const { world } = commander;
  const begun = world.state.robot.streams.get(stream);
  const isLate = begun === undefined || world.now().getTime() >= begun.startedAt + STREAM_MS;
  if (isLate || begun.isFinished) return refuse(846608);
  const refusal = checkBody(commander, 'stream', body);
  if (refusal) return refusal;
  world.record({ kind: 'robot_stream_grew', stream, payload: objectOf(body, 'stream') });
  return ok();
}
