import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

/** Monday 09:10 in Shanghai. */
const MONDAY = new Date('2026-03-02T01:10:00Z');

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

/** As an administrator may have set it for the whole server. */
async function moveServerToShanghai(): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `do $$ begin execute format('alter database %I set timezone = %L', current_database(), 'Asia/Shanghai'); end $$`,
  );
  await client.end();
}

/** `options` in the address replaces what a pool is told: it must not replace the zone. */
describe.each([
  ['plain', ''],
  ['with options of its own', '?options=-c%20work_mem%3D8MB'],
])('an address %s', (_, suffix) => {
  test('on a server in Asia/Shanghai an instant is stored and read as it is', async () => {
    await moveServerToShanghai();
    const opened = openDatabase(`${database.url}${suffix}`);
    await opened.db.accessToken.create({ data: { app: '督办', token: 't', expiresAt: MONDAY } });
    const { rows } = await opened.pool.query(
      `select extract(epoch from "expiresAt")::int as at from "AccessToken"`,
    );
    const read = await opened.db.accessToken.findFirst();
    await opened.close();
    expect(rows).toEqual([{ at: MONDAY.getTime() / 1000 }]);
    expect(read?.expiresAt).toEqual(MONDAY);
  });

  test('a statement may take a minute', async () => {
    const opened = openDatabase(`${database.url}${suffix}`);
    const { rows } = await opened.pool.query('show statement_timeout');
    await opened.close();
    expect(rows).toEqual([{ statement_timeout: '1min' }]);
  });
});

test('a connection that the server ends does no harm to the next query', async () => {
  const opened = openDatabase(database.url, { max: 1 });
  const killer = new Client({ connectionString: database.url });
  await killer.connect();
  const { rows } = await opened.pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  await killer.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
  await killer.end();
  await expect.poll(() => opened.pool.totalCount).toBe(0);
  expect((await opened.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await opened.close();
});
