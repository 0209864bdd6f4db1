import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { missingSql } from '../../../scripts/schema-engine.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';

const UNIT = { '1_unit': 'create table unit (name text primary key);' };
const TASK = { '2_task': 'create table task (code text primary key);' };

let directory: string;
let database: TestDatabase;

beforeEach(async () => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'duban-migrations-'));
  database = await createEmptyDatabase();
});

afterEach(async () => {
  await database.drop();
  rmSync(directory, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, sql] of Object.entries(files)) {
    mkdirSync(path.join(directory, name), { recursive: true });
    writeFileSync(path.join(directory, name, 'migration.sql'), sql);
  }
}

const run = () => migrate({ connectionString: database.url, directory, log: silentLog });

async function query<Row extends object>(sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<Row>(sql);
  await client.end();
  return rows;
}

describe('what is pending', () => {
  test('is applied once, in the order of names, and recorded as Prisma records it', async () => {
    write({ ...TASK, ...UNIT });
    expect(await run()).toEqual(['1_unit', '2_task']);
    expect(await run()).toEqual([]);
    expect(
      await query(`select migration_name as name, length(checksum) as checksum, applied_steps_count as steps,
                     finished_at >= started_at as finished from "_prisma_migrations" order by 1`),
    ).toEqual([
      { name: '1_unit', checksum: 64, steps: 1, finished: true },
      { name: '2_task', checksum: 64, steps: 1, finished: true },
    ]);
  });

  test('is applied by one of several processes that start together', async () => {
    write({ ...UNIT, ...TASK });
    const applied = await Promise.all([run(), run(), run(), run()]);
    expect(applied.flat().toSorted()).toEqual(['1_unit', '2_task']);
  });

  test('a file that asks for no transaction gets none', async () => {
    write({ ...UNIT, '2_index': '-- no-transaction\ncreate index concurrently unit_name on unit (name);' });
    expect(await run()).toEqual(['1_unit', '2_index']);
  });
});

describe('is refused', () => {
  test('a migration that fails: with file, line and cause, and nothing of it stays', async () => {
    write({
      ...UNIT,
      '2_task': `create table task (code text);\n-- 整改任务\ninsert into unit (nam) values ('整改办');`,
    });
    await expect(run()).rejects.toThrow(
      'migration 2_task failed at line 3: column "nam" of relation "unit" does not exist (nothing of it is left)',
    );
    expect(await query(`select to_regclass('task') as task`)).toEqual([{ task: null }]);
    write(TASK);
    expect(await run()).toEqual(['2_task']);
  });

  test('a failed migration without a transaction, until somebody has mended it', async () => {
    write({ '1_index': '-- no-transaction\ncreate index concurrently i on nothing (name);' });
    await expect(run()).rejects.toThrow('(it is marked as unfinished)');
    await expect(run()).rejects.toThrow('migration 1_index was begun and not finished');
    await query(`update "_prisma_migrations" set rolled_back_at = now()`); // as prisma migrate resolve does
    write({ ...UNIT, '1_index': '-- mended' });
    expect(await run()).toEqual(['1_index', '1_unit']);
  });

  test('a file that was edited after it was applied', async () => {
    write(UNIT);
    await run();
    write({ '1_unit': 'create table unit (name text);' });
    await expect(run()).rejects.toThrow('migration 1_unit was changed after it was applied');
  });

  test('a database that is newer than the program', async () => {
    write({ ...UNIT, ...TASK });
    await run();
    rmSync(path.join(directory, '2_task'), { recursive: true });
    await expect(run()).rejects.toThrow('the database is newer than this program: it has 2_task');
  });
});

describe('our own migrations', () => {
  const prisma = path.join(import.meta.dirname, '../../../prisma');
  let migrated: TestDatabase;
  beforeEach(async () => {
    migrated = await createTestDatabase();
  });
  afterEach(() => migrated.drop());

  test('are all in the template database', async () => {
    const applied = migrate({
      connectionString: migrated.url,
      directory: path.join(prisma, 'migrations'),
      log: silentLog,
    });
    expect(await applied).toEqual([]);
    expect(readdirSync(path.join(prisma, 'migrations'))).not.toEqual([]);
  });

  test('and the schema agree', async () => {
    expect(await missingSql(migrated.url, path.join(prisma, 'schema.prisma'))).toBeNull();
  });
});
