import type { Impossible } from '../control/clicks.ts';
import { findPerson } from '../corp.ts';
import { textOf } from '../json.ts';
import type { Json } from '../json.ts';
import type { Message, RobotCallback } from '../world/state.ts';
import { contentFor, wordsOf } from './content.ts';
import type { Shown } from './content.ts';
import type { Robot } from './robot.ts';
import { isKeyForm } from './sealed-media.ts';
import { cmdOf, messageFrame, msgIdOf, reqIdOf } from './told.ts';
import type { Teller } from './told.ts';

/*
 * From a person to the robot. Everything is on record before the robot hears of it, and stays there when it
 * never does.
 */

/**
 * `sent`: a client was subscribed. `lost`: none was, and none will hear of it. `unaddressed`: said in a group
 * without an @. `not_again`: came in for the second time on one day.
 */
export interface Delivered {
  readonly delivery: 'sent' | 'lost' | 'unaddressed' | 'not_again';
  /** Null when there was nothing to deliver. */
  readonly reqId: string | null;
  readonly msgid: string | null;
}

export type RobotActResult = Delivered | Impossible;

export const refusedAct = (status: Impossible['status'], error: string): Impossible => ({ status, error });

export const undelivered = (delivery: 'unaddressed' | 'not_again'): Delivered => ({
  delivery,
  reqId: null,
  msgid: null,
});

interface Telling extends Teller {
  readonly shown: Shown;
  /** Whether it is for the robot; in a group only what begins with an @ is. */
  readonly isAddressed: boolean;
  /** Of the request: `quote`, the seq of an earlier message of the chat; `aeskey`, how keys are written. */
  readonly body: Json;
}

export function tell(robot: Robot, { shown, isAddressed, body, ...teller }: Telling): RobotActResult {
  const { world, self } = robot;
  const form = textOf(body, 'aeskey') || 'padded';
  if (!isKeyForm(form)) return refusedAct(400, 'aeskey 应是 padded、unpadded、urlsafe 或 hex');
  const quoted = world.state.chats.get(teller.chat)?.messages.find(({ seq }) => seq === body.quote);
  if (body.quote !== undefined && !quoted) return refusedAct(404, '这个会话里没有要引用的消息');
  const payload = quoted ? { ...shown.payload, quoted: wordsOf(faceOf(quoted)) } : shown.payload;
  const visible = { msgtype: shown.msgtype, payload };
  if (!isAddressed) {
    appear(robot, teller, visible, false);
    return undelivered('unaddressed');
  }
  // A quote is content only: neither who said it nor which card it was (bots B3).
  const quote = quoted ? { quote: contentFor(robot, faceOf(quoted), form) } : {};
  const frame = messageFrame(world, self, teller, { ...contentFor(robot, shown, form), ...quote });
  const onRecord = (isLost: boolean): void => appear(robot, teller, visible, isLost);
  return deliver(robot, { cause: 'message', chat: teller.chat, taskId: null, frame }, onRecord);
}

const faceOf = ({ msgtype, payload, card }: Message): Shown => ({
  msgtype,
  payload: card?.current ?? payload,
});

/** @param onRecord writes down what the person sees of it, which is the first to be recorded */
export function deliver(
  robot: Robot,
  told: Omit<RobotCallback, 'reqId' | 'at' | 'answered'>,
  onRecord: (isLost: boolean) => void = () => {},
): Delivered {
  const { world, link } = robot;
  const speak = link.reserve(cmdOf(told.frame));
  const reqId = reqIdOf(told.frame);
  onRecord(speak === null);
  world.record({ kind: 'robot_told', callback: { ...told, reqId, at: world.now().getTime() } });
  speak?.(told.frame);
  return { delivery: speak ? 'sent' : 'lost', reqId, msgid: msgIdOf(told.frame) };
}

/** The last callback once more, under the same msgid and req_id. */
export function repeatLast({ world, link }: Robot): RobotActResult {
  const last = [...world.state.robot.callbacks.values()].at(-1);
  if (!last) return refusedAct(409, '还没有可以重发的回调');
  const speak = link.reserve(cmdOf(last.frame));
  speak?.(last.frame);
  return { delivery: speak ? 'sent' : 'lost', reqId: last.reqId, msgid: msgIdOf(last.frame) };
}

function appear({ world }: Robot, { userid, chat }: Teller, shown: Shown, isLost: boolean): void {
  world.record({
    kind: 'message_added',
    chat,
    message: {
      at: world.now().toISOString(),
      direction: 'in',
      sender: { id: userid, name: findPerson(world.corp, userid)?.name ?? userid },
      ...shown,
      callSeq: null,
      api: null,
      ...(isLost ? { lost: true } : {}),
    },
    use: null,
  });
}
