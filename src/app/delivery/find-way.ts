import { chooseWay, purposeOf, type Way } from '../../domain/message/route.ts';
import type { UnreachedReason } from '../../domain/message/channel-notice.ts';
import { hasAccount } from '../office/add-person.ts';
import type { Channel, ChannelName, Conversation } from '../channel.ts';
import type { Halt } from './channel-stores.ts';
import type { StoredOutbound } from './message-stores.ts';
import type { Deps } from '../ports.ts';

export type Destination =
  | { readonly kind: 'to'; readonly conversation: Conversation; readonly channel: Channel }
  | { readonly kind: 'nowhere'; readonly why: UnreachedReason };

/** The conversation a message goes to: its group, or the way to its person that works now (design §6). */
export async function findWay(
  deps: Deps,
  message: StoredOutbound,
  halts: readonly Halt[],
): Promise<Destination> {
  const { address } = message;
  switch (address.kind) {
    case 'person':
      return wayToPerson(deps, message, address.userid, halts);
    case 'appchat':
      return by(deps, { channel: 'appchat', kind: 'group', id: address.chatid });
    case 'webhook':
      return by(deps, { channel: 'webhook', kind: 'group', id: address.name });
    case 'robot':
      return by(deps, { channel: 'robot', kind: address.chat, id: address.chatid });
  }
}

function by(deps: Deps, conversation: Conversation): Destination {
  const channel = deps.channels[conversation.channel];
  return channel ? { kind: 'to', conversation, channel } : { kind: 'nowhere', why: 'refused' };
}

async function wayToPerson(
  deps: Deps,
  message: StoredOutbound,
  userid: string,
  halts: readonly Halt[],
): Promise<Destination> {
  const person = message.personId === null ? null : await deps.store.people.byId(message.personId);
  if (person?.active === false) return { kind: 'nowhere', why: 'no_account' };
  const chat = person && deps.robotId ? await deps.store.robotChats.ofPerson(deps.robotId, person.id) : null;
  const open = new Set<Way>((['app', 'robot'] as const).filter((way) => deps.channels[way] !== undefined));
  const reach = {
    open,
    halted: await haltedWays(deps, halts, chat !== null),
    known: new Set<Way>([
      ...(hasAccount({ userid }) ? (['app'] as const) : []),
      ...(chat ? (['robot'] as const) : []),
    ]),
  };
  // What may have arrived by one way must not be said again by another.
  const preferred = message.via !== null && isWay(message.via) ? message.via : null;
  const way = message.requests.length > 0 ? preferred : chooseWay(purposeOf(message.kind), reach, preferred);
  if (way === 'robot' && chat) return by(deps, { channel: 'robot', kind: 'person', id: chat.chatId });
  if (way === 'app') return by(deps, { channel: 'app', kind: 'person', id: userid });
  return { kind: 'nowhere', why: 'not_contacted' };
}

/** A robot whose connection is down is as good as halted: whoever the app reaches is not kept waiting. */
async function haltedWays(deps: Deps, halts: readonly Halt[], hasChat: boolean): Promise<Set<Way>> {
  const halted = new Set<Way>(halts.flatMap(({ channel }) => (isWay(channel) ? [channel] : [])));
  return hasChat && !(await isRobotUp(deps)) ? halted.add('robot') : halted;
}

export const isRobotUp = async ({ store, robotId }: Pick<Deps, 'store' | 'robotId'>): Promise<boolean> =>
  robotId !== null && (await store.robotStates.get(robotId))?.state === 'up';

const isWay = (channel: string): channel is Way => channel === 'app' || channel === 'robot';

/** The circuit breaker a conversation depends on: one per channel, one per webhook. */
export const breakerOf = ({ channel, id }: { channel: ChannelName; id: string }): string =>
  channel === 'webhook' ? `webhook:${id}` : channel;
