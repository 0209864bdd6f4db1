import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client, type DatabaseError } from 'pg';
import type { Log } from '../app/ports.ts';
import { AppError, messageOf } from '../errors.ts';

/*
 * Applies ordinary Prisma migrations with plain `pg`, in the table that `prisma migrate deploy` keeps and under the
 * lock it takes: either of the two can be used. Needs a direct connection, not a pooler in transaction mode.
 */

export interface MigrateOptions {
  readonly connectionString: string;
  /** Holds one folder per migration, each with a `migration.sql`. */
  readonly directory: string;
  readonly log: Log;
  /** Only as far as a backup's database had come; null or absent: all. */
  readonly upTo?: ReadonlySet<string> | null;
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** sha256 of the file, hexadecimal. */
  readonly checksum: string;
}

const PRISMA_LOCK = 72_707_369;

const PRISMA_TABLE = `create table if not exists "_prisma_migrations" (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

/**
 * Applies what is pending, in the order of names; several processes may call it at once. Returns the names applied.
 * @throws AppError database_unavailable
 * @throws Error when a migration fails, was edited after it was applied, was left unfinished, or is unknown to us
 */
export async function migrate({
  connectionString,
  directory,
  log,
  upTo = null,
}: MigrateOptions): Promise<string[]> {
  const migrations = readMigrations(directory);
  const client = new Client({ connectionString, application_name: 'duban migrate' });
  try {
    await client.connect();
  } catch (cause) {
    throw new AppError('database_unavailable', `the database cannot be reached: ${messageOf(cause)}`, {
      cause,
    });
  }
  try {
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK]); // until the connection ends
    await client.query(PRISMA_TABLE);
    const pending = pendingOf(migrations, await appliedChecksums(client));
    const wanted = pending.filter(({ name }) => upTo === null || upTo.has(name));
    for (const migration of wanted) {
      await apply(client, migration);
      log.info({ name: migration.name }, 'migration_applied');
    }
    return wanted.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function readMigrations(directory: string): readonly Migration[] {
  const folders = readdirSync(directory).filter((name) =>
    existsSync(path.join(directory, name, 'migration.sql')),
  );
  return folders.toSorted().map((name) => {
    const sql = readFileSync(path.join(directory, name, 'migration.sql'), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/** Checksums by name, of the files there are. */
export const knownMigrations = (directory: string): ReadonlyMap<string, string> =>
  new Map(readMigrations(directory).map(({ name, checksum }) => [name, checksum]));

/** Checksums by name. */
async function appliedChecksums(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as finished
     from "_prisma_migrations" where rolled_back_at is null`,
  );
  const unfinished = rows.find((row) => !row.finished);
  if (unfinished)
    throw new Error(
      `migration ${unfinished.name} was begun and not finished: mend it, see "prisma migrate resolve"`,
    );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

function pendingOf(
  migrations: readonly Migration[],
  applied: ReadonlyMap<string, string>,
): readonly Migration[] {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Error(`the database is newer than this program: it has ${unknown.join(', ')}`);
  const edited = migrations.find(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum);
  if (edited) throw new Error(`migration ${edited.name} was changed after it was applied`);
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: Client, migration: Migration): Promise<void> {
  const id = randomUUID();
  // A line of its own for the one statement that wants no transaction: `create index concurrently`.
  const alone = /^-- no-transaction\s*$/m.test(migration.sql);
  try {
    if (!alone) await client.query('begin');
    await client.query(
      `insert into "_prisma_migrations" (id, checksum, migration_name) values ($1, $2, $3)`,
      [id, migration.checksum, migration.name],
    );
    await client.query(migration.sql);
    await client.query(
      `update "_prisma_migrations" set finished_at = clock_timestamp(), applied_steps_count = 1 where id = $1`,
      [id],
    );
    if (!alone) await client.query('commit');
  } catch (cause) {
    const undone = alone
      ? client.query('update "_prisma_migrations" set logs = $2 where id = $1', [id, messageOf(cause)])
      : client.query('rollback');
    await undone.catch(() => {}); // the connection may be gone, and the cause says more
    throw failure(migration, cause, alone);
  }
}

function failure({ name, sql }: Migration, cause: unknown, alone: boolean): Error {
  const left = alone ? 'it is marked as unfinished' : 'nothing of it is left';
  return new Error(`migration ${name} failed${placeOf(cause, sql)}: ${messageOf(cause)} (${left})`, {
    cause,
  });
}

/** PostgreSQL counts characters from the start of the file. */
function placeOf(cause: unknown, sql: string): string {
  const { position } = cause as Partial<DatabaseError>;
  return position ? ` at line ${sql.slice(0, Number(position)).split('\n').length}` : '';
}
