import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readCorp } from '../../../src/main/corp.ts';
import { openHouse, type House } from '../../support/house.ts';
import { silentLog } from '../../support/silent-log.ts';
import { aBrowser } from '../api/a-browser.ts';

/* A day of the house with everything that writes something, faults too; then every secret is looked for in all of it. */

const MONDAY = '2026-06-08';

let house: House;
const logged: string[] = [];

beforeAll(async () => {
  house = await openHouse({ date: MONDAY, time: '09:00' });
});
afterAll(() => house.close());

beforeEach(() => {
  for (const level of ['debug', 'info', 'warn', 'error'] as const)
    vi.spyOn(silentLog, level).mockImplementation((...line) => void logged.push(textOf(line)));
});
afterEach(() => vi.restoreAllMocks());

/** With what an error hides from JSON. */
const textOf = (line: unknown): string =>
  JSON.stringify(line, (_key, value: unknown) =>
    value instanceof Error ? { message: value.message, stack: value.stack, cause: value.cause } : value,
  );

function secrets(): Readonly<Record<string, string>> {
  const { agent, robot, groups } = readCorp(null);
  return {
    'the corporation’s secret': agent.secret,
    'the callback’s Token': agent.callbackToken,
    'the callback’s AES key': agent.callbackAesKey,
    ...(robot && { 'the robot’s secret': robot.secret }),
    ...Object.fromEntries(groups.map(({ id, webhookKey }) => [`the key of ${id}`, webhookKey])),
    'the database’s password': new URL(house.url).password,
    'the session secret': readFileSync(path.join(house.dataDir, 'session-secret'), 'utf8'),
  };
}

/** Every row of every table as text, ours and the queue's. */
async function tables(): Promise<Readonly<Record<string, string>>> {
  const { pool } = house.service.app.database;
  const { rows: names } = await pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const texts: Record<string, string> = {};
  for (const { name } of names) {
    const { rows } = await pool.query<{ text: string }>(`select each::text as text from ${name} each`);
    texts[name] = rows.map(({ text }) => text).join('\n');
  }
  return texts;
}

async function aDay(): Promise<string[]> {
  const said: string[] = [];
  const browser = aBrowser(house);
  await browser.signIn('luhaiping', (back) => back.searchParams.set('code', 'made-up'));
  await browser.signIn('shenjingyi');
  await house.fault({ path: '/cgi-bin/message/send', status: 500, times: 2 });
  await house.at(MONDAY, '09:10');
  await house.say('luhaiping', '14 推进中，结算资料已收齐');
  await house.sendPicture('luhaiping');
  await fetch(`${house.service.url}/wecom/callback?msg_signature=x&timestamp=1&nonce=1`, {
    method: 'POST',
    body: '<xml><Encrypt>AAAA</Encrypt></xml>',
  });
  await house.at('2026-06-10', '15:10');
  await house.at('2026-06-12', '16:20');
  for (const call of ['/me', '/tasks', '/health', '/openapi.json', '/nothing'])
    said.push(await (await browser.get(call)).text());
  for (const page of ['/metrics', '/healthz', '/readyz'])
    said.push(await (await fetch(new URL(page, house.service.url ?? ''))).text());
  return said;
}

test('一天下来，日志、队列、库表、接口的回答里都没有密钥', async () => {
  const answers = await aDay();
  const rows = await tables();
  // Something was written everywhere where it is looked for.
  expect(logged.length).toBeGreaterThan(10);
  expect(Object.values(rows).join('').length).toBeGreaterThan(100_000);
  const places = { ...rows, log: logged.join('\n'), answers: answers.join('\n') };
  const found = Object.entries(secrets()).flatMap(([what, secret]) =>
    Object.entries(places).flatMap(([where, text]) => (text.includes(secret) ? [`${what} in ${where}`] : [])),
  );
  expect(found).toEqual([]);
}, 120_000);

test('企业微信的 access_token 只在它自己的表里，不进日志，不进队列', async () => {
  const rows = await tables();
  const { rows: kept } = await house.service.app.database.pool.query<{ token: string }>(
    'select token from "AccessToken"',
  );
  const token = kept[0]?.token ?? '';
  expect(token.length).toBeGreaterThan(10);
  const places = { ...rows, log: logged.join('\n') };
  expect(Object.entries(places).flatMap(([where, text]) => (text.includes(token) ? [where] : []))).toEqual([
    'public."AccessToken"',
  ]);
});
