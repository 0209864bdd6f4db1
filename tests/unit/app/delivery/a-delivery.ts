import type { PreparedPicture, SendResult } from '../../../../src/app/channel.ts';
import { deliver } from '../../../../src/app/delivery/deliver.ts';
import type {
  Kept,
  Outcome,
  OutboundState,
  Postponement,
  StoredOutbound,
} from '../../../../src/app/delivery/message-stores.ts';
import type { Deps } from '../../../../src/app/ports.ts';
import { settableClock } from '../../../../src/clock.ts';
import { computeFigures } from '../../../../src/domain/ledger/figures.ts';
import type { Notice } from '../../../../src/domain/message/notice.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import { manyRows } from '../../documents/a-wall-chart.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';
import { silentLog } from '../../../support/silent-log.ts';

/* One delivery in a world that can be told what goes wrong, and what it did, step by step. */

export const MORNING = '2026-06-08T09:10:00+08:00';

/** A receipt that somebody waits for, claimed for the first time. */
const aReply: StoredOutbound = {
  id: 'row-1',
  personId: 'person-1',
  roundId: null,
  kind: 'reply',
  period: 'inbound-1:0',
  address: { kind: 'person', userid: 'luhaiping' },
  notice: { kind: 'welcome', name: '陆海平' },
  urgent: true,
  notBefore: new Date(MORNING),
  createdAt: new Date(MORNING),
  state: 'sending',
  via: null,
  replyTo: null,
  requests: [],
  partsSent: 0,
  attempts: 1,
  firstTriedAt: null,
};

/** The attempt before was cut off: it may have arrived. */
export const cutOff = {
  requests: ['the very bytes'],
  attempts: 2,
  firstTriedAt: new Date(MORNING),
  via: 'app',
} as const;

export const preview: Notice = {
  kind: 'chase_preview',
  cardId: 'c_1',
  targets: [],
  dropped: [],
  deferredTo: null,
};

export const update: Notice = {
  kind: 'card_update',
  cardId: 'c_1',
  of: 'reminder',
  recorded: [],
  remaining: [],
  instead: {
    kind: 'receipt',
    recorded: [],
    requests: [],
    question: null,
    late: false,
    digestAt: null,
    stillOpen: 0,
  },
};

export interface Situation {
  readonly message?: Partial<StoredOutbound> | null;
  /** What comes of each send, the last one for all that follow. */
  readonly results?: readonly SendResult[];
  readonly at?: string;
  /** The step of the store at which the process dies. */
  readonly diesAt?: string;
  readonly parts?: readonly string[];
  /** Before its requests are kept. */
  readonly takenOver?: true;
  /** The bucket that is empty, from the second request on when it says so. */
  readonly short?: { readonly key: string; readonly waitMs: number; readonly fromPart?: number };
  readonly halt?: { readonly channel: string; readonly probeInMs: number; readonly probe?: boolean };
  /** Null: the person never wrote to the robot. */
  readonly robot?: 'up' | 'down' | null;
  readonly owned?: 'robot';
  readonly active?: boolean;
  readonly channels?: readonly ('app' | 'robot' | 'webhook')[];
  readonly tokenAgeMs?: number;
  readonly picture?: PictureSituation;
}

/** Of a round's wall chart, whose digest is out unless it is said otherwise. */
export interface PictureSituation {
  readonly digest?: OutboundState | null;
  readonly frozen?: boolean;
  readonly newerWeek?: boolean;
  readonly off?: boolean;
  readonly drawing?: 'fails';
  readonly handedOver?: PreparedPicture;
  /** Whether the message is still ours before it is drawn, and behind that. */
  readonly held?: readonly boolean[];
}

const CAPABILITIES = {
  app: { repeatSafe: true, exclusive: false, updateWithinMs: 259_200_000, recall: true },
  robot: { repeatSafe: false, exclusive: true, updateWithinMs: 5000, recall: false },
  webhook: { repeatSafe: false, exclusive: false, updateWithinMs: null, recall: false },
};

