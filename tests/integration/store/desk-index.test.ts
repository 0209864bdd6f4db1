import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import { createStore } from '../../../src/store/store.ts';
import type { Store, Stores } from '../../../src/app/stores.ts';
import type { DeskSearch } from '../../../src/app/desk/desk-stores.ts';
import { DESK_SORTS, type DeskFilter, type DeskSort } from '../../../src/domain/ledger/desk-rows.ts';
import { aCause } from '../../support/a-cause.ts';
import { aNewTask } from '../../support/a-new-task.ts';
import { anEntryOf, openStore, saveSmallRound, type OpenStore, type SmallRound } from './a-store.ts';

/* What a process keeps of the office's table, beside what a process sees that has only just been started. */

let opened: OpenStore;
let round: SmallRound;
let kept: Store;
let problemId: string;
let otherPersonId: string;
const WEEK = '2026-06-08';

beforeAll(async () => {
  opened = await openStore();
  kept = opened.store;
  round = await saveSmallRound(kept);
  const [problem] = (await opened.pool.query<{ id: string }>('select id from "Problem"')).rows;
  problemId = problem?.id ?? '';
  otherPersonId = await kept.people.save({ userid: 'xujianing', name: '徐佳宁', unitId: null, roles: [] });
  for (const no of [2, 3, 5]) await addTask(kept, no);
  await look(kept);
});
afterAll(() => opened.close());

const addTask = (stores: Stores, no: number): Promise<string> =>
  stores.tasks.add(
    aNewTask({ roundId: round.roundId, problemId, no, title: `第${no}处排口`, ownerId: round.personId }),
    aCause(),
  );

const searchOf = (filter: DeskFilter): DeskSearch => ({
  filter,
  rounds: [{ id: round.roundId, letter: 'A' }],
  today: '2026-06-10',
  week: WEEK,
  near: [{ roundId: round.roundId, asOf: '2026-06-10', until: '2026-06-17' }],
});

const FILTERS: readonly DeskFilter[] = [
  {},
  { search: '排口' },
  { search: '走形式' },
  { search: '徐佳宁' },
  { owner: '陆海平' },
  { owner: '陆海萍' },
  { unit: '水务办' },
  { category: '城乡建设方面' },
  { reported: 'yes' },
  { reported: 'no', light: ['red', 'yellow'] },
  { closure: ['closed', 'first_review'] },
];

/** All that can be seen. */
async function look({ desk }: Stores): Promise<unknown[]> {
  const page = (filter: DeskFilter, by: DeskSort) =>
    desk.page(searchOf(filter), {
      order: { by, descending: by === 'due' },
      after: null,
      skip: 0,
      limit: 50,
    });
  const seen: unknown[] = [await desk.names([round.roundId]), await desk.claimDays([round.roundId])];
  for (const filter of FILTERS)
    seen.push(filter, await desk.figures(searchOf(filter)), await page(filter, 'no'));
  for (const by of DESK_SORTS) seen.push(by, await page({}, by));
  return seen;
}

async function asIfJustStarted(): Promise<unknown[]> {
  const database = openDatabase(opened.url);
  try {
    return await look(createStore(database, opened.mediaDir));
  } finally {
    await database.close();
  }
}

/** Another one commits, so that what comes later counts as seen. */
const other = () => sql(`update "Task" set remark = '备注' where no = 9`);

const sql = (text: string, ...values: unknown[]): Promise<unknown> => opened.pool.query(text, values);

