import { randomBytes } from 'node:crypto';
import type { SmartRobot } from '../corp.ts';
import { objectOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import type { ChatKey } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { idForRobot } from './chats.ts';

/* The frames the robot is told things with (bots B3, B4, C2). */

export type CallbackCmd = 'aibot_msg_callback' | 'aibot_event_callback';

/** Who did it, and where. */
export interface Teller {
  readonly userid: string;
  readonly chat: ChatKey;
}

/** @param content `msgtype`, the object of that name, and perhaps a `quote` */
export const messageFrame = (world: World, robot: SmartRobot, teller: Teller, content: Json): Json =>
  frame('aibot_msg_callback', {
    msgid: newId(),
    aibotid: robot.id,
    ...placeOf(teller.chat),
    from: { userid: idForRobot(world.corp, robot, teller.userid) },
    ...content,
  });

/** @param teller absent for what nobody did; whoever enters a chat is told without the place (bots B4) */
export const eventFrame = (
  world: World,
  robot: SmartRobot,
  event: Json & { readonly eventtype: string },
  teller?: Teller,
): Json =>
  frame('aibot_event_callback', {
    msgid: newId(),
    create_time: Math.floor(world.now().getTime() / 1000),
    aibotid: robot.id,
    ...(teller && event.eventtype !== 'enter_chat' ? placeOf(teller.chat) : {}),
    ...(teller ? { from: { userid: idForRobot(world.corp, robot, teller.userid) } } : {}),
    msgtype: 'event',
    event,
  });

const frame = (cmd: CallbackCmd, body: Json): Json => ({ cmd, headers: { req_id: newId() }, body });

const newId = (): string => randomBytes(16).toString('base64url');

export const cmdOf = (told: Json): CallbackCmd =>
  told.cmd === 'aibot_msg_callback' ? told.cmd : 'aibot_event_callback';
export const reqIdOf = (told: Json): string => textOf(objectOf(told, 'headers'), 'req_id');
export const msgIdOf = (told: Json): string => textOf(objectOf(told, 'body'), 'msgid');

const placeOf = (chat: ChatKey): Json =>
  chat.startsWith('groups/')
    ? { chatid: chat.slice('groups/'.length), chattype: 'group' }
    : { chattype: 'single' };
