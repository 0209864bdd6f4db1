import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { settableClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import type { DateOnly, LocalTime, WallTime } from '../../src/domain/calendar/date.ts';
import type { Deps } from '../../src/app/ports.ts';
import { runDueSteps } from '../../src/app/week/run-due-steps.ts';
import { sweep } from '../../src/app/delivery/sweep.ts';
import { serve, type Service } from '../../src/main/serve.ts';
import { readCorp } from '../../src/main/corp.ts';
import { createExampleDatabase } from './example-database.ts';
import { silentLog } from './silent-log.ts';

/** The whole bot on a database of its own, against a sandbox, on a clock that the test moves. */
export interface House {
  readonly service: Service;
  readonly deps: Deps;
  readonly url: string;
  readonly sandbox: string;
  readonly dataDir: string;
  /** Moves the clock, runs what is due, waits until every message is handled and out. */
  at(date: DateOnly, time: WallTime): Promise<void>;
  say(userid: string, content: string): Promise<string[]>;
  press(userid: string, key: string, taskNo?: number): Promise<string[]>;
  /** A one-dot PNG; pictures of different names differ in their bytes. */
  sendPicture(userid: string, name?: string): Promise<string[]>;
  /** What the person's chat received since it was read last, as text. */
  heard(userid: string): Promise<string[]>;
  group(id: string): Promise<string[]>;
  /** The pictures in the group's chat, all of them, as files. */
  pictures(id: string): Promise<Buffer[]>;
  calls(apiPath: string): Promise<Record<string, unknown>[]>;
  fault(fault: object): Promise<void>;
  settle(): Promise<void>;
  close(): Promise<void>;
}

const ZONE = 'Asia/Shanghai';

export async function openHouse(
  start: LocalTime,
  options: {
    redisUrl?: string | null;
    /** Instead of the example round: what a test has made, and drops itself. */
    database?: { url: string };
    dataDir?: string;
  } = {},
): Promise<House> {
  const clock = settableClock(new Date(`${start.date}T${start.time}:00+08:00`), ZONE);
  const own = options.database ? null : await createExampleDatabase(start, clock);
  const database = own ?? options.database ?? { url: '' };
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'duban-house-'));
  const service = await serve({
    config: readConfig({
      DATABASE_URL: database.url,
      DUBAN_DATA_DIR: dataDir,
      PORT: '0',
      SANDBOX_PORT: '0',
      ...(options.redisUrl && { REDIS_URL: options.redisUrl }),
    }),
    clock,
    log: silentLog,
    role: 'all',
    corp: readCorp(null),
    schedules: false,
  });
  const { deps } = service.app;
  const base = `${service.sandbox?.url}/sandbox/api`;
  const seen = new Map<string, number>();
  const settle = () => untilIdle(service.app);
  const heardIn = async (chat: string) => {
    const { messages } = await getJson(`${base}/${chat}/messages?after=${seen.get(chat) ?? 0}`);
    seen.set(chat, messages.at(-1)?.seq ?? seen.get(chat) ?? 0);
    return messages
      .filter((message: Shown) => message.direction === 'out' && !isPicture(message))
      .map(asText) as string[];
  };
  const act = async (userid: string, verb: string, body: object) => {
    await heardIn(`people/${userid}`);
    await post(`${base}/people/${userid}/${verb}`, body);
    await settle();
    return heardIn(`people/${userid}`);
  };
  return {
    service,
    deps,
    url: database.url,
    sandbox: base,
    dataDir,
    async at(date, time) {
      clock.set(clock.instant({ date, time }));
      await runDueSteps(deps);
      await sweep(deps);
      await settle();
    },
    say: (userid, content) => act(userid, 'text', { content }),
    async press(userid, key, taskNo) {
      const { messages } = await getJson(`${base}/people/${userid}/messages?after=0`);
      const card = messages.findLast((message: Shown) => message.card !== null).card;
      const choice = card.current.button_selection;
      const option = choice?.option_list.find((each: { text: string }) =>
        each.text.startsWith(String(taskNo)),
      );
      const selected = choice && option ? { [choice.question_key]: [option.id] } : {};
      return act(userid, 'click', { taskId: card.taskId, key, selected });
    },
    sendPicture: (userid, name = '') =>
      act(userid, 'image', { base64: Buffer.concat([DOT_PNG, Buffer.from(name)]).toString('base64') }),
    heard: (userid) => heardIn(`people/${userid}`),
    group: (id) => heardIn(`groups/${id}`),
    async pictures(id) {
      const { messages } = await getJson(`${base}/groups/${id}/messages?after=0`);
      return Promise.all(messages.filter(isPicture).map((message: Shown) => pictureIn(message, base)));
    },
    calls: async (apiPath) => (await getJson(`${base}/calls?path=${encodeURIComponent(apiPath)}`)).calls,
    fault: async (fault) => void (await post(`${base}/faults`, fault)),
    settle,
    async close() {
      await service.close();
      await own?.drop();
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const DOT_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

interface Shown {
  readonly seq: number;
  readonly direction: 'in' | 'out';
  readonly msgtype: string;
  readonly payload: Record<string, unknown>;
  readonly card: unknown;
}

const isPicture = ({ direction, msgtype }: Shown): boolean => direction === 'out' && msgtype === 'image';

/** By its id from the app and the robot, in the message itself from a group webhook. */
async function pictureIn({ payload }: Shown, base: string): Promise<Buffer> {
  const { media_id: id, base64 } = payload;
  if (typeof base64 === 'string') return Buffer.from(base64, 'base64');
  const response = await fetch(`${base}/media/${String(id)}`);
  return Buffer.from(await response.arrayBuffer());
}

// eslint-disable-next-line -- the sandbox's answers are checked by its own tests
const getJson = async (url: string): Promise<any> => (await fetch(url)).json();

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const asText = ({ payload }: Shown): string =>
  typeof payload['content'] === 'string' ? payload['content'] : JSON.stringify(payload);

/**
 * Every message that came in is handled, every one that is due is out; while sending is paused, none is due. Asked in
 * one statement: between two, a message could go from one state to the other and be seen in neither.
 */
async function untilIdle({ deps: { store, clock }, database }: Service['app']): Promise<void> {
  const patience = AbortSignal.timeout(20_000);
  for (;;) {
    const isPaused = (await store.pause.current()) !== null;
    const { rows } = await database.pool.query<{ what: string; count: number }>(
      `select 'unhandled' as what, count(*)::int as count from "InboundMessage" where "handledAt" is null
       union all select kind || ' ' || state, count(*)::int from "OutboundMessage"
       where state = 'sending' or (state = 'planned' and "notBefore" <= $1 and not $2) group by 1`,
      [clock.now(), isPaused],
    );
    const busy = rows.filter(({ count }) => count > 0);
    if (busy.length === 0) return;
    if (patience.aborted) throw new Error(`not idle: ${JSON.stringify(busy)}`);
    await pause(15);
  }
}
