import * as fc from 'fast-check';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { atOnce, MONDAY_MORNING, openStore, type OpenStore } from './a-store.ts';

let opened: OpenStore;
beforeEach(async () => {
  opened = await openStore();
});
afterEach(() => opened.close());

const append = (subject: string, detail: object = {}) =>
  opened.store.transaction(({ audit }) =>
    audit.append({
      at: MONDAY_MORNING,
      actor: 'luhaiping',
      source: 'chat',
      event: 'progress_recorded',
      subject,
      detail,
    }),
  );

const seqs = async () =>
  (await opened.pool.query<{ seq: string }>('select seq from "AuditEvent" order by seq')).rows.map(
    ({ seq }) => BigInt(seq),
  );

/** As a database administrator could: the triggers that keep the table are switched off. */
async function tamper(sql: string, params: unknown[] = []): Promise<void> {
  const client = new Client({ connectionString: opened.url });
  await client.connect();
  await client.query('set session_replication_role = replica');
  expect((await client.query(sql, params)).rowCount).toBe(1);
  await client.end();
}

test('二十个事务同时记，链条不断', async () => {
  await atOnce(20, (index) => append(`task-${index}`, { index, week: '2026-06-08', late: false }));
  expect(await seqs()).toHaveLength(20);
  expect(await opened.store.audit.verify()).toBeNull();
});

test('一次记几百条，次序不乱，链条不断，条数不少', async () => {
  await append('task-0');
  const many = Array.from({ length: 700 }, (_, index) => `task-${index + 1}`);
  await opened.store.transaction(({ audit }) =>
    audit.appendAll(
      many.map((subject, index) => ({
        at: MONDAY_MORNING,
        actor: 'operator',
        source: 'import',
        event: 'task_added',
        subject,
        ...(index % 2 === 0 && { to: { no: index } }),
        detail: {},
      })),
    ),
  );
  await append('task-701');
  const subjects = (await opened.store.audit.list({})).map(({ subject }) => subject);
  expect(subjects).toEqual(['task-0', ...many, 'task-701']);
  expect(await opened.store.audit.verify()).toBeNull();
  await tamper(`delete from "AuditEvent" where seq = (select max(seq) from "AuditEvent")`);
  expect((await opened.store.audit.inspect([]))?.what).toBe('fewer_rows');
});

test('事务作废，不留痕也不断链', async () => {
  await append('task-1');
  const failing = opened.store.transaction(async ({ audit }) => {
    await audit.append({
      at: MONDAY_MORNING,
      actor: 'system',
      source: 'job',
      event: 'chased',
      subject: 'x',
      detail: {},
    });
    throw new Error('something failed later');
  });
  await expect(failing).rejects.toThrow('something failed later');
  await append('task-2');
  expect(await seqs()).toHaveLength(2);
  expect(await opened.store.audit.verify()).toBeNull();
});

test('什么样的细节都能核对：键的次序、小数、换行、中文', async () => {
  const text = { unit: 'grapheme' } as const;
  const anyDetail = fc.dictionary(fc.string(text), fc.jsonValue({ stringUnit: 'grapheme' }));
  const details = fc.sample(anyDetail, { numRuns: 40, seed: 20260608 });
  for (const detail of [...details, { 乙: 1, 甲: { z: [1.5, -0, 1e21], a: '第一行\n第二行' } }]) {
    await append('task-1', detail);
  }
  expect(await opened.store.audit.verify()).toBeNull();
});

describe('绕过触发器改动，核对时指出是哪一条', () => {
  let third: bigint;
  beforeEach(async () => {
    for (const subject of ['一', '二', '三', '四', '五']) await append(subject, { status: 'in_progress' });
    third = (await seqs())[2]!;
  });

  test.each([
    ['换人', `update "AuditEvent" set actor = 'xujianing' where seq = $1`],
    ['换时间', `update "AuditEvent" set at = at + interval '1 ms' where seq = $1`],
    ['换事由', `update "AuditEvent" set event = 'progress_withdrawn' where seq = $1`],
    ['换对象', `update "AuditEvent" set subject = '四' where seq = $1`],
    ['换细节', `update "AuditEvent" set detail = '{"status":"done"}' where seq = $1`],
    ['换指纹', `update "AuditEvent" set hash = repeat('0', 64) where seq = $1`],
  ])('%s', async (_, sql) => {
    await tamper(sql, [String(third)]);
    expect(await opened.store.audit.verify()).toBe(third);
  });

  test('抽走一条，指出它后面那条', async () => {
    await tamper(`delete from "AuditEvent" where seq = $1`, [String(third)]);
    expect(await opened.store.audit.verify()).toBe((await seqs())[2]);
  });

  test('抽走第一条', async () => {
    const [first] = await seqs();
    await tamper(`delete from "AuditEvent" where seq = $1`, [String(first)]);
    expect(await opened.store.audit.verify()).toBe((await seqs())[0]);
  });

  test('插进一条', async () => {
    await tamper(
      `insert into "AuditEvent" (seq, at, actor, event, subject, detail, "prevHash", hash)
       select seq * 1000, at, 'luhaiping', event, '六', detail, hash, repeat('f', 64) from "AuditEvent" order by seq desc limit 1`,
    );
    expect(await opened.store.audit.verify()).toBe((await seqs()).at(-1));
  });
});

test('一千多条也核对到底', async () => {
  await opened.store.transaction(async ({ audit }) => {
    for (let index = 0; index < 1100; index++) {
      await audit.append({
        at: MONDAY_MORNING,
        actor: 'system',
        source: 'job',
        event: 'remark_changed',
        subject: `${index}`,
        detail: {},
      });
    }
  });
  expect(await opened.store.audit.verify()).toBeNull();
  const last = (await seqs()).at(-1);
  await tamper(`update "AuditEvent" set actor = 'x' where seq = $1`, [String(last)]);
  expect(await opened.store.audit.verify()).toBe(last);
});
