import { Client, escapeIdentifier } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Occupants } from '../../app/backup/outcome.ts';
import { AppError } from '../../errors.ts';
import { copyIn, sequencesOf, setSequence, tablesOf, withSession, type TableShape } from './shape.ts';
import { rowsOf } from './snapshot.ts';

/*
 * A backup is read into a schema of its own beside the one that is used, proved there, and then changes places with it
 * in one transaction: a restore that fails, or is killed, has changed nothing. What was there stays under another name.
 */

export const DRAFT = 'duban_restore';

/** The address under which everything happens in that schema. */
export function inSchema(url: string, schema: string): string {
  const address = new URL(url);
  const given = address.searchParams.get('options');
  const option = `-c search_path=${schema}`;
  address.searchParams.set('options', given ? `${given} ${option}` : option);
  return address.href;
}

/** An empty draft, in place of one that was left by a restore that was killed. */
export async function beginDraft(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(`drop schema if exists ${DRAFT} cascade`);
    await client.query(`create schema ${DRAFT}`);
  });
}

export const dropDraft = (url: string): Promise<void> =>
  withClient(url, async (client) => void (await client.query(`drop schema if exists ${DRAFT} cascade`)));

/** The tables of the draft, open for rows: one transaction, without the keys that bind tables to each other. */
export interface OpenDraft {
  /** Takes rows as they were kept. */
  fill(table: TableShape, lines: AsyncIterable<Buffer>): Promise<void>;
  /** Binds the tables again, which proves every reference, counts on behind the rows, and keeps all of it. */
  finish(): Promise<void>;
  /** The rows as they now stand, for comparison. */
  hash(table: TableShape): Promise<{ rows: number; sha256: string }>;
  close(): Promise<void>;
}

export async function openDraft(url: string): Promise<OpenDraft> {
  const client = await connect(inSchema(url, DRAFT));
  await client.query('begin');
  const { rows: bonds } = await client.query<{ on: string; name: string; definition: string }>(
    `select conrelid::regclass::text as on, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`,
  );
  for (const { on, name } of bonds)
    await client.query(`alter table ${on} drop constraint ${escapeIdentifier(name)}`);
  const tables = (await tablesOf(client)).map(({ name }) => escapeIdentifier(name));
  // What migrations write, and what triggers add to rows that come, is in the backup already.
  for (const table of tables) {
    await client.query(`alter table ${table} disable trigger user`);
    await client.query(`delete from ${table}`);
  }
  return {
    fill: (table, lines) => pipeline(Readable.from(lines), client.query(copyFrom(copyIn(table)))),
    async finish() {
      for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
      for (const { on, name, definition } of bonds)
        await client.query(`alter table ${on} add constraint ${escapeIdentifier(name)} ${definition}`);
      for (const sequence of await sequencesOf(client)) await client.query(setSequence(sequence));
      await client.query('commit');
      await client.query('analyze');
    },
    async hash(table) {
      const rows = rowsOf(client, table);
      for (;;) {
        const next = await rows.next();
        if (next.done) return next.value;
      }
    },
    close: () => client.end(),
  };
}

/** What is in the database now; null where no duban has been. */
export async function occupants(url: string): Promise<Occupants | null> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('public."AuditEvent"') is not null and to_regclass('public."Round"') is not null as there`,
    );
    if (!rows[0]?.there) return null;
    const counted = await client.query<Occupants>(
      `select (select count(*)::int from public."Round") as rounds, (select count(*)::int from public."Task") as tasks,
         (select count(*)::int from public."AuditEvent") as entries, (select max(at) from public."AuditEvent") as newest`,
    );
    return counted.rows[0] ?? null;
  });
}

/**
 * Puts the draft into place, in one transaction.
 * @param aside what the schema that was used is called from now on; null drops it, as it is empty
 */
export async function swapIn(url: string, aside: string | null): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('begin');
    await client.query(
      aside === null
        ? 'drop schema public cascade'
        : `alter schema public rename to ${escapeIdentifier(aside)}`,
    );
    await client.query(`alter schema ${DRAFT} rename to public`);
    await client.query('commit');
  });
}

/** A database of its own for a drill; null when we may not make one here. */
export async function makeScratch(url: string): Promise<{ url: string; drop(): Promise<void> } | null> {
  const name = `duban_drill_${process.pid}`;
  const statement = (sql: string) => withClient(url, async (client) => void (await client.query(sql)));
  try {
    await statement(`drop database if exists ${name}`);
    await statement(`create database ${name} template template0`);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') return null;
    throw error;
  }
  const address = new URL(url);
  address.pathname = `/${name}`;
  return { url: address.href, drop: () => statement(`drop database if exists ${name} with (force)`) };
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({
    connectionString: withSession(connectionString),
    application_name: 'duban restore',
  });
  client.on('error', () => {}); // whoever asks next is told
  try {
    await client.connect();
  } catch (cause) {
    throw new AppError('database_unavailable', 'the database cannot be reached', { cause });
  }
  return client;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
