import { once } from 'node:events';
import {
  createPostgresBackend,
  Queue,
  runMigrations,
  Worker,
  type BulkJobOptions,
  type PostgresConnectionOptions,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { AppError, messageOf } from '../src/errors.ts';
import { ALL_JOBS } from './index.ts';

/** Where BullMQ keeps its jobs: Redis when there is one, else its own schema in our PostgreSQL (design §5). */
export type BackendSettings =
  { readonly kind: 'redis'; readonly url: string } | { readonly kind: 'postgres'; readonly url: string };

/** What we use of a BullMQ queue, the same over either backend. */
export interface QueueHandle {
  add(name: string, data: object, opts: BulkJobOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: object; opts: BulkJobOptions }[]): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    repeat: { every: number } | { pattern: string; tz: string },
    template: { name: string; data: object },
  ): Promise<unknown>;
  removeJobScheduler(id: string): Promise<unknown>;
  /** With when it comes next, in ms since 1970. */
  getJobScheduler(id: string): Promise<{ readonly next?: number } | undefined>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

export interface WorkerHandle {
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** Waits for the jobs that run. */
  close(): Promise<void>;
}

export interface Backend {
  queue(name: string): QueueHandle;
  /** The same queue, to look at. */
  inspect(name: string): Queue;
  worker(
    name: string,
    process: (job: { data: unknown }) => Promise<void>,
    options: Omit<WorkerOptions, 'connection'>,
  ): WorkerHandle;
  close(): Promise<void>;
}

/** Each worker keeps one connection for LISTEN; the rest, as many as BullMQ would have for one worker, claims and adds. */
const POSTGRES_CONNECTIONS = ALL_JOBS.length + 14;

/** Of a count to keep, BullMQ's PostgreSQL backend makes deadlocks, so ages only. */
const RETENTION = { removeOnComplete: true, removeOnFail: { age: 7 * 86_400 } } as const;

export const openBackend = (settings: BackendSettings): Promise<Backend> =>
  settings.kind === 'redis' ? redisBackend(settings.url) : postgresBackend(settings.url);

/** An error of a connection is reported by the queue or worker that uses it. */
const reportedElsewhere = (): void => {};

/** @throws AppError database_unavailable */
async function redisBackend(url: string): Promise<Backend> {
  // A producer must fail at once when Redis is away: the message is in the database and will be swept up.
  const producer = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, lazyConnect: true });
  await reach(producer);
  const consumer = new Redis(url, { maxRetriesPerRequest: null });
  for (const redis of [producer, consumer]) redis.on('error', reportedElsewhere);
  return {
    queue: (name) => new Queue(name, { connection: producer, defaultJobOptions: RETENTION }),
    inspect: (name) => new Queue(name, { connection: producer }),
    worker: (name, process, options) => new Worker(name, process, { ...options, connection: consumer }),
    async close() {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}

/** What is wrong is in the error event; the call itself only says that the connection is closed. */
async function reach(redis: Redis): Promise<void> {
  let why = '';
  redis.once('error', (error) => (why = messageOf(error)));
  try {
    await redis.connect();
  } catch (cause) {
    redis.disconnect();
    throw new AppError('database_unavailable', `Redis (REDIS_URL) cannot be reached: ${why}`, { cause });
  }
}

async function postgresBackend(url: string): Promise<Backend> {
  const pool = new pg.Pool({
    connectionString: url,
    max: POSTGRES_CONNECTIONS,
    options: '-c search_path=bullmq,public -c timezone=UTC',
  });
  pool.setMaxListeners(0);
  pool.on('error', reportedElsewhere);
  const endPool = endOf(pool);
  await migrateOnce(pool);
  // BullMQ takes a pg.Pool as it is; its type asks for an index signature that pg's class has not.
  const connection = pool as unknown as PostgresConnectionOptions;
  return {
    queue: (name) => new Queue(name, { connection, defaultJobOptions: RETENTION }, createPostgresBackend),
    // Its type names the backend it runs on, which nobody who looks needs to know.
    inspect: (name) => new Queue(name, { connection }, createPostgresBackend) as unknown as Queue,
    worker: (name, process, options) =>
      new Worker(name, process, { ...options, connection }, createPostgresBackend),
    close: endPool,
  };
}

/** The pool says it has ended while its connections still go: a server stopped right then made errors of them. */
function endOf(pool: pg.Pool): () => Promise<void> {
  const open = new Set<pg.PoolClient>();
  pool.on('connect', (client) => open.add(client));
  pool.on('remove', (client) => open.delete(client));
  return async () => {
    await pool.end();
    while (open.size > 0) await once(pool, 'remove');
  };
}

async function migrateOnce(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
}
