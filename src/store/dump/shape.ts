import type { Client } from 'pg';

/*
 * What of the database goes into a backup: every table of ours but those that only mirror the outside, and whatever the
 * migrations make by themselves.
 */

export interface TableShape {
  readonly name: string;
  /** In the order of the backup's lines. */
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

/** A column that counts up by itself. */
export interface Sequence {
  readonly table: string;
  readonly column: string;
}

/**
 * A token for WeCom's API is a secret and is fetched anew; a connection is found again; a migration is applied; what has
 * changed is told to processes that have looked before.
 */
const LEFT_OUT: readonly string[] = [
  'AccessToken',
  'RobotState',
  'CallbackSighting',
  'DeskChange',
  '_prisma_migrations',
];

/** By the connection's current schema. */
export async function tablesOf(client: Client): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `select c.relname::text as name,
       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       coalesce((select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary), '{}') as key
     from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
       and c.relname <> all($1) order by c.relname`,
    [LEFT_OUT],
  );
  return rows;
}

export async function sequencesOf(client: Client): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select c.relname::text as table, a.attname::text as column
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
       and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null order by 1, 2`,
  );
  return rows;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** By the key, so that the same rows are the same lines. */
export const copyOut = ({ name, columns, key }: TableShape): string =>
  `copy (select ${columns.map(quoted).join(', ')} from ${quoted(name)}${
    key.length > 0 ? ` order by ${key.map(quoted).join(', ')}` : ''
  }) to stdout`;

export const copyIn = ({ name, columns }: TableShape): string =>
  `copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`;

/** After the rows are in, the next number is the one behind the highest. */
export const setSequence = ({ table, column }: Sequence): string =>
  `select setval(pg_get_serial_sequence(${literal(quoted(table))}, ${literal(column)}),
     coalesce((select max(${quoted(column)}) from ${quoted(table)}), 0) + 1, false)`;

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The session in which rows are written and read: the same text on every server. */
const SESSION =
  '-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c extra_float_digits=1 -c lock_timeout=30s ' +
  '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0';

/** In the address: what stands there wins over the client's own options. */
export function withSession(url: string, more = ''): string {
  const address = new URL(url);
  const given = address.searchParams.get('options');
  address.searchParams.set('options', [given, SESSION, more].filter(Boolean).join(' '));
  return address.href;
}
