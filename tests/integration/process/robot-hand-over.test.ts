import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { readConfig } from '../../../src/config.ts';
import { readCorp } from '../../../src/main/corp.ts';
import { loadExampleRound, wecomSettings } from '../../../src/main/example.ts';
import { openApp, type App } from '../../../src/main/open-app.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';
import { startDuban, until, type Duban } from './duban.ts';

let base: string;
let database: TestDatabase;
let sandbox: Sandbox;
let app: App;
let running: Duban[] = [];

beforeEach(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'duban-robot-'));
  database = await createTestDatabase();
  const corp = readCorp(null);
  sandbox = await startSandbox({ port: 0, corp, callback: null });
  app = await openApp({
    databaseUrl: database.url,
    redisUrl: null,
    clock: systemClock('Asia/Shanghai'),
    log: silentLog,
    wecom: wecomSettings(readConfig({}), corp, sandbox.url),
    dataDir: base,
  });
  await loadExampleRound(app, corp);
});
afterEach(async () => {
  for (const duban of running) duban.signal('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  running = [];
  await app.close();
  await sandbox.close();
  await database.drop();
  rmSync(base, { recursive: true, force: true });
});

async function start(role: 'robot' | 'worker'): Promise<Duban> {
  const env = { DATABASE_URL: database.url, DUBAN_DATA_DIR: base, SANDBOX_PORT: `${sandbox.port}` };
  const duban = startDuban(base, env, ['start', '--role', role]);
  running.push(duban);
  await duban.ready();
  return duban;
}

const api = async (what: string, body?: object) =>
  (
    await fetch(`${sandbox.url}/sandbox/api${what}`, {
      method: body ? 'POST' : 'GET',
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
  ).json() as Promise<Record<string, unknown>>;

/** How often the robot answered that person. */
async function answers(userid: string): Promise<number> {
  const { messages } = (await api(`/robot/${userid}/messages?after=0`)) as {
    messages: { direction: string }[];
  };
  return messages.filter(({ direction }) => direction === 'out').length;
}

/** The process whose connection is up; null while there is none. Read at once: the two change together. */
async function ownerPid(): Promise<number | null> {
  const robot = await app.deps.store.robotStates.get(app.deps.robotId ?? '');
  return robot?.state === 'up' ? Number(robot.owner.split('/').at(-1)) : null;
}

const robotStates = async () =>
  (await app.deps.store.outbound.list({ since: new Date(0), limit: 50 }))
    .filter(({ via }) => via === 'robot')
    .map(({ state }) => state);

test('两个进程守着机器人，杀掉占着连接的那个：另一个在一分钟内接上，一条不少，一条不多', async () => {
  const pair = [await start('robot'), await start('robot')];
  await start('worker');
  await until(async () => (await ownerPid()) !== null);
  await api('/robot/luhaiping/text', { content: '我的任务' });
  // Marked, too: killed between the two, it is for a person to say whether the answer came through.
  await until(async () => (await robotStates()).join() === 'sent');
  expect(await answers('luhaiping')).toBe(1);

  const owningPid = await ownerPid();
  expect(pair.map(({ pid }) => pid)).toContain(owningPid);
  pair.find(({ pid }) => pid === owningPid)?.signal('SIGKILL');
  const killedAt = performance.now();
  await until(async () => ![null, owningPid].includes(await ownerPid()));
  expect(performance.now() - killedAt).toBeLessThan(60_000);

  await api('/robot/luhaiping/text', { content: '帮助' });
  await until(async () => (await answers('luhaiping')) === 2);
  await app.deps.queue.enqueue([{ name: 'sweep' }]);
  await until(async () => (await robotStates()).join() === 'sent,sent');
  expect(await answers('luhaiping')).toBe(2);
}, 120_000);
