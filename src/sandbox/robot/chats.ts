import { findPerson } from '../corp.ts';
import type { Corp, SmartRobot } from '../corp.ts';
import { openUserid } from '../open-userid.ts';
import type { ChatKey, RobotCallback } from '../world/state.ts';
import type { World } from '../world/world.ts';

/* Who and where: the ids the robot knows, and the chats they stand for. */

export const robotChat = (userid: string): ChatKey => `robot/${userid}`;
export const groupChat = (id: string): ChatKey => `groups/${id}`;

/** `from.userid` of everything this member does. */
export const idForRobot = (corp: Corp, robot: SmartRobot, userid: string): string =>
  robot.idKind === 'plain' ? userid : openUserid(corp, userid);

/** Case matters here, other than in the app's API (bots C4). */
function useridOf(corp: Corp, robot: SmartRobot, id: string): string | undefined {
  return corp.people.find(({ userid }) => idForRobot(corp, robot, userid) === id)?.userid;
}

export const isKnownPerson = (corp: Corp, robot: SmartRobot, id: string): boolean =>
  useridOf(corp, robot, id) !== undefined || findPerson(corp, id) !== undefined;

interface GroupOfPeople {
  readonly id: string;
  readonly members: readonly string[];
}

/** The robot may be in every group, whoever made it. */
export function findGroup({ corp, state }: World, id: string): GroupOfPeople | undefined {
  const appChat = state.appChats.get(id);
  return corp.groups.find((group) => group.id === id) ?? (appChat && { id, members: appChat.members });
}

/** @param chatType 1 a person, 2 a group; anything else: whichever exists, groups first (bots C4) */
export function findChat(
  world: World,
  robot: SmartRobot,
  chatid: string,
  chatType: unknown,
): ChatKey | undefined {
  const userid = useridOf(world.corp, robot, chatid);
  const single = userid === undefined ? undefined : robotChat(userid);
  const group = findGroup(world, chatid) && groupChat(chatid);
  if (chatType === 1) return single;
  return chatType === 2 ? group : (group ?? single);
}

/** Nothing may be pushed where nobody has written to the robot; opening the chat does not count (bots C4). */
export function hasWritten({ state }: World, chat: ChatKey): boolean {
  return [...state.robot.callbacks.values()].some((told) => told.chat === chat && told.cause === 'message');
}

/** What a reply refers to; undefined for a req_id that was never given out, or too long ago. */
export function findCallback(
  { state, now }: World,
  reqId: string,
  withinMs: number,
): RobotCallback | undefined {
  const callback = state.robot.callbacks.get(reqId);
  return callback && now().getTime() < callback.at + withinMs ? callback : undefined;
}
