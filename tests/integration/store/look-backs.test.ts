import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Deps } from '../../../src/app/ports.ts';
import { superviseNow } from '../../../src/app/supervision/supervise.ts';
import { settableClock } from '../../../src/clock.ts';
import { words } from '../../../src/main/words.ts';
import { aCause } from '../../support/a-cause.ts';
import { actAs } from '../../support/an-acting.ts';
import { silentLog } from '../../support/silent-log.ts';
import {
  atOnce,
  MONDAY_MORNING,
  openStore,
  saveSmallRound,
  type OpenStore,
  type SmallRound,
} from './a-store.ts';

let opened: OpenStore;
let small: SmallRound;
beforeEach(async () => {
  opened = await openStore();
  small = await saveSmallRound(opened.store);
  await opened.store.people.save({ userid: 'heyunzhou', name: '贺云舟', unitId: null, roles: ['manager'] });
});
afterEach(() => opened.close());

const aLookBack = () =>
  ({ taskId: small.taskId, cause: 'sample', seed: 'A-2026-06-08', dueOn: '2026-06-23' }) as const;

const close = async () => {
  const task = (await opened.store.tasks.byId(small.taskId))!;
  const closed = { closure: 'closed', completion: 'done', closedOn: '2026-06-08' } as const;
  await opened.store.tasks.change(task, closed, aCause({ event: 'closure_approved' }));
};

const depsAt = (at: Date) =>
  ({
    store: opened.store,
    words,
    clock: settableClock(at, 'Asia/Shanghai'),
    log: silentLog,
    queue: { enqueue: async () => {} },
  }) as unknown as Deps;

test('一项任务同时只有一个回头看', async () => {
  const added = await atOnce(5, () => opened.store.lookBacks.add([aLookBack()], MONDAY_MORNING));
  expect(added.flat()).toHaveLength(1);
  const check = { on: '2026-06-09', byId: small.personId, passed: true, finding: '' } as const;
  const id = added.flat()[0]!.id;
  const checked = await atOnce(3, () => opened.store.lookBacks.check(id, check));
  expect(checked.filter(Boolean)).toHaveLength(1);
  expect(await opened.store.lookBacks.openOf(small.taskId)).toBeNull();
  expect(await opened.store.lookBacks.add([aLookBack()], MONDAY_MORNING)).toHaveLength(1);
});

test('投诉只增不改', async () => {
  await opened.store.complaints.add({
    taskId: small.taskId,
    at: MONDAY_MORNING,
    byId: small.personId,
    text: '夜间仍有异味',
  });
  for (const sql of ['update "Complaint" set text = \'\'', 'delete from "Complaint"'])
    await expect(opened.pool.query(sql)).rejects.toThrow('Complaint is append-only');
});

test('找得出销号满期、没有正在回头看的任务', async () => {
  const found = async () =>
    (await opened.store.lookBacks.closedTasks(small.roundId, '2026-06-08')).map(({ id }) => id);
  expect(await found()).toEqual([]);
  await close();
  expect(await found()).toEqual([small.taskId]);
  await opened.store.lookBacks.add([aLookBack()], MONDAY_MORNING);
  expect(await found()).toEqual([]);
});

const claimBy = (submitterId: string): Promise<string> =>
  opened.store.requests.addClosure({
    taskId: small.taskId,
    submitterId,
    at: MONDAY_MORNING,
    levels: 1,
    claimedFrom: 'open',
  });

test('谁报的销号、什么时候入的账，查得到', async () => {
  expect(await opened.store.lookBacks.submitterOf(small.taskId)).toBeNull();
  const id = await claimBy(small.personId);
  await opened.store.requests.decideClosure(id, { decision: 'approved', at: MONDAY_MORNING, reason: '' });
  expect(await opened.store.lookBacks.submitterOf(small.taskId)).toBe(small.personId);
  await close();
  expect(await opened.store.lookBacks.addedAt([small.taskId])).toEqual(
    new Map([[small.taskId, aCause().at]]),
  );
});

test('报销号的人不能自己回头看，即使已不是责任人', async () => {
  await close();
  const manager = (await opened.store.people.byUserid('heyunzhou'))!;
  const id = await claimBy(manager.id);
  await opened.store.requests.decideClosure(id, { decision: 'approved', at: MONDAY_MORNING, reason: '' });
  const { notice } = await actAs(depsAt(MONDAY_MORNING), 'heyunzhou', (acting) =>
    superviseNow(acting, { name: 'look_back', item: '1', passed: true }, '回头看1通过'),
  );
  expect(notice).toEqual({ kind: 'refused', code: '1', why: 'own_submission' });
});

test('照着审计记录一条条重放，得到任务现在的样子', async () => {
  await close();
  await actAs(depsAt(new Date('2026-12-08T02:00:00Z')), 'heyunzhou', (acting) =>
    superviseNow(acting, { name: 'look_back', item: '1', passed: false }, '回头看1不通过：排口又在冒水'),
  );
  const { rows } = await opened.pool.query<{
    event: string;
    from: object | null;
    to: object | null;
    reason: string;
  }>(
    'select event, "from", "to", reason from "AuditEvent" where subject = $1 and "to" is not null order by seq',
    [small.taskId],
  );
  const replayed = {};
  for (const { from, to } of rows) {
    if (from) expect(replayed).toMatchObject(from);
    Object.assign(replayed, to);
  }
  expect(rows.at(-1)).toMatchObject({ event: 'relapsed', reason: '排口又在冒水' });
  const task = (await opened.store.tasks.byId(small.taskId))!;
  expect(task).toMatchObject({ closure: 'relapsed', dueOn: '2027-01-07', originalDueOn: '2026-06-30' });
  const { closure, completion, dueOn, originalDueOn, claimedOn, closedOn } = task;
  expect(replayed).toMatchObject({ closure, completion, dueOn, originalDueOn, claimedOn, closedOn });
  expect(await opened.store.audit.verify()).toBeNull();
});
