import { mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anchorAudit } from '../../../src/app/audit/anchor-audit.ts';
import { findReplayDifferences } from '../../../src/app/audit/find-replay-differences.ts';
import { verifyAudit } from '../../../src/app/audit/verify-audit.ts';
import type { Deps } from '../../../src/app/ports.ts';
import { settableClock } from '../../../src/clock.ts';
import { anchorFile } from '../../../src/store/audit-anchors.ts';
import { aCause } from '../../support/a-cause.ts';
import { MONDAY_MORNING, openStore, saveSmallRound, type OpenStore } from './a-store.ts';

let opened: OpenStore;
let dir: string;
let deps: Deps;
const clock = settableClock(MONDAY_MORNING, 'Asia/Shanghai');
beforeEach(async () => {
  opened = await openStore();
  dir = mkdtempSync(path.join(tmpdir(), 'duban-anchors-'));
  clock.set(MONDAY_MORNING);
  deps = {
    store: opened.store,
    anchors: anchorFile(path.join(dir, 'anchors.jsonl')),
    clock,
  } as unknown as Deps;
  for (const subject of ['一', '二', '三', '四', '五']) await append(subject);
  await anchorAudit(deps);
});
afterEach(async () => {
  await opened.close();
  rmSync(dir, { recursive: true, force: true });
});

const append = (subject: string) =>
  opened.store.transaction(({ audit }) =>
    audit.append({
      at: MONDAY_MORNING,
      actor: 'luhaiping',
      source: 'chat',
      event: 'remark_changed',
      subject,
    }),
  );

/** As a database administrator could: the triggers that keep the table are switched off. */
async function tamper(sql: string): Promise<void> {
  const client = new Client({ connectionString: opened.url });
  await client.connect();
  await client.query('set session_replication_role = replica');
  await client.query(sql);
  await client.end();
}

const verdict = async () => {
  const { fault } = await verifyAudit(deps);
  return fault && `${fault.what} ${fault.seq}`;
};

test('没有动过：完整，与锚点一致', async () => {
  expect(await verifyAudit(deps)).toEqual({ rows: 5, anchors: 1, fault: null });
});

describe('动过手脚，指出是哪一条、怎么了', () => {
  test.each([
    ['改内容', `update "AuditEvent" set reason = '另有缘由' where seq = 3`, 'altered 3'],
    ['改被拒标志', `update "AuditEvent" set refused = true where seq = 3`, 'altered 3'],
    ['改来源', `update "AuditEvent" set source = 'api' where seq = 3`, 'altered 3'],
    ['改代填人', `update "AuditEvent" set "actingFor" = 'x' where seq = 3`, 'altered 3'],
    ['降低版本号', `update "AuditEvent" set version = 1 where seq = 3`, 'altered 3'],
    ['抽走中间一条', `delete from "AuditEvent" where seq = 3`, 'broken_link 4'],
    ['抽走第一条', `delete from "AuditEvent" where seq = 1`, 'broken_link 2'],
    [
      '插进一条',
      `insert into "AuditEvent" (seq, at, actor, event, subject, detail, "prevHash", hash)
       select 99, at, actor, event, '六', detail, hash, repeat('f', 64) from "AuditEvent" where seq = 5`,
      'altered 99',
    ],
    [
      '两条对调',
      `update "AuditEvent" set seq = case seq when 3 then 1004 else 1003 end where seq in (3, 4);
       update "AuditEvent" set seq = seq - 1000 where seq > 1000`,
      'broken_link 3',
    ],
    ['截掉尾巴', `delete from "AuditEvent" where seq >= 4`, 'cut_off 5'],
    ['全部清空', `delete from "AuditEvent"`, 'cut_off 5'],
  ])('%s', async (_, sql, expected) => {
    await tamper(sql);
    expect(await verdict()).toBe(expected);
  });

  test.each([
    ['锚点之后写的，尾巴被截掉', `delete from "AuditEvent" where seq >= 6`, 'fewer_rows 5'],
    ['只截最后一条', `delete from "AuditEvent" where seq = 7`, 'fewer_rows 6'],
  ])('%s', async (_, sql, expected) => {
    for (const subject of ['六', '七']) await append(subject);
    await tamper(sql);
    expect(await verdict()).toBe(expected);
    await append('八');
    expect(await verdict()).toMatch('fewer_rows');
  });

  test('截掉再续写新的，链条自己完整，与锚点不符', async () => {
    await tamper(`delete from "AuditEvent" where seq >= 4; select setval('"AuditEvent_seq_seq"', 3)`);
    for (const subject of ['伪四', '伪五', '伪六']) await append(subject);
    expect(await verdict()).toBe('rewritten 5');
    expect(await opened.store.audit.inspect([])).toEqual({ seq: 6n, what: 'fewer_rows' });
  });

  test('锚点文件被改坏', async () => {
    writeFileSync(path.join(dir, 'anchors.jsonl'), 'not an anchor\n');
    expect(await verdict()).toBe('unreadable_anchor 1');
  });

  test('锚点文件里塞进没有的一条', async () => {
    const at = MONDAY_MORNING.toISOString();
    appendFileSync(
      path.join(dir, 'anchors.jsonl'),
      `${JSON.stringify({ at, seq: '7', hash: 'a'.repeat(64) })}\n`,
    );
    expect(await verdict()).toBe('cut_off 7');
  });
});

const anchors = async () => (await deps.anchors.read()).map((anchor) => anchor?.seq);

describe('锚点', () => {
  test('同一天不重复记；没有新的不记；第二天再记', async () => {
    await append('六');
    await anchorAudit(deps);
    expect(await anchors()).toEqual(['5']);
    clock.set(new Date(MONDAY_MORNING.getTime() + 86_400_000));
    await anchorAudit(deps);
    await anchorAudit(deps);
    clock.set(new Date(MONDAY_MORNING.getTime() + 2 * 86_400_000));
    await anchorAudit(deps);
    expect(await anchors()).toEqual(['5', '6']);
  });

  test('一天之内多了两百条，也记', async () => {
    await opened.store.transaction(async ({ audit }) => {
      for (let index = 0; index < 200; index += 1)
        await audit.append({
          at: MONDAY_MORNING,
          actor: 'x',
          source: 'job',
          event: 'remark_changed',
          subject: `${index}`,
        });
    });
    await anchorAudit(deps);
    expect(await anchors()).toEqual(['5', '205']);
    expect(await verdict()).toBeNull();
  });
});

describe('按审计记录重演', () => {
  test('每次改动都经过记录，重演与台账一致；绕过去的，指出哪一项哪一栏', async () => {
    const { taskId } = await saveSmallRound(opened.store);
    const change = async (fields: Parameters<OpenStore['store']['tasks']['change']>[1]) => {
      const task = await opened.store.tasks.byId(taskId);
      await opened.store.tasks.change(task!, fields, aCause());
    };
    await change({ title: '核对苇塘河全部排口，联系13812345678', dueOn: '2026-07-31' });
    await change({ closure: 'first_review', claimedOn: '2026-06-08' });
    await change({ reportedUp: { to: '区政府', on: '2026-06-09' } });
    expect(await findReplayDifferences(deps)).toEqual({ tasks: 1, differences: [] });
    await tamper(`update "Task" set "dueOn" = '2026-12-31'`);
    expect((await findReplayDifferences(deps)).differences).toEqual([
      {
        taskId,
        code: 'A1',
        unrecorded: false,
        misfits: [{ field: 'dueOn', seq: null, recorded: '2026-12-31', replayed: '2026-07-31' }],
      },
    ]);
  });
});
