import type { Channels } from '../../../src/app/channel.ts';
import type { Halt, RobotChat, RobotState } from '../../../src/app/delivery/channel-stores.ts';
import type { SendingPause } from '../../../src/app/delivery/pause-stores.ts';
import type { OutboundSummary } from '../../../src/app/delivery/message-stores.ts';
import type { Stores } from '../../../src/app/stores.ts';
import { NOW } from '../app/import/import-store.ts';

/** What is kept about the channels and the messages that went out by them. */
export interface ChannelMemory {
  open: Channels;
  robotId: string | null;
  messages: OutboundSummary[];
  halts: Halt[];
  chats: RobotChat[];
  robot: RobotState | null;
  pause: SendingPause | null;
  /** Hashes of binding codes, by person. */
  codes: Map<string, string>;
}

export const emptyChannels = (): ChannelMemory => ({
  open: {},
  robotId: null,
  messages: [],
  halts: [],
  chats: [],
  robot: null,
  pause: null,
  codes: new Map(),
});

export const aMessage = (given: Partial<OutboundSummary> = {}): OutboundSummary => ({
  id: 'm-1',
  kind: 'weekly',
  state: 'sent',
  reason: '',
  errcode: null,
  via: 'app',
  address: { kind: 'person', userid: 'linxiaolan' },
  personId: 'person-linxiaolan',
  roundId: 'round-a',
  msgid: 'wecom-1',
  createdAt: NOW,
  ...given,
});

export const aChat = (given: Partial<RobotChat> = {}): RobotChat => ({
  kind: 'person',
  chatId: 'wo-lin',
  personId: 'person-linxiaolan',
  boundBy: 'code',
  lastHeardAt: NOW,
  lostAt: null,
  wrongCodes: 0,
  ...given,
});

type ChannelStores = Pick<
  Stores,
  'outbound' | 'pause' | 'halts' | 'robotChats' | 'robotStates' | 'bindingCodes'
>;

export function channelStores(memory: ChannelMemory): ChannelStores {
  const change = (id: string, to: Partial<OutboundSummary>) => {
    memory.messages = memory.messages.map((each) => (each.id === id ? { ...each, ...to } : each));
  };
  const stores = {
    outbound: {
      byId: async (id: string) => memory.messages.find((each) => each.id === id) ?? null,
      async list({ states, since }: { states?: readonly string[]; since: Date }) {
        return memory.messages.filter(
          ({ state, createdAt }) => createdAt >= since && (states?.includes(state) ?? true),
        );
      },
      async settleAmbiguous(id: string, how: string) {
        const message = memory.messages.find((each) => each.id === id);
        if (message?.state !== 'ambiguous') return false;
        change(id, { state: how === 'resend' ? 'planned' : 'sent' });
        return true;
      },
      finish: async (id: string, { reason }: { reason: string }) => change(id, { reason }),
    },
    pause: { current: async () => memory.pause },
    halts: { all: async () => memory.halts },
    robotChats: {
      groups: async () => memory.chats.filter(({ kind }) => kind === 'group'),
      boundPersonIds: async () => new Set(memory.chats.flatMap(({ personId }) => personId ?? [])),
    },
    robotStates: { get: async () => memory.robot },
    bindingCodes: {
      issue: async ({ hash, personId }: { hash: string; personId: string }) =>
        void memory.codes.set(personId, hash),
    },
  };
  return stores as unknown as ChannelStores;
}
