// Once for all integration tests: a PostgreSQL and a Redis of their own, with nothing of the machine's.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded, type EmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { migrate } from '../../src/store/migrate.ts';
import { startRedis } from './redis-server.ts';
import { silentLog } from './silent-log.ts';
import { TEMPLATE } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server, not a database to work in: see createTestDatabase. */
    pgUrl: string;
    /** Null: no redis-server on this machine. */
    redisUrl: string | null;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const base = mkdtempSync(path.join(os.tmpdir(), 'duban-test-'));
  chmodSync(base, 0o755); // as root, PostgreSQL runs under another account
  const redis = await startRedis(base);
  if (!redis) reportMissingRedis();
  const postgres = await startTemplate(base);
  project.provide('pgUrl', serverUrl(postgres));
  project.provide('redisUrl', redis?.url ?? null);
  return async () => {
    await Promise.all([postgres.stop(), redis?.stop()]);
    rmSync(base, { recursive: true, force: true });
  };
}

async function startTemplate(base: string): Promise<EmbeddedPostgres> {
  const dir = path.join(base, 'postgres');
  const postgres = await startEmbedded({ dir, database: TEMPLATE, fast: true, log: silentLog });
  const directory = path.join(import.meta.dirname, '../../prisma/migrations');
  await migrate({ connectionString: postgres.url, directory, log: silentLog });
  return postgres;
}

function serverUrl(postgres: EmbeddedPostgres): string {
  const url = new URL(postgres.url);
  url.pathname = 'postgres';
  return url.href;
}

function reportMissingRedis(): void {
  if (process.env.CI) throw new Error('no redis-server in CI: half of the queue tests would not run');
  console.warn('\n!!! redis-server is not installed: the Redis half of the suite is SKIPPED !!!\n');
}
