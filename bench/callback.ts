import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCorp } from '../src/main/corp.ts';
import { startRedis } from '../tests/support/redis-server.ts';
import { startChild } from './callback/child.ts';
import { openServer, type Scratch, type Server } from './callback/database.ts';
import type { Load, LoadTask } from './callback/load.ts';
import type { Ready, ServerTask } from './callback/server.ts';
import { goalText, spreadText, type BenchResult, type Chapter, type Goal } from './report.ts';
import { inTurn, ratioOf, spreadOf, type Spread } from './stats.ts';

/* From WeCom's callback to the 200 that we may only give when the message is durable. */

interface Options {
  readonly databaseUrl: string | null;
  /** Of each measurement. */
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: number;
}

interface Contestant {
  readonly name: string;
  readonly server: 'bare' | 'insert' | 'web';
  readonly queue: 'postgres' | 'redis' | null;
  /** Whether another process handles the messages meanwhile. */
  readonly workers: boolean;
}

const BARE: Contestant = { name: 'bare Express 5', server: 'bare', queue: null, workers: false };
const FLOOR: Contestant = { name: 'one raw insert', server: 'insert', queue: null, workers: false };
const ON_REDIS: Contestant = { name: 'duban, Redis', server: 'web', queue: 'redis', workers: false };
const ON_POSTGRES: Contestant = { ...ON_REDIS, name: 'duban, PostgreSQL only', queue: 'postgres' };
const BUSY: Contestant = { ...ON_REDIS, name: 'duban, Redis, workers busy', workers: true };

const GOAL_RATIO = 0.7;
const GOAL_P99_MS = 250;

interface Measured extends Load {
  /** Processor time of the server's process, warm-up included: hardly hurt by whatever else the machine does. */
  readonly cpuMicrosPerRequest: number;
}

interface Figures {
  readonly name: string;
  readonly requestsPerSecond: Spread;
  readonly p50Ms: Spread;
  readonly p99Ms: Spread;
  /** Requests per second to the raw insert's, round by round. */
  readonly ratio: Spread;
  readonly cpuMicrosPerRequest: Spread;
  readonly loads: readonly Measured[];
}

interface Place {
  readonly server: Server;
  readonly redisUrl: string | null;
  readonly folder: string;
}

export async function benchCallback(options: Options): Promise<BenchResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-bench-'));
  const redis = await startRedis(folder);
  const server = await openServer(options.databaseUrl);
  try {
    const postgres = await server.version();
    const figures = await compare({ server, redisUrl: redis?.url ?? null, folder }, options);
    const goals = figures.flatMap(goalsOf);
    return {
      figures: { ...options, databaseUrl: undefined, postgres, goals, contestants: figures },
      chapter: chapterOf(figures, goals, { ...options, postgres }),
    };
  } finally {
    await server.close();
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All contestants in one run and in turn, so that a busy machine hurts all of them alike. */
async function compare(place: Place, options: Options): Promise<Figures[]> {
  const contestants = [BARE, FLOOR, ON_POSTGRES, ON_REDIS, BUSY].filter(
    ({ queue }) => queue !== 'redis' || place.redisUrl !== null,
  );
  const loads = new Map(contestants.map(({ name }) => [name, [] as Measured[]]));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const contestant of inTurn(contestants, round)) {
      const load = await measure(contestant, place, options);
      console.error(
        `round ${round + 1}: ${contestant.name}: ${Math.round(load.requestsPerSecond)}/s, p99 ${Math.round(load.p99Ms)} ms`,
      );
      loads.get(contestant.name)?.push(load);
    }
  }
  const floor = loads.get(FLOOR.name) ?? [];
  return [...loads].map(([name, each]) => figuresOf(name, each, floor));
}

function figuresOf(name: string, loads: readonly Measured[], floor: readonly Measured[]): Figures {
  return {
    name,
    requestsPerSecond: spreadOf(speedsOf(loads)),
    p50Ms: spreadOf(loads.map(({ p50Ms }) => p50Ms)),
    p99Ms: spreadOf(loads.map(({ p99Ms }) => p99Ms)),
    ratio: ratioOf(speedsOf(loads), speedsOf(floor)),
    cpuMicrosPerRequest: spreadOf(loads.map(({ cpuMicrosPerRequest }) => cpuMicrosPerRequest)),
    loads,
  };
}

