import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCorp } from '../../../src/main/corp.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { aText, aWecom } from '../http/a-wecom.ts';
import { freePorts, startDuban, until, type Duban } from './duban.ts';

const SEND = '/cgi-bin/message/send';

let base: string;
let database: TestDatabase;
let client: Client;
let url: string;
let sandbox: string;
let env: Record<string, string>;
const running: Duban[] = [];

beforeEach(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'duban-process-'));
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  const [port, sandboxPort] = await freePorts(2);
  url = `http://127.0.0.1:${port}`;
  sandbox = `http://127.0.0.1:${sandboxPort}/sandbox/api`;
  env = { DATABASE_URL: database.url, DUBAN_DATA_DIR: base, PORT: `${port}`, SANDBOX_PORT: `${sandboxPort}` };
});
afterEach(async () => {
  for (const duban of running.splice(0)) {
    duban.signal('SIGKILL');
    await duban.ended;
  }
  await client.end();
  await database.drop();
  rmSync(base, { recursive: true, force: true });
});

function start(at: string): Duban {
  const duban = startDuban(base, env, ['start', '--at', at]);
  running.push(duban);
  return duban;
}

const query = async (sql: string) => (await client.query(sql)).rows;

async function answerSlowly(delayMs: number): Promise<void> {
  const fault = { path: SEND, times: 100, delayMs };
  const headers = { 'content-type': 'application/json' };
  const tell = () => fetch(`${sandbox}/faults`, { method: 'POST', headers, body: JSON.stringify(fault) });
  await until(() =>
    tell().then(
      ({ ok }) => ok,
      () => false,
    ),
  );
}

/** Writes one message after the other on connections that are kept, until the service takes no more. */
async function writeOn(from: string, code: string, second: number, accepted: Set<string>): Promise<void> {
  const wecom = aWecom(url, readCorp(null), second);
  for (let index = 0; ; index += 1) {
    const msgId = `74${from.length}${code.padStart(3, '0')}${String(index).padStart(12, '0')}`;
    const text = aText(`${code}推进中，已走访${index + 1}户`, { from, msgId, second });
    const response = await wecom.post(text).catch(() => null);
    if (!response) return;
    // Anything but 200 and a closed door would be a message that WeCom thinks is lost.
    expect(response.status).toBe(200);
    accepted.add(msgId);
  }
}

test('一边发提醒、一边收来信时 SIGTERM：收下的都在，没收的没有应答；发到一半的不重不丢', async () => {
  const SECOND = Date.parse('2026-06-08T09:10:05+08:00') / 1000;
  const first = start('2026-06-08 09:10');
  await answerSlowly(700);
  await first.ready();
  await until(
    async () => (await query(`select 1 from "OutboundMessage" where state = 'sending' limit 1`)).length > 0,
  );
  const accepted = new Set<string>();
  const writers = [
    ['luhaiping', '6'],
    ['xujianing', '13'],
    ['caiyuzhen', '17'],
    ['tangqiming', '1'],
  ].map(([from = '', code = '']) => writeOn(from, code, SECOND, accepted));
  await until(() => accepted.size >= 8);
  const signalledAt = performance.now();
  first.signal('SIGTERM');
  await Promise.all(writers);
  expect(await first.ended).toBe(0);
  expect(performance.now() - signalledAt).toBeLessThan(20_000);
  expect(first.output()).not.toMatch(/stop_forced|"level":50/);

  const kept = new Set(
    (await query(`select "dedupeKey" from "InboundMessage"`)).map(({ dedupeKey }) => dedupeKey),
  );
  expect([...accepted].filter((msgId) => !kept.has(msgId))).toEqual([]);
  expect(await query(`select id from "OutboundMessage" where state = 'sending'`)).toEqual([]);

  await start('2026-06-08 09:14').ready();
  await until(async () => {
    const left = await query(
      `select 1 from "OutboundMessage" where state in ('planned', 'sending') and kind in ('weekly', 'reply')
       union all select 1 from "InboundMessage" where "handledAt" is null`,
    );
    return left.length === 0;
  });
  const weekly = `select state, count(*)::int from "OutboundMessage" where kind = 'weekly' group by state`;
  expect(await query(weekly)).toEqual([{ state: 'sent', count: 10 }]);
  const { calls } = (await (await fetch(`${sandbox}/calls?path=${encodeURIComponent(SEND)}`)).json()) as {
    calls: { body: { msgtype: string; touser: string } }[];
  };
  const again = calls.filter(({ body }) => body.msgtype === 'template_card').map(({ body }) => body.touser);
  expect(again.length).toBe(new Set(again).size);
  expect(
    await query(
      `select count(*)::int as entries from "InboundMessage" inbound join "ProgressEntry" entry
       on entry."inboundId" = inbound.id group by inbound.id having count(*) <> 1`,
    ),
  ).toEqual([]);
}, 120_000);
