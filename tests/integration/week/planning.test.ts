import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerWeek, generateRound } from '../../../bench/generate/round.ts';
import { warningsNow } from '../../../src/app/look-back/lists.ts';
import { askedOwners } from '../../../src/app/week/asked-owners.ts';
import { openAsks } from '../../../src/app/week/open-asks.ts';
import { taskBatches } from '../../../src/app/week/round-rows.ts';
import { settableClock } from '../../../src/clock.ts';
import { mondayOf, type DateOnly } from '../../../src/domain/calendar/date.ts';
import { relapseWarnings } from '../../../src/domain/task/look-back/relapse-warnings.ts';
import { whyStopped } from '../../../src/domain/reminder/escalation.ts';
import type { Task } from '../../../src/domain/task/task.ts';
import { chanceOf } from '../../support/chance.ts';
import { openStore, type OpenStore } from '../store/a-store.ts';

/* The database finds what a week is planned from; here the rules of the domain decide once more, over all of it at once. */

const SIZE = { tasks: 400, people: 40, weeks: 3, seed: 20_260_316, monday: '2026-03-16' } as const;

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
  await generateRound(opened.url, SIZE, () => {});
  await answerWeek(opened.url, SIZE, () => {});
  await shuffle();
});
afterAll(() => opened.close());

/** Every kind of task that can be, also those that should not: the rules say of these, too, what holds. */
async function shuffle(): Promise<void> {
  const chance = chanceOf(SIZE.seed);
  const days = ['2026-02-27', '2026-03-15', '2026-03-16', '2026-03-23', '2026-03-24', '2026-06-30'];
  for (const { id } of await opened.store.tasks.list({})) {
    if (chance.isBelow(0.4)) continue;
    await opened.pool.query(
      `update "Task" set horizon = $2::"Horizon", completion = $3::"Completion", closure = $4::"ClosureState",
         "dueOn" = $5::date, "reviewEveryDays" = $6, removal = $7::"Removal", "removedOn" = $8::date,
         "ownerId" = case when $9 then null else "ownerId" end, "addedAt" = $10,
         "closedOn" = case when $4 = 'closed' then $11::date end where id = $1::uuid`,
      [
        id,
        chance.pick(['immediate', 'term', 'long', 'long']),
        chance.pick(['not_done', 'not_done', 'basically_done', 'done', 'stopped']),
        chance.pick([
          'open',
          'open',
          'open',
          'first_review',
          'final_review',
          'closed',
          'returned',
          'relapsed',
        ]),
        chance.isBelow(0.1) ? null : chance.pick(days),
        chance.pick([null, 7, 14, 30]),
        ...(chance.isBelow(0.05) ? ['withdrawn', '2026-03-10'] : [null, null]),
        chance.isBelow(0.05),
        chance.isBelow(0.1)
          ? null
          : chance.pick(['2026-02-10T15:59Z', '2026-03-01T16:01Z', '2026-03-12T02:00Z']),
        chance.pick(['2026-02-20', '2026-03-02', '2026-03-12', '2026-03-13']),
      ],
    );
  }
  await opened.pool.query(
    `insert into "Complaint" (id, "taskId", at, "byId", text)
       select gen_random_uuid(), t.id, '2026-03-14T02:00Z', p.id, '又反映' from "Task" t, lateral (select id from "Person" limit 1) p
       where t.no % 17 = 0`,
  );
  await opened.pool.query(
    `insert into "LookBack" (id, "taskId", cause, "dueOn", "createdAt", "checkedOn", passed)
       select gen_random_uuid(), id, 'sample', '2026-03-10', '2026-03-01', '2026-03-11', no % 2 = 0 from "Task" where no % 13 = 0`,
  );
}

describe('数据库挑出来的，和逐项按规则定的一样', () => {
  test.each<DateOnly>(['2026-03-09', '2026-03-16', '2026-03-18', '2026-03-23', '2026-04-20'])(
    '%s 催谁，先催谁',
    async (today) => {
      const { store } = opened;
      const [round] = await store.rounds.active();
      const now = { stores: store, calendar: await store.workCalendar(), today, week: mondayOf(today) };
      const asks = await openAsks(now, round!, await store.tasks.list({ roundId: round!.id }));
      const owners = [...new Set(asks.map(({ task }) => task.owner!.id))];
      expect(owners.length).toBeGreaterThan(10);
      expect(await askedOwners(now, round!)).toEqual(owners);
    },
  );

  test('一批批读的任务，和整轮读的一样', async () => {
    const { tasks: all, roundTasks, rounds } = opened.store;
    const [round] = await rounds.active();
    const roundId = round!.id;
    const today = '2026-03-20';
    const codes = (tasks: readonly Task[]) => tasks.map(({ code }) => code);
    const collect = async (read: Parameters<typeof taskBatches>[0]) => {
      const found: Task[] = [];
      for await (const tasks of taskBatches(read, 37)) found.push(...tasks);
      return found;
    };
    const standing = await all.list({ roundId });
    expect(codes(await collect((batch) => roundTasks.batch(roundId, batch)))).toEqual(codes(standing));
    const onLadder = (tasks: readonly Task[]) =>
      codes(tasks.filter((task) => whyStopped(task, today) === null));
    const pressing = await collect((batch) => roundTasks.pressing(roundId, today, batch));
    expect(onLadder(pressing)).toEqual(onLadder(standing));
    expect(pressing.length).toBeLessThan(standing.length / 2);
    const gone = (await all.list({ roundId, removed: true })).filter(({ removed }) => removed !== null);
    expect(codes(await roundTasks.removed(roundId))).toEqual(codes(gone));
  });

  test('哪些销号项目要防反弹', async () => {
    const { store } = opened;
    const clock = settableClock(new Date('2026-03-20T02:00Z'), 'Asia/Shanghai');
    const tasks = await store.tasks.list({});
    const added = await store.lookBacks.addedAt(tasks.map(({ id }) => id));
    const booked = tasks.flatMap((task) => {
      const at = added.get(task.id);
      return at ? [{ task, addedOn: clock.local(at).date }] : [];
    });
    const complaints = (await store.complaints.list()).map(({ at, ...each }) => ({
      ...each,
      on: clock.local(at).date,
    }));
    const all = relapseWarnings({
      tasks: booked,
      complaints,
      lookBacks: await store.lookBacks.list({ checked: true }),
    });
    const rounds = new Set(tasks.map(({ roundId }) => roundId));
    const found = await warningsNow({ stores: store, clock, today: '2026-03-20' }, rounds);
    expect(new Set(found.map(({ reason }) => reason))).toEqual(
      new Set(['same_again', 'complaint', 'failed_check']),
    );
    expect(found).toEqual(all);
  });
});
