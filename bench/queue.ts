import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPostgresBackend, Queue, Worker, type PostgresConnectionOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { openBackend } from '../jobs/backend.ts';
import { deliverJob } from '../jobs/deliver.ts';
import { createQueue } from '../jobs/queue.ts';
import { startWorkers } from '../jobs/workers.ts';
import type { Deps } from '../src/app/ports.ts';
import { systemClock } from '../src/clock.ts';
import { createLog } from '../src/log.ts';
import { startRedis } from '../tests/support/redis-server.ts';
import { openServer, type Server } from './callback/database.ts';
import { goalText, spreadText, type BenchResult, type Chapter, type Goal } from './report.ts';
import { inTurn, ratioOf, spreadOf } from './stats.ts';

/* What our queue adds to BullMQ: from the first job handed over to the last one done, of jobs that do nothing. */

const JOBS = 4000;
/** As many as a use case hands over at a time. */
const AT_ONCE = 300;
const GOAL_RATIO = 0.8;

type Kind = 'redis' | 'postgres';

/** A contestant at work: takes jobs and calls back for each one done. */
interface Contest {
  hand(ids: readonly string[]): Promise<unknown>;
  close(): Promise<void>;
}

type Contestant = (kind: Kind, url: string, done: () => void) => Promise<Contest>;

const log = createLog('error', 'stderr');

const ours: Contestant = async (kind, url, done) => {
  const backend = await openBackend({ kind, url });
  const claim = async () => (done(), null);
  const deps = {
    store: { pause: { current: async () => null }, outbound: { claim } },
    clock: systemClock('Asia/Shanghai'),
    log,
  } as unknown as Deps;
  const workers = await startWorkers(deps, backend);
  const queue = createQueue(backend, log);
  return {
    hand: (ids) => queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId }))),
    async close() {
      await workers.close();
      await queue.close();
      await backend.close();
    },
  };
};

/** BullMQ as its guide has it: a queue, a worker with as much at once as ours, finished jobs removed. */
const bare: Contestant = async (kind, url, done) => {
  const work = () => Promise.resolve(done());
  const name = 'bare';
  const { concurrency } = deliverJob;
  if (kind === 'redis') {
    const [producer, consumer] = [new Redis(url), new Redis(url, { maxRetriesPerRequest: null })];
    const queue = new Queue(name, { connection: producer });
    const worker = new Worker(name, work, { connection: consumer, concurrency });
    await worker.waitUntilReady();
    return contest(queue, worker, () => [producer, consumer].forEach((redis) => redis.disconnect()));
  }
  const pool = new Pool({ connectionString: url, max: 15, options: '-c search_path=bullmq,public' });
  pool.setMaxListeners(0);
  const connection = pool as unknown as PostgresConnectionOptions;
  const queue = new Queue(name, { connection }, createPostgresBackend);
  const worker = new Worker(name, work, { connection, concurrency }, createPostgresBackend);
  await worker.waitUntilReady();
  return contest(queue as unknown as Queue, worker as unknown as Worker, () => pool.end());
};

const contest = (queue: Queue, worker: Worker, end: () => unknown): Contest => ({
  hand: (ids) =>
    queue.addBulk(
      ids.map((outboundId) => ({ name: 'deliver', data: { outboundId }, opts: { removeOnComplete: true } })),
    ),
  async close() {
    await worker.close();
    await queue.close();
    await end();
  },
});

/** Jobs per second. */
async function measure(contestant: Contestant, kind: Kind, url: string): Promise<number> {
  const done = new EventEmitter();
  let left = JOBS;
  const running = await contestant(kind, url, () => {
    left -= 1;
    if (left === 0) done.emit('all');
  });
  const ids = Array.from({ length: JOBS }, () => randomUUID());
  const all = once(done, 'all');
  const startedAt = performance.now();
  for (let at = 0; at < JOBS; at += AT_ONCE) await running.hand(ids.slice(at, at + AT_ONCE));
  await all;
  const seconds = (performance.now() - startedAt) / 1000;
  await running.close();
  return JOBS / seconds;
}

