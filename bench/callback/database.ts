import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../../src/embedded/postgres.ts';
import { createLog } from '../../src/log.ts';
import { projectFile } from '../../src/main/project.ts';
import { migrate } from '../../src/store/migrate.ts';

const log = createLog('warn', 'stderr');

/** A PostgreSQL that keeps its promises (fsync is on), where every measurement gets a database of its own. */
export interface Server {
  /** With all migrations and no rows. */
  fresh(): Promise<Scratch>;
  version(): Promise<string>;
  close(): Promise<void>;
}

export interface Scratch {
  readonly url: string;
  countMessages(): Promise<number>;
  drop(): Promise<void>;
}

/** @param url null: the PostgreSQL from node_modules, in a temporary folder */
export async function openServer(url: string | null): Promise<Server> {
  if (url !== null) return serverAt(url, async () => {});
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-bench-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL runs under another account
  const postgres = await startEmbedded({ dir: path.join(folder, 'postgres'), log });
  return serverAt(postgres.url, async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

const serverAt = (url: string, close: () => Promise<void>): Server => ({
  close,
  async version() {
    const [row] = await ask(url, 'show server_version');
    return String(row?.['server_version']);
  },
  async fresh() {
    const name = `duban_bench_${randomUUID().replaceAll('-', '')}`;
    await ask(url, `create database ${name}`);
    const address = new URL(url);
    address.pathname = name;
    const own = address.href;
    await migrate({ connectionString: own, directory: projectFile('prisma', 'migrations'), log });
    await ask(own, 'checkpoint'); // what the one before has left to write is not to slow this one down
    return {
      url: own,
      async countMessages() {
        const [row] = await ask(own, 'select count(*)::int as count from "InboundMessage"');
        return Number(row?.['count']);
      },
      drop: async () => void (await ask(url, `drop database ${name} with (force)`)),
    };
  },
});

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