/** What others do, and what of it is to be seen. */
const CHANGES: readonly (readonly [what: string, change: () => Promise<unknown>])[] = [
  ['新立一项', () => addTask(kept, 4)],
  ['在最前面和最后面各立一项', async () => [await addTask(kept, 9), await addTask(kept, 8)]],
  ['本周填报', () => kept.entries.add(anEntryOf(round))],
  ['撤回填报', async () => {
    const [entry] = await kept.entries.ofTasks([round.taskId]);
    await kept.entries.add(anEntryOf(round, { withdraws: entry?.id ?? '', text: '' }));
  }],
  ['报请销号', () => sql(`update "Task" set closure = 'first_review', "claimedOn" = '2026-06-09' where no = 3`)],
  ['整改期限改到昨天', () => sql(`update "Task" set horizon = 'term', "dueOn" = '2026-06-09' where no = 2`)],
  ['改为长期坚持，有一个到期的阶段', async () => {
    await sql(`update "Task" set horizon = 'long' where no = 5`);
    await sql(`insert into "StageGoal" (id, "taskId", no, text, "dueOn") select gen_random_uuid(), id, 1, '首轮', '2026-06-11' from "Task" where no = 5`);
  }],
  ['阶段完成', () => sql(`update "StageGoal" set "reachedOn" = '2026-06-10'`)],
  ['阶段退回未完成', () => sql(`update "StageGoal" set "reachedOn" = null`)],
  ['阶段作废', () => sql(`delete from "StageGoal"`)],
  ['转给别人', () => sql(`update "Task" set "ownerId" = $1::uuid where no = 4`, otherPersonId)],
  ['责任人改名', () => sql(`update "Person" set name = '陆海萍' where userid = 'luhaiping'`)],
  ['科室改名', async () => {
    await sql(`update "Task" set "leadUnitId" = (select id from "Unit" limit 1) where no < 4`);
    await sql(`update "Unit" set name = '水务办'`);
  }],
  ['类别改名', () => sql(`update "Category" set name = '城乡建设方面'`)],
  ['反馈问题改了字', () => sql(`update "Problem" set title = '河道巡查走过场'`)],
  ['任务改了字', () => sql(`update "Task" set title = '走形式的第二处' where no = 2`)],
  ['撤项', () => sql(`update "Task" set removal = 'withdrawn', "removedOn" = '2026-06-10' where no = 5`)],
  ['撤项后恢复', () => sql(`update "Task" set removal = null, "removedOn" = null where no = 5`)],
]; // prettier-ignore

describe('别人改了什么，一眼就看到', () => {
  test.each(CHANGES)('%s', async (_, change) => {
    const before = await look(kept);
    await change();
    const now = await asIfJustStarted();
    expect(await look(kept)).toEqual(now);
    expect(now).not.toEqual(before);
  });
});

const withOther = async (work: (run: (text: string) => Promise<unknown>) => Promise<void>): Promise<void> => {
  const client = await opened.pool.connect();
  try {
    await work((text) => client.query(text));
  } finally {
    client.release();
  }
};

describe('没提交的看不到，提交了就看到', () => {
  test('先开始的后提交', () =>
    withOther(async (slow) => {
      await slow('begin');
      await slow(`update "Task" set title = '慢的一处' where no = 8`);
      await sql(`update "Task" set "dueOn" = '2026-06-01' where no = 9`);
      expect(await look(kept)).toEqual(await asIfJustStarted());
      await slow(`update "Task" set horizon = 'term', "dueOn" = '2026-06-02' where no = 8`);
      await slow('commit');
      expect(await look(kept)).toEqual(await asIfJustStarted());
    }));

  test('回滚的不留痕迹', () =>
    withOther(async (doomed) => {
      const before = await look(kept);
      await doomed('begin');
      await doomed(`update "Task" set closure = 'closed' where no = 9`);
      expect(await look(kept)).toEqual(before);
      await doomed('rollback');
      expect(await look(kept)).toEqual(before);
    }));

  test('自己没提交的只有自己看得到，回滚后不留痕迹', async () => {
    const before = await look(kept);
    await expect(
      kept.transaction(async (stores) => {
        await addTask(stores, 11);
        await other();
        expect(await look(stores)).not.toEqual(before);
        throw new Error('算了');
      }),
    ).rejects.toThrow('算了');
    expect(await look(kept)).toEqual(before);
    await kept.transaction(async (stores) => {
      await addTask(stores, 12);
      await other();
      expect(await look(stores)).not.toEqual(before);
      expect(await look(kept)).toEqual(before);
    });
    const after = await look(kept);
    expect(after).not.toEqual(before);
    expect(after).toEqual(await asIfJustStarted());
  });
});
