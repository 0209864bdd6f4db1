import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEmbedded, type EmbeddedPostgres } from '../../../src/embedded/postgres.ts';
import { silentLog } from '../../support/silent-log.ts';
import { postmasterOf, startApplication } from './application.ts';

const isRoot = process.getuid?.() === 0;

let base: string;
let dir: string;

beforeEach(() => {
  base = mkdtempSync(path.join(os.tmpdir(), 'duban-embedded-'));
  chmodSync(base, 0o755);
  dir = path.join(base, 'postgres');
});

afterEach(() => {
  const left = postmasterOf(dir);
  if (left !== undefined && left !== process.pid) process.kill(left, 'SIGQUIT');
  rmSync(base, { recursive: true, force: true, maxRetries: 20 });
});

const start = (options: { dir?: string; fallback?: string } = {}) =>
  startEmbedded({ dir, fast: true, log: silentLog, ...options });

async function ask<Row extends object>({ url }: EmbeddedPostgres, sql: string): Promise<Row | undefined> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Row>(sql);
  await client.end();
  return rows[0];
}

const lastWritten = async (postgres: EmbeddedPostgres): Promise<number> =>
  (await ask<{ id: number }>(postgres, 'select max(id) as id from written'))?.id ?? 0;

describe('one process', () => {
  test('keeps its data from one start to the next and leaves no server behind', async () => {
    const first = await start();
    expect(first.adopted).toBe(false);
    await ask(first, `create table unit as select '整改办' as name`);
    await first.stop();
    expect(postmasterOf(dir)).toBeUndefined();

    const second = await start();
    const row = await ask(second, `select name, current_setting('max_connections') as room from unit`);
    await second.stop();
    expect(row).toEqual({ name: '整改办', room: '100' });
  });

  test('a postmaster.pid that names a living stranger is no server', async () => {
    await (await start()).stop();
    writeFileSync(
      path.join(dir, 'postmaster.pid'),
      `${process.pid}\n${dir}\n1\n5432\n\n127.0.0.1\n\nready\n`,
    );
    const postgres = await start();
    expect(postgres.adopted).toBe(false);
    await postgres.stop();
  });

  test('what a killed first start has left is cleared away', async () => {
    mkdirSync(path.join(base, 'postgres.new-999999999'));
    await (await start()).stop();
    expect(existsSync(path.join(base, 'postgres.new-999999999'))).toBe(false);
  });

  test('an empty folder is taken', async () => {
    mkdirSync(dir);
    await (await start()).stop();
    expect(existsSync(path.join(dir, 'PG_VERSION'))).toBe(true);
  });

  test('a folder that is no cluster is not overwritten', async () => {
    mkdirSync(dir);
    writeFileSync(path.join(dir, '台账.xlsx'), '');
    await expect(start()).rejects.toThrow(/not empty/);
    expect(existsSync(path.join(dir, '台账.xlsx'))).toBe(true);
  });
});

describe.runIf(isRoot)('as root', () => {
  test('below a closed folder data and programs go elsewhere', async () => {
    const closed = path.join(base, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const postgres = await start({
      dir: path.join(closed, 'postgres'),
      fallback: path.join(base, 'fallback'),
    });
    await postgres.stop();
    expect(existsSync(path.join(closed, 'postgres'))).toBe(false);
    expect(existsSync(path.join(base, 'fallback'))).toBe(true);
  });

  test('the folder of another user is refused by name', async () => {
    mkdirSync(dir);
    chownSync(dir, 65_534, 65_534);
    await expect(start()).rejects.toThrow(/belongs to another user \(uid 65534.*DUBAN_DATA_DIR/);
  });
});

describe('several processes', () => {
  test('a second one is refused with the process that owns the folder', async () => {
    const owner = startApplication(dir);
    await owner.until('ready');
    await expect(start()).rejects.toMatchObject({
      code: 'data_folder_in_use',
      message: expect.stringMatching(new RegExp(`process ${owner.pid}.*DUBAN_DATA_DIR`)),
    });
    process.kill(owner.pid, 'SIGTERM');
    expect(await owner.exited).toBe(0);
  });

  test('of two first starts at once one wins, the other is refused', async () => {
    const both = [startApplication(dir), startApplication(dir)];
    const lines = await Promise.all(both.map((application) => application.next()));
    expect(lines.map((line) => line.event).toSorted()).toEqual(['ready', 'refused']);
    const winner = both[lines.findIndex((line) => line.event === 'ready')];
    expect(lines.find((line) => line.event === 'refused')?.message).toContain(`process ${winner?.pid}`);
    if (winner) process.kill(winner.pid, 'SIGTERM');
    await Promise.all(both.map((application) => application.exited));
  });

  test('after a kill -9 of the application its server is adopted, nothing written is lost', async () => {
    const killed = startApplication(dir, 'write');
    await killed.until('written');
    const { id } = await killed.until('written');
    process.kill(killed.pid, 'SIGKILL');
    await killed.exited;
    const server = postmasterOf(dir);

    const postgres = await start();
    expect(postgres.adopted).toBe(true);
    expect(postmasterOf(dir)).toBe(server);
    expect(await lastWritten(postgres)).toBeGreaterThanOrEqual(id ?? Infinity);
    await postgres.stop();
    expect(postmasterOf(dir)).toBeUndefined();
  });

  test('after a kill -9 of application and server the data recover', async () => {
    const killed = startApplication(dir, 'write');
    await killed.until('written');
    const { id } = await killed.until('written');
    const server = postmasterOf(dir) ?? 0;
    process.kill(server, 'SIGKILL');
    process.kill(killed.pid, 'SIGKILL');
    await killed.exited;

    const postgres = await start();
    expect(postgres.adopted).toBe(false);
    expect(await lastWritten(postgres)).toBeGreaterThanOrEqual(id ?? Infinity);
    await postgres.stop();
  });

  test('Ctrl-C in the terminal: the database serves until the application has finished', async () => {
    const application = startApplication(dir);
    await application.until('ready');
    process.kill(-application.pid, 'SIGINT'); // the whole process group, as a terminal does
    await application.until('written');
    expect(await application.exited).toBe(0);
    expect(postmasterOf(dir)).toBeUndefined();
  });

  test.each([
    ['process.exit()', 'exit', 0],
    ['an uncaught error', 'throw', 1],
  ] as const)('%s stops the server, and the next start need not wait for it', async (_, mode, code) => {
    const application = startApplication(dir, mode);
    expect(await application.exited).toBe(code);
    const postgres = await start();
    expect(postgres.adopted).toBe(false);
    await postgres.stop();
  });
});
