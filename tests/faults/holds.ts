import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Stage } from './stage.ts';

/** Where a process is to stand still: a statement it is about to make, of rows of this kind. */
export interface Place {
  readonly table: string;
  readonly on: 'insert' | 'update';
  /** SQL over `new`, and `old` of an update. */
  readonly when?: string;
}

export interface Hold {
  /** Resolves when so many statements stand there. */
  reached(count?: number): Promise<void>;
  /** They go on. @param lost they never happened: the server ends their connections first */
  release(lost?: boolean): Promise<void>;
}

const KEY = 770_077;
const PATIENCE_MS = 90_000;

/** A trigger that waits for a lock we have: the service itself is as it is. One at a time. */
export async function holdAt({ databaseUrl }: Stage, { table, on, when }: Place): Promise<Hold> {
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  await client.query('select pg_advisory_lock($1)', [KEY]);
  await client.query(`
    create or replace function fault_hold() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(${KEY}); return new; end $$`);
  await client.query(
    `create trigger fault_hold before ${on} on "${table}" for each row ${when === undefined ? '' : `when (${when})`}
     execute function fault_hold()`,
  );
  const waiting = `select pid from pg_locks where locktype = 'advisory' and objid = ${KEY} and not granted
    and database = (select oid from pg_database where datname = current_database())`;
  return {
    async reached(count = 1) {
      const patience = AbortSignal.timeout(PATIENCE_MS);
      while ((await client.query(waiting)).rows.length < count) {
        if (patience.aborted) throw new Error(`nobody came to ${on} ${table}`);
        await pause(20);
      }
    },
    async release(lost = false) {
      if (lost) await client.query(`select pg_terminate_backend(pid) from (${waiting}) as held`);
      await client.query('select pg_advisory_unlock($1)', [KEY]);
      await client.end();
    },
  };
}