const speedsOf = (loads: readonly Measured[]): number[] =>
  loads.map(({ requestsPerSecond }) => requestsPerSecond);

/** A new database, a new process, a warm-up, the measurement; then every 200 must be a row. */
async function measure(contestant: Contestant, place: Place, options: Options): Promise<Measured> {
  const scratch = await place.server.fresh();
  try {
    const load = await loadOn(scratch, contestant, place, options);
    const { 200: accepted, ...others } = load.answers;
    assert.deepEqual(others, {}, `${contestant.name} refused requests`);
    if (contestant !== BARE)
      assert.equal(await scratch.countMessages(), accepted, `${contestant.name}: rows and 200s differ`);
    return load;
  } finally {
    await scratch.drop();
  }
}

async function loadOn(
  { url: databaseUrl }: Scratch,
  { server: kind, queue, workers }: Contestant,
  { redisUrl, folder }: Place,
  { connections, seconds }: Options,
): Promise<Measured> {
  const task: ServerTask = {
    kind,
    databaseUrl,
    redisUrl: queue === 'redis' ? redisUrl : null,
    dataDir: folder,
  };
  const busy = workers
    ? startChild<Ready>('server.ts', { ...task, kind: 'workers' } satisfies ServerTask)
    : null;
  await busy?.answer;
  const server = startChild<Ready>('server.ts', task);
  try {
    const { url } = await server.answer;
    const loadTask: LoadTask = { url, connections, seconds, senders: workers ? EXAMPLE_PEOPLE : OFFICIALS };
    const before = await server.cpuMicros();
    const generator = startChild<Load>('load.ts', loadTask);
    const load = await generator.answer;
    const used = (await server.cpuMicros()) - before;
    await generator.stop();
    return { ...load, cpuMicrosPerRequest: used / sumOf(Object.values(load.answers)) };
  } finally {
    await server.stop();
    await busy?.stop();
  }
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** A city's officials on a Monday. Nobody looks them up before the message is handled. */
const OFFICIALS = Array.from({ length: 300 }, (_, index) => `official${index}`);

/** Those whom the workers know. */
const EXAMPLE_PEOPLE = readCorp(null).people.map(({ userid }) => userid);

function goalsOf({ name, ratio, p99Ms }: Figures): Goal[] {
  if (name !== ON_REDIS.name && name !== ON_POSTGRES.name) return [];
  return [
    {
      what: `${name}: at least ${GOAL_RATIO} of the raw insert's requests per second`,
      measured: ratio.median,
      reached: ratio.median >= GOAL_RATIO,
    },
    {
      what: `${name}: p99 below ${GOAL_P99_MS} ms`,
      measured: p99Ms.median,
      reached: p99Ms.median < GOAL_P99_MS,
    },
  ];
}

const chapterOf = (
  figures: readonly Figures[],
  goals: readonly Goal[],
  { rounds, seconds, connections, postgres }: Options & { postgres: string },
): Chapter => ({
  title: `Callback to durable 200, ${connections} connections at once`,
  lead:
    'Signed and sealed text messages, each another one, sent over kept connections by a process of its own: a bare ' +
    'Express 5 handler that reads the body as text, the same with one `pg` insert of the row we keep, and the whole ' +
    'service (signature, decryption, XML, masking, insert, wake-up of the workers).',
  columns: ['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU µs/request', 'requests/s to raw insert'],
  rows: figures.map(({ name, requestsPerSecond, p50Ms, p99Ms, cpuMicrosPerRequest, ratio }) => [
    name,
    ...[requestsPerSecond, p50Ms, p99Ms, cpuMicrosPerRequest, ratio].map(spreadText),
  ]),
  remarks: [
    ...goals.map(goalText),
    `Median (min–max) of ${rounds} rounds of ${seconds} s each, in turn; every measurement has a new process and a new database, PostgreSQL ${postgres} with fsync on the same machine.`,
    'After each measurement the rows of InboundMessage are counted: as many as there were answers with status 200.',
    'Only the web role runs; the messages wait for their handling. With "workers busy" another process handles and answers them meanwhile, against the sandbox, which runs there too.',
    'CPU is the processor time of the server process alone, warm-up included.',
    'The load generator, PostgreSQL and Redis share the cores with the server.',
  ],
});
