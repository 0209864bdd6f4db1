import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onRedis } from '../faults/ground.ts';
import type { Stage } from '../faults/stage.ts';

/** What is in use when a week is over and nothing goes on. */
export interface Sample {
  readonly processes: Readonly<Record<string, ProcessUse>>;
  /** Of the service at PostgreSQL. */
  readonly connections: number;
  readonly redis: { readonly keys: number; readonly clients: number; readonly mb: number };
  readonly tables: readonly TableUse[];
}

export interface ProcessUse {
  /** Of JavaScript's heap, after its garbage is collected, without what is compiled. */
  readonly heapMb: number;
  /** Compiled: for hours V8 goes on to compile what is used often, and again what it has compiled wrongly. */
  readonly codeMb: number;
  /** Buffers and the like, outside it. */
  readonly externalMb: number;
  readonly residentMb: number;
  /** Open files, sockets among them. */
  readonly files: number;
}

export interface TableUse {
  readonly name: string;
  readonly rows: number;
  /** Rows that are no longer seen and whose room is not free yet. */
  readonly dead: number;
  /** With its indexes, in bytes. */
  readonly bytes: number;
}

const MB = 2 ** 20;
const HOOK = path.join(import.meta.dirname, 'memory-hook.mjs');
const memoryFile = (folder: string, name: string): string => path.join(folder, `memory-${name}.json`);

/** For the processes, so that they can be measured. */
export const measured = (folder: string, name: string): Record<string, string> => ({
  NODE_OPTIONS: `--import ${HOOK}`,
  SOAK_MEMORY: memoryFile(folder, name),
});

export async function takeSample(stage: Stage): Promise<Sample> {
  const uses = await Promise.all(
    [...stage.pids()].map(async ([name, pid]) => [name, await useOf(stage, name, pid)] as const),
  );
  const { rows } = await stage.pool.query<{ count: number }>(
    `select count(*)::int from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
     and application_name <> 'soak'`,
  );
  return {
    processes: Object.fromEntries(uses),
    connections: rows[0]?.count ?? 0,
    redis: await redisUse(stage),
    tables: await tableUses(stage),
  };
}

async function useOf({ folder }: Stage, name: string, pid: number): Promise<ProcessUse> {
  const file = memoryFile(folder, name);
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  const patience = AbortSignal.timeout(30_000);
  while (!existsSync(file)) {
    if (patience.aborted) throw new Error(`${name} did not say what it uses`);
    await pause(50);
  }
  const { data, code, external, rss } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  return {
    heapMb: (data ?? 0) / MB,
    codeMb: (code ?? 0) / MB,
    externalMb: (external ?? 0) / MB,
    residentMb: (rss ?? 0) / MB,
    files: readdirSync(`/proc/${pid}/fd`).length,
  };
}

const redisUse = ({ redis: { url } }: Stage): Promise<Sample['redis']> =>
  onRedis(url, async (redis) => {
    const info = await redis.info();
    const of = (field: string) => Number(new RegExp(`^${field}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
    return { keys: await redis.dbsize(), clients: of('connected_clients'), mb: of('used_memory') / MB };
  });

async function tableUses({ pool }: Stage): Promise<TableUse[]> {
  // What the statistics know of a table is what was seen last; so that rows and bytes are of the same moment.
  await pool.query('analyze');
  const { rows } = await pool.query<TableUse>(
    `select relname as name, n_live_tup::int as rows, n_dead_tup::int as dead,
       pg_total_relation_size(relid)::int8::float8 as bytes
     from pg_stat_user_tables order by bytes desc`,
  );
  return rows;
}
