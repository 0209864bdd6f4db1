import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { joinEmbedded, startEmbedded, type EmbeddedPostgres } from '../../../src/embedded/postgres.ts';
import { silentLog } from '../../support/silent-log.ts';
import { postmasterOf, startApplication } from './application.ts';

const isRoot = process.getuid?.() === 0;

let base: string;
let dir: string;

function makeBase(): void {
  base = mkdtempSync(path.join(os.tmpdir(), 'duban-embedded-'));
  chmodSync(base, 0o755);
  dir = path.join(base, 'postgres');
}

/** What a failed test has left running. */
function stopServer(): void {
  const left = postmasterOf(dir);
  if (left !== undefined && left !== process.pid) process.kill(left, 'SIGQUIT');
}

const removeBase = () => rmSync(base, { recursive: true, force: true, maxRetries: 20 });

const start = (options: { dir?: string; fallback?: string } = {}) =>
  startEmbedded({ dir, fast: true, log: silentLog, ...options });

const join = () => joinEmbedded({ dir, fast: true, log: silentLog });

async function ask<Row extends object>({ url }: EmbeddedPostgres, sql: string): Promise<Row | undefined> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Row>(sql);
  await client.end();
  return rows[0];
}

const lastWritten = async (postgres: EmbeddedPostgres): Promise<number> =>
  (await ask<{ id: number }>(postgres, 'select max(id) as id from written'))?.id ?? 0;

describe('the first start', () => {
  beforeEach(makeBase);
  afterEach(() => {
    stopServer();
    removeBase();
  });

  test('makes a database that keeps its data, and stop leaves no server behind', async () => {
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

  test('clears away what a killed first start has left', async () => {
    mkdirSync(path.join(base, 'postgres.new-999999999'));
    await (await start()).stop();
    expect(existsSync(path.join(base, 'postgres.new-999999999'))).toBe(false);
  });

  test('takes an empty folder', async () => {
    mkdirSync(dir);
    await (await start()).stop();
    expect(existsSync(path.join(dir, 'PG_VERSION'))).toBe(true);
  });

  test('does not overwrite a folder that is no database', async () => {
    mkdirSync(dir);
    writeFileSync(path.join(dir, '台账.xlsx'), '');
    await expect(start()).rejects.toThrow(/not empty/);
    expect(existsSync(path.join(dir, '台账.xlsx'))).toBe(true);
  });

  test('of two at once one wins, the other is refused', async () => {
    const both = [startApplication(dir), startApplication(dir)];
    const lines = await Promise.all(both.map((application) => application.next()));
    expect(lines.map((line) => line.event).toSorted()).toEqual(['ready', 'refused']);
    const winner = both[lines.findIndex((line) => line.event === 'ready')];
    expect(lines.find((line) => line.event === 'refused')?.message).toContain(`process ${winner?.pid}`);
    if (winner) process.kill(winner.pid, 'SIGTERM');
    await Promise.all(both.map((application) => application.exited));
  });

  test.runIf(isRoot)('as root below a closed folder: data go elsewhere', async () => {
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

  test.runIf(isRoot)('the folder of another user is refused by name', async () => {
    mkdirSync(dir);
    chownSync(dir, 65_534, 65_534);
    await expect(start()).rejects.toThrow(/belongs to another user \(uid 65534.*DUBAN_DATA_DIR/);
  });
});

describe('a folder that exists', () => {
  beforeAll(async () => {
    makeBase();
    await (await start()).stop();
  });
  afterEach(stopServer);
  afterAll(removeBase);

  test('a postmaster.pid that names a living stranger is no server', async () => {
    writeFileSync(
      path.join(dir, 'postmaster.pid'),
      `${process.pid}\n${dir}\n1\n5432\n\n127.0.0.1\n\nready\n`,
    );
    const postgres = await start();
    expect(postgres.adopted).toBe(false);
    await postgres.stop();
  });

  test('a second process is refused with the one that owns the folder', async () => {
    const owner = startApplication(dir);
    await owner.until('ready');
    await expect(start()).rejects.toMatchObject({
      code: 'data_folder_in_use',
      message: expect.stringMatching(new RegExp(`process ${owner.pid}.*DUBAN_DATA_DIR`)),
    });
    process.kill(owner.pid, 'SIGTERM');
    expect(await owner.exited).toBe(0);
  });

  test('a command beside a running service is its guest and stops nothing', async () => {
    const service = startApplication(dir);
    await service.until('ready');
    const guest = await join();
    await guest.stop();
    process.kill(service.pid, 'SIGTERM'); // it writes once more before it ends
    await service.until('written');
    expect(await service.exited).toBe(0);
  });

  test('a command without a service starts the server and stops it', async () => {
    const alone = await join();
    expect(alone.adopted).toBe(false);
    await alone.stop();
    expect(postmasterOf(dir)).toBeUndefined();
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
    const server = postmasterOf(dir);
    expect(server).toBeDefined();
    if (server !== undefined) process.kill(server, 'SIGKILL');
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
