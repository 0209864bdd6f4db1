import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
let running: Duban | null = null;

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
  await kill();
  await client.end();
  await database.drop();
  rmSync(base, { recursive: true, force: true });
});

/** The sandbox is in the same process; what its chats have shown is on disk and survives. */
const start = (at: string): Duban => (running = startDuban(base, env, ['start', '--at', at]));

async function kill(): Promise<void> {
  running?.signal('SIGKILL');
  await running?.ended;
  running = null;
}

const query = async (sql: string) => (await client.query(sql)).rows;

const getJson = async <T>(what: string): Promise<T> =>
  (await fetch(`${sandbox}${what}`)).json() as Promise<T>;

/** What the chat of each person shows, of those to whom it shows anything. */
async function chats(): Promise<Map<string, Shown[]>> {
  const people = await getJson<{ userid: string }[]>('/people');
  const shown = new Map<string, Shown[]>();
  for (const { userid } of people) {
    const { messages } = await getJson<{ messages: Shown[] }>(`/people/${userid}/messages?after=0`);
    const out = messages.filter(({ direction }) => direction === 'out');
    if (out.length > 0) shown.set(userid, out);
  }
  return shown;
}

interface Shown {
  readonly direction: 'in' | 'out';
  readonly msgtype: string;
  readonly payload: unknown;
}

const sendsSeen = (count: number) =>
  until(async () => {
    const { calls } = await getJson<{ calls: unknown[] }>(`/calls?path=${encodeURIComponent(SEND)}`);
    return calls.length >= count;
  });

/** As soon as the sandbox of a process that is starting can be told. */
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

/** Nothing is under way or waiting: what should have been sent is sent. */
const untilQuiet = () =>
  until(async () => {
    const left = await query(
      `select 1 from "OutboundMessage" where state in ('planned', 'sending')
       union all select 1 from "InboundMessage" where "handledAt" is null`,
    );
    return left.length === 0;
  });

/* One moment of each; `npm run test:faults` tries a hundred, and every step between. */

describe('周一提醒发到一半被 kill -9', () => {
  test('第 3 条还没有应答时：重启后十名责任人各有一张，不丢不重', async () => {
    start('2026-06-08 09:10');
    await answerSlowly(2000);
    await sendsSeen(3);
    await kill();
    expect(
      await query(`select 1 from "OutboundMessage" where kind = 'weekly' and state = 'sent' offset 9`),
    ).toEqual([]);

    const again = start('2026-06-08 09:12');
    await again.ready();
    await untilQuiet();
    expect(again.output()).not.toContain('"level":50');
    const weekly = `select state, count(*)::int from "OutboundMessage" where kind = 'weekly' group by state`;
    expect(await query(weekly)).toEqual([{ state: 'sent', count: 10 }]);
    const cards = [...(await chats())].map(([userid, shown]) => [
      userid,
      shown.filter(({ msgtype }) => msgtype === 'template_card').length,
    ]);
    const owners = await query(
      `select userid from "Person" join "OutboundMessage" on "personId" = "Person".id where kind = 'weekly'`,
    );
    expect(Object.fromEntries(cards.filter(([, count]) => count !== 0))).toEqual(
      Object.fromEntries(owners.map(({ userid }) => [userid, 1])),
    );
  });
});

describe('正在处理答复时被 kill -9', () => {
  const SECOND = Date.parse('2026-06-08T10:05:00+08:00') / 1000;
  const WRITERS = [
    ['luhaiping', '6'],
    ['xujianing', '13'],
    ['caiyuzhen', '17'],
  ] as const;
  const answers = WRITERS.flatMap(([from, code], writer) =>
    Array.from({ length: 10 }, (_, index) => ({
      from,
      content: `${code}推进中，已走访${index + 1}户`,
      msgId: String(7300000000000000000n + BigInt(writer * 10 + index)),
    })),
  );

  /** What WeCom was told: 200, or nothing. */
  async function deliver({ content, ...message }: (typeof answers)[number]): Promise<boolean> {
    const wecom = aWecom(url, readCorp(null), SECOND);
    const response = await wecom.post(aText(content, { ...message, second: SECOND })).catch(() => null);
    return response?.status === 200;
  }

  test('收下第 3 条之后：收下的各成一条填报，一条回执', async () => {
    await start('2026-06-08 10:05').ready();
    await untilQuiet();
    let accepted = 0;
    const outcomes = await Promise.all(
      answers.map(async (answer) => {
        const isAccepted = await deliver(answer);
        if (isAccepted && ++accepted === 3) await kill();
        return { answer, isAccepted };
      }),
    );
    const msgIds = (isAccepted: boolean) =>
      outcomes.filter((each) => each.isAccepted === isAccepted).map(({ answer }) => answer.msgId);
    const kept = (await query(`select "dedupeKey" from "InboundMessage"`)).map(({ dedupeKey }) => dedupeKey);
    expect(kept).toEqual(expect.arrayContaining(msgIds(true)));
    expect(msgIds(false)).not.toEqual([]);

    await start('2026-06-08 10:07').ready();
    // WeCom repeats what nobody answered; some of it may have been kept before the answer was lost.
    const lost = outcomes.filter(({ isAccepted }) => !isAccepted);
    const repeated = await Promise.all(lost.map(({ answer }) => deliver(answer)));
    expect(repeated).not.toContain(false);
    await untilQuiet();
    expect(
      await query(
        `select inbound."dedupeKey" as "msgId", count(entry.id)::int as entries from "InboundMessage" inbound
         left join "ProgressEntry" entry on entry."inboundId" = inbound.id group by 1 order by 1`,
      ),
    ).toEqual(answers.map(({ msgId }) => ({ msgId, entries: 1 })));
    const shown = await chats();
    for (const { from, content } of answers) {
      const text = content.slice(content.indexOf('已'));
      const receipts = shown.get(from)?.filter(({ payload }) => JSON.stringify(payload).includes(text));
      expect(receipts).toHaveLength(1);
    }
  });
});
