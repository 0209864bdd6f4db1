import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { objectOf } from '../json.ts';
import { findCallback } from './chats.ts';
import type { Commander } from './commander.ts';
import type { Frame } from './frames.ts';
import { checkRobotFace } from './robot-shapes.ts';
import { EVENT_MS, knownToRobot } from './say.ts';

/**
 * aibot_respond_update_msg: the whole card is replaced, once per press (bots B5, C2). `userids` is ignored:
 * the sandbox shows a group to everybody alike.
 */
export function updateCard(commander: Commander, { reqId, body }: Frame): Answer {
  const { world } = commander;
  const told = findCallback(world, reqId, EVENT_MS);
  if (!told || told.taskId === null || told.answered) return refuse(846605);
  if (body.response_type !== 'update_template_card') return refuse(40008, 'response_type');
  const refusal = checkRobotFace(body.template_card, told.taskId, knownToRobot(commander));
  if (refusal) return refusal;
  const card = objectOf(body, 'template_card');
  world.record({ kind: 'robot_card_updated', answers: reqId, taskId: told.taskId, card });
  return ok();
}
