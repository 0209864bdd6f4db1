// npm run migration -- NAME     writes the difference between prisma/schema.prisma and the migrations as a new one
// npm run migration -- --check  exits 1 when there is a difference
//
// All migrations are applied to an empty database, and what came of it is compared with the schema. SQL written by
// hand goes into the same files. The comparison does not see triggers, functions, views, check and exclusion
// constraints, nor indexes that the schema cannot name (partial, on expressions, INCLUDE, NULLS NOT DISTINCT): it
// neither misses nor drops them. It does see tables, columns (generated ones too) and plain indexes: those that the
// schema does not name, the next migration would drop.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbedded } from '../src/embedded/postgres.ts';
import { migrate } from '../src/store/migrate.ts';
import { missingSql } from './schema-engine.ts';

const root = path.join(import.meta.dirname, '..');
const directory = path.join(root, 'prisma/migrations');
const log = { debug() {}, info() {}, warn: console.warn, error: console.error };

const [argument = ''] = process.argv.slice(2);
if (argument === '--check') check(await difference());
else if (/^[a-z][a-z0-9_]*$/.test(argument)) write(argument, await difference());
else fail('usage: npm run migration -- NAME (small letters, digits and _) | --check');

async function difference(): Promise<string | null> {
  const base = mkdtempSync(path.join(os.tmpdir(), 'duban-migration-'));
  chmodSync(base, 0o755); // as root, PostgreSQL runs under another account
  const postgres = await startEmbedded({ dir: path.join(base, 'postgres'), fast: true, log });
  try {
    await migrate({ connectionString: postgres.url, directory, log });
    return await missingSql(postgres.url, path.join(root, 'prisma/schema.prisma'));
  } finally {
    await postgres.stop();
    rmSync(base, { recursive: true });
  }
}

function check(sql: string | null): void {
  if (sql === null) console.log('schema and migrations agree');
  else fail(`the schema says more than the migrations do:\n\n${sql}\nnpm run migration -- NAME`);
}

function write(name: string, sql: string | null): void {
  const time = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = path.join(directory, `${time}_${name}`);
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'migration.sql'), sql ?? '-- the schema did not change: SQL by hand\n');
  writeFileSync(path.join(directory, 'migration_lock.toml'), 'provider = "postgresql"\n');
  console.log(`written: ${path.relative(root, folder)}`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