/** What is done, step by step. */
export async function happens(situation: Situation) {
  const { message = {}, at = MORNING, diesAt, robot = null, halt, owned = null } = situation;
  const { results = [sent], parts = ['fresh bytes'], channels = ['app', 'robot', 'webhook'] } = situation;
  const steps: string[] = [];
  const step = async (...words: (string | number)[]) => {
    steps.push(words.join(' ').trim());
    if (words[0] === diesAt) throw new Error('killed');
  };
  const clock = settableClock(new Date(at), 'Asia/Shanghai');
  const seconds = (until: Date) => (until.getTime() - clock.now().getTime()) / 1000;
  let sends = 0;
  let takes = 0;
  const channel = (name: keyof typeof CAPABILITIES) => ({
    capabilities: CAPABILITIES[name],
    prepare: () => parts,
    preparePicture: async (to: { channel: string; id: string }, { data }: { data: Buffer }) => {
      await step('hand over', `${to.channel}/${to.id}`, data.toString());
      return situation.picture?.handedOver ?? { status: 'prepared', requests: ['picture bytes'] };
    },
    limits: () => [],
    send: async (to: { channel: string; id: string }, request: string) => {
      await step('send', `${to.channel}/${to.id}`, request);
      sends += 1;
      return results[sends - 1] ?? results.at(-1);
    },
    updateCard: async (_: unknown, token: string) => (await step('update', token), results[0]),
  });
  const pictures = pictureWorld(situation.picture ?? {}, step);
  const deps = {
    store: {
      ...pictures.store,
      workCalendar: async () => calendar2026,
      deputies: { notOver: async () => [] },
      pause: { current: async () => null },
      people: {
        byId: async () => ({ name: '陆海平', active: situation.active ?? true }),
        withRole: async (role: string) => (role === 'manager' ? [{ id: 'm', userid: 'manager' }] : []),
      },
      robotChats: {
        ofPerson: async () => (robot ? { chatId: 'woLu' } : null),
        lose: async (_: string, chat: string) => step('lose', chat),
      },
      robotStates: { get: async () => ({ state: robot }) },
      halts: {
        all: async () =>
          halt
            ? [
                {
                  channel: halt.channel,
                  since: clock.now(),
                  probeAt: new Date(clock.now().getTime() + halt.probeInMs),
                },
              ]
            : [],
        claimProbe: async () => halt?.probe ?? true,
        trip: async ({ channel: tripped }: { channel: string }) => (await step('trip', tripped), !halt),
        lift: async (lifted: string) => (await step('lift', lifted), { since: clock.now() }),
      },
      limits: {
        take: async () => {
          takes += 1;
          return situation.short && takes > (situation.short.fromPart ?? 0) ? situation.short : null;
        },
      },
      outbound: {
        claim: async () => message && { ...aReply, ...message },
        keepRequests: async (_: unknown, { via, requests, card }: Kept) => {
          await step('keep', via, ...requests, card ? 'with card' : '');
          return !situation.takenOver;
        },
        notePart: (_: string, arrived: number, triedAt: Date | null) =>
          step('part', arrived, triedAt ? 'tried' : 'not tried'),
        finish: (_: string, { state, reason, card }: Outcome) =>
          step('finish', ...[state, reason, card ? `token ${card.updateToken}` : ''].filter(Boolean)),
        postpone: (_: unknown, { until, reason, keep, countAttempt, via }: Postponement) =>
          step('postpone', `${seconds(until)}s`, reason, keep, countAttempt ? '' : 'uncounted', via ?? ''),
        add: async (added: StoredOutbound[]) => {
          if (added.length > 0) await step('add', ...added.map(({ kind }) => kind));
          return added.map((_, index) => `new-${index}`);
        },
        hasten: (reason: string) => step('hasten', reason),
        ...pictures.outbound,
      },
      cards: {
        setToken: (_: string, token: string | null) => step('token', `${token}`),
        byId: async () => ({
          cardId: 'c_1',
          updateToken: 'tok',
          tokenIssuedAt: new Date(clock.now().getTime() - (situation.tokenAgeMs ?? 1000)),
        }),
      },
    },
    channels: Object.fromEntries(channels.map((name) => [name, channel(name)])),
    robotId: 'aib1',
    queue: {
      enqueue: async (jobs: { name: string; delayMs?: number }[]) => {
        for (const { name, delayMs = 0 } of jobs) await step('enqueue', name, `${delayMs / 1000}s`);
      },
    },
    drawWallChart: pictures.draw,
    words: { say: () => ({ kind: 'text', text: '' }) },
    clock,
    log: silentLog,
  } as unknown as Deps;
  Object.assign(deps.store, { transaction: (work: (stores: unknown) => unknown) => work(deps.store) });
  await deliver(deps, 'row-1', owned).catch((error: unknown) => {
    if (diesAt === undefined) throw error;
  });
  return steps;
}

function pictureWorld(
  { digest = 'sent', frozen = true, newerWeek = false, off = false, drawing, held = [] }: PictureSituation,
  step: (...words: (string | number)[]) => Promise<void>,
) {
  const rows = manyRows({ tasks: 5, units: 2 });
  const week = {
    number: 3,
    week: '2026-06-08',
    sha256: 'ab',
    rows,
    figures: computeFigures({ rows, asOf: '2026-06-12' }),
  };
  const round = {
    id: 'round-1',
    letter: 'A',
    name: '某轮',
    settings: { ...DEFAULT_ROUND_SETTINGS, digestPicture: !off },
  };
  let holds = 0;
  return {
    store: {
      rounds: { active: async () => [round] },
      weeks: {
        frozen: async () => (frozen ? week : null),
        figuresBefore: async (_: string, before: string) =>
          newerWeek && before > '2026-06-15' ? [{ ...week, week: '2026-06-15' }] : [],
      },
    },
    outbound: {
      ofStep: async () => (digest === null ? [] : [{ state: digest }]),
      hold: async () => {
        holds += 1;
        return held[holds - 1] ?? true;
      },
      release: async ({ kind }: { kind: string }) => (await step('release', kind), ['picture-row']),
    },
    draw: async (_: unknown, size: string) => {
      await step('draw', size);
      if (drawing === 'fails') throw new Error('no such font');
      return Buffer.from('png');
    },
  };
}

export const sent: SendResult = { status: 'sent', msgid: 'm', updateToken: 'code' };
export const ambiguous: SendResult = { status: 'ambiguous', why: 'ECONNRESET' };
export const rejected = (
  fault: 'busy' | 'message' | 'recipient' | 'operator',
  retryAfterMs: number | null = null,
  unknown = false,
): SendResult => ({ status: 'rejected', code: 1, why: fault, fault, retryAfterMs, unknown, advice: '' });
