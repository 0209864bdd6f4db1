import { existsSync, readdirSync } from 'node:fs';
import { Client } from 'pg';
import type { DatabaseSight } from '../../app/doctor/sights.ts';
import { projectFile } from '../project.ts';
import { codeOf } from './code-of.ts';

const TIMEOUT_MS = 5_000;

/** Connects once, and compares the migrations of the program with those of the database. Changes nothing. */
export async function lookAtDatabase(url: string, embedded: boolean): Promise<DatabaseSight> {
  const client = new Client({
    connectionString: url,
    application_name: 'duban doctor',
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  client.on('error', () => {}); // what is wrong, the query says
  try {
    await client.connect();
    return await read(client, embedded);
  } catch (error) {
    return { kind: 'failed', address: addressOf(url), code: codeOf(error) };
  } finally {
    await client.end().catch(() => {});
  }
}

async function read(client: Client, embedded: boolean): Promise<DatabaseSight> {
  const { rows } = await client.query<{ version: number; migrated: boolean }>(
    `select current_setting('server_version_num')::int as version,
            to_regclass('"_prisma_migrations"') is not null as migrated`,
  );
  const { version, migrated } = rows[0] ?? { version: 0, migrated: false };
  const applied = migrated ? await appliedMigrations(client) : [];
  const known = migrationsOfProgram();
  const names = new Set(applied.map(({ name }) => name));
  return {
    kind: 'open',
    embedded,
    versionNum: version,
    pending: known.filter((name) => !names.has(name)),
    unfinished: applied.filter(({ finished }) => !finished).map(({ name }) => name),
    unknown: [...names].filter((name) => !known.includes(name)),
  };
}

async function appliedMigrations(client: Client): Promise<{ name: string; finished: boolean }[]> {
  const { rows } = await client.query<{ name: string; finished: boolean }>(
    `select migration_name as name, finished_at is not null as finished
     from "_prisma_migrations" where rolled_back_at is null order by migration_name`,
  );
  return rows;
}

const migrationsOfProgram = (): string[] =>
  readdirSync(projectFile('prisma', 'migrations')).filter((name) =>
    existsSync(projectFile('prisma', 'migrations', name, 'migration.sql')),
  );

/** Without user and password. */
function addressOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || '5432'}${pathname}`;
}
