import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { LEASE_CLASS } from '../lease.ts';
import { copyOut, sequencesOf, tablesOf, withSession, type Sequence, type TableShape } from './shape.ts';

/** The database as it is at one moment, whatever is written meanwhile. */
export interface Snapshot {
  readonly tables: readonly TableShape[];
  readonly sequences: readonly Sequence[];
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[];
  /** `server_version`. */
  readonly server: string;
  /** The rows as lines of COPY's text format, in pieces of some megabytes. */
  rows(table: TableShape): AsyncGenerator<Buffer, { rows: number; sha256: string }>;
  /** Hashes of the files that rows speak of. */
  media(): Promise<string[]>;
  ask<Row extends object>(sql: string): Promise<Row[]>;
  close(): Promise<void>;
}

const PIECE = 4 * 1024 * 1024;

/** Files that a backup will read must not be removed before it has. */
export const BACKUP_LOCK = 'backup';

/** One transaction on a connection of its own; also of a standby. */
export async function openSnapshot(url: string): Promise<Snapshot> {
  const client = new Client({ connectionString: withSession(url), application_name: 'duban backup' });
  client.on('error', () => {}); // whoever asks next is told
  await client.connect();
  try {
    await client.query('select pg_advisory_lock_shared($1, hashtext($2))', [LEASE_CLASS, BACKUP_LOCK]);
    await client.query('begin isolation level repeatable read read only');
    const ask = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows;
    return {
      tables: await tablesOf(client),
      sequences: await sequencesOf(client),
      migrations: await ask(
        `select migration_name as name, checksum from "_prisma_migrations"
         where finished_at is not null and rolled_back_at is null order by 1`,
      ),
      server: (await ask<{ server_version: string }>('show server_version'))[0]?.server_version ?? '',
      rows: (table) => rowsOf(client, table),
      media: async () =>
        (
          await ask<{ sha256: string }>(
            `select sha256 from "Evidence" union select sha256 from "InboundMedia" order by 1`,
          )
        ).map(({ sha256 }) => sha256),
      ask,
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** The rows of a table in the form they are kept in; answers at the end with how many they were, and their hash. */
export async function* rowsOf(
  client: Client,
  table: TableShape,
): AsyncGenerator<Buffer, { rows: number; sha256: string }> {
  const stream = client.query(copyTo(copyOut(table)));
  const hash = createHash('sha256');
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < PIECE) continue;
    yield Buffer.concat(held);
    [held, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(held);
  return { rows: stream.rowCount, sha256: hash.digest('hex') };
}