const NAMES = ['duban', 'bare BullMQ'] as const;
const CONTESTANTS: Readonly<Record<(typeof NAMES)[number], Contestant>> = {
  duban: ours,
  'bare BullMQ': bare,
};

/** An empty place for one measurement, with BullMQ's tables where it needs them. */
async function emptied(kind: Kind, place: Place): Promise<{ url: string; drop(): Promise<void> }> {
  if (kind === 'redis') {
    const redis = new Redis(place.redisUrl ?? '');
    await redis.flushdb();
    redis.disconnect();
    return { url: place.redisUrl ?? '', drop: () => Promise.resolve() };
  }
  const scratch = await place.server.fresh();
  await (await openBackend({ kind, url: scratch.url })).close();
  return scratch;
}

interface Place {
  readonly server: Server;
  readonly redisUrl: string | null;
}

interface Figures {
  readonly kind: Kind;
  readonly perSecond: Readonly<Record<string, readonly number[]>>;
}

export async function benchQueue(options: {
  readonly databaseUrl: string | null;
  readonly rounds: number;
}): Promise<BenchResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-bench-queue-'));
  const redis = await startRedis(folder);
  const server = await openServer(options.databaseUrl);
  try {
    const kinds = (['redis', 'postgres'] as const).filter((kind) => kind === 'postgres' || redis !== null);
    const figures: Figures[] = [];
    for (const kind of kinds)
      figures.push(await compare(kind, { server, redisUrl: redis?.url ?? null }, options.rounds));
    const goals = figures.map(goalOf);
    return { figures: { jobs: JOBS, goals, figures }, chapter: chapterOf(figures, goals, options.rounds) };
  } finally {
    await server.close();
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(kind: Kind, place: Place, rounds: number): Promise<Figures> {
  const perSecond = Object.fromEntries(NAMES.map((name) => [name, [] as number[]]));
  // Round 0 warms up whatever is compiled on its first use, and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of inTurn(NAMES, round)) {
      const empty = await emptied(kind, place);
      const speed = await measure(CONTESTANTS[name], kind, empty.url);
      await empty.drop();
      console.error(`round ${round}: ${name} on ${kind}: ${Math.round(speed)} jobs/s`);
      if (round > 0) perSecond[name]?.push(speed);
    }
  }
  return { kind, perSecond };
}

const ratioIn = ({ perSecond }: Figures) => ratioOf(perSecond['duban'] ?? [], perSecond['bare BullMQ'] ?? []);

function goalOf(figures: Figures): Goal {
  const { median } = ratioIn(figures);
  const what = `on ${figures.kind}, at least ${GOAL_RATIO} of bare BullMQ's jobs per second`;
  return { what, measured: median, reached: median >= GOAL_RATIO };
}

function beyondBare({ kind, perSecond }: Figures): string {
  const [withUs = 0, without = 0] = NAMES.map((name) => 1e6 / spreadOf(perSecond[name] ?? []).median);
  const [more, word] = [Math.round(Math.abs(withUs - without)), withUs > without ? 'more' : 'less'];
  return `On ${kind} a job takes ours ${more} µs ${word} than bare BullMQ. WeCom permits a message each 24,000 µs.`;
}

const chapterOf = (figures: readonly Figures[], goals: readonly Goal[], rounds: number): Chapter => ({
  title: `The queue: ${JOBS} jobs that do nothing`,
  lead:
    `From the first job handed over, ${AT_ONCE} at a time, to the last one done: our queue with its workers, and BullMQ ` +
    'as its guide has it, with as many jobs at once.',
  columns: ['', 'duban, jobs/s', 'bare BullMQ, jobs/s', 'duban to bare'],
  rows: figures.map((each) => [
    each.kind,
    ...NAMES.map((name) => spreadText(spreadOf(each.perSecond[name] ?? []))),
    spreadText(ratioIn(each)),
  ]),
  remarks: [
    ...goals.map(goalText),
    `Median (min–max) of ${rounds} rounds in turn, after one that is not counted; each on an emptied Redis, or a database of its own with fsync. Ours has the workers of all jobs running, checks each payload and keeps no finished job.`,
    ...figures.map(beyondBare),
  ],
});
