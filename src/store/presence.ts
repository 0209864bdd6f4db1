import { Client } from 'pg';
import { AppError, messageOf } from '../errors.ts';
import { LEASE_CLASS } from './lease.ts';

/*
 * Services are present at a database by a shared advisory lock, each on a connection of its own; a restore takes it
 * alone, so that nobody works on what is being replaced, and nobody begins to.
 */

const NAME = 'service';
const AGAIN_MS = 5_000;

/**
 * Says that a service works here until it is closed, also after the database was away.
 * @throws AppError usage while a backup is being restored; database_unavailable
 */
export async function bePresent(url: string): Promise<{ close(): Promise<void> }> {
  let [client, ended, timer]: [Client | null, boolean, NodeJS.Timeout | null] = [null, false, null];
  const again = (lost: Client): void => {
    if (ended || client !== lost) return;
    client = null;
    timer = setTimeout(() => void come().catch(() => {}), AGAIN_MS).unref();
  };
  async function come(): Promise<boolean> {
    const next = new Client({ connectionString: url, application_name: 'duban service', keepAlive: true });
    client = next;
    next.on('error', () => again(next));
    next.on('end', () => again(next));
    try {
      await next.connect();
      return await taken(next, 'pg_try_advisory_lock_shared');
    } catch (error) {
      again(next);
      throw error;
    }
  }
  const first = await come().catch((cause: unknown) => {
    ended = true;
    throw new AppError('database_unavailable', `the database cannot be reached: ${messageOf(cause)}`, {
      cause,
    });
  });
  if (!first) {
    ended = true;
    await (client as Client | null)?.end();
    throw new AppError('usage', 'a backup is being restored into this database: start when that is done');
  }
  return {
    async close() {
      ended = true;
      if (timer) clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}

/**
 * Keeps services away while it works.
 * @throws AppError usage when one is at work
 */
export async function alone<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'duban restore', keepAlive: true });
  client.on('error', () => {}); // what is lost with it, the work itself is told
  try {
    await client.connect();
  } catch (cause) {
    throw new AppError('database_unavailable', 'the database cannot be reached', { cause });
  }
  try {
    if (await taken(client, 'pg_try_advisory_lock')) return await work();
    throw new AppError('usage', 'duban is at work on this database: stop the service first');
  } finally {
    await client.end();
  }
}

async function taken(
  client: Client,
  lock: 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared',
): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(`select ${lock}($1, hashtext($2)) as taken`, [
    LEASE_CLASS,
    NAME,
  ]);
  return rows[0]?.taken === true;
}
