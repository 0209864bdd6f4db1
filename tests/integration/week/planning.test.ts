import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerWeek, generateRound } from '../../../bench/generate/round.ts';
import { warningsNow } from '../../../src/app/look-back/lists.ts';
import { askedOwners } from '../../../src/app/week/asked-owners.ts';
import { openAsks } from '../../../src/app/week/open-asks.ts';
import { taskBatches } from '../../../src/app/week/round-rows.ts';
import { previewWeek } from '../../../src/app/week/preview-week.ts';
import { chartedRows } from '../../../src/app/week/round-lines.ts';
import { linesNow } from '../../../src/app/week/round-now.ts';
import { settableClock } from '../../../src/clock.ts';
import { mondayOf, type DateOnly } from '../../../src/domain/calendar/date.ts';
import { rollUp } from '../../../src/domain/ledger/roll-up.ts';
import { groupBy } from '../../../src/domain/group-by.ts';
import { planReminders } from '../../../src/domain/reminder/plan-reminders.ts';
import { standingEntries } from '../../../src/domain/reply/entry.ts';
import { assessTask } from '../../../src/domain/task/light.ts';
import { isClosed, isUnderReview } from '../../../src/domain/task/task.ts';
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

const codes = (found: readonly { readonly code: string }[]): string[] => found.map(({ code }) => code);

async function nowOn(today: DateOnly) {
  const { store } = opened;
  const [round] = await store.rounds.active();
  return { stores: store, calendar: await store.workCalendar(), today, week: mondayOf(today), round: round! };
}

const collect = async (read: Parameters<typeof taskBatches>[0]) => {
  const found: Task[] = [];
  for await (const tasks of taskBatches(read, 37)) found.push(...tasks);
  return found;
};

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
    const calendar = await opened.store.workCalendar();
    const standing = await all.list({ roundId });
    expect(codes(await collect((batch) => roundTasks.batch(roundId, batch)))).toEqual(codes(standing));
    const onLadder = (tasks: readonly Task[]) =>
      codes(tasks.filter((task) => whyStopped(task, today) === null));
    const red = (tasks: readonly Task[]) =>
      codes(tasks.filter((task) => assessTask(task, today, calendar, round!.settings).light === 'red'));
    const late = await collect((batch) => roundTasks.pastDeadline(roundId, today, batch));
    expect(onLadder(late)).toEqual(onLadder(standing));
    expect(red(late)).toEqual(red(standing));
    expect(late.length).toBeLessThan(standing.length / 2);
    const gone = (await all.list({ roundId, removed: true })).filter(({ removed }) => removed !== null);
    expect(codes(await roundTasks.removed(roundId))).toEqual(codes(gone));
  });

  test.each<DateOnly>(['2026-03-09', '2026-03-16', '2026-03-18', '2026-03-23', '2026-04-20'])(
    '%s 挂图的行，就是台账的行',
    async (today) => {
      const now = await nowOn(today);
      const lines = await linesNow(now, now.round, await opened.store.tasks.list({}));
      const rows = await chartedRows(now, now.round);
      const fields = Object.keys(rows[0]!) as (keyof (typeof rows)[number])[];
      expect(fields.length).toBeGreaterThan(13);
      const only = lines.map((line) => Object.fromEntries(fields.map((field) => [field, line[field]])));
      expect(rows).toEqual(only);
    },
  );

  test.each<DateOnly>(['2026-03-02', '2026-03-09', '2026-03-18', '2026-03-23', '2026-04-20'])(
    '%s 台账的行，和从全部填报算的一样',
    async (today) => {
      const { store } = opened;
      const { round, calendar, week } = await nowOn(today);
      const tasks = await store.tasks.list({});
      const ids = tasks.map(({ id }) => id);
      const rows = rollUp({
        tasks,
        entries: await store.entries.ofTasks(ids),
        evidenceCounts: await store.entries.evidenceCounts(ids),
        week,
        asOf: today,
        calendar,
        settings: round.settings,
      });
      expect(await linesNow(await nowOn(today), round, tasks)).toEqual(rows);
    },
  );

  test('里面有各种填报：改过的、撤回的、补报的、带下一步打算的', async () => {
    const { rows } = await opened.pool.query<Record<string, number>>(
      `select count(*) filter (where version > 1)::int as again, count(withdraws)::int as withdrawn,
         count(*) filter (where late)::int as late, count(*) filter (where "nextPlan" <> '')::int as plans from "ProgressEntry"`,
    );
    for (const count of Object.values(rows[0] ?? {})) expect(count).toBeGreaterThan(5);
  });

  test.each<DateOnly>(['2026-03-16', '2026-03-20', '2026-04-20'])('%s 那一周的预览', async (today) => {
    const { store } = opened;
    const { calendar, round, week } = await nowOn(today);
    const tasks = await store.tasks.list({});
    const entries = (await store.entries.ofTasks(tasks.map(({ id }) => id))).filter(
      (entry) => entry.week <= week,
    );
    const plan = planReminders({
      tasks,
      entries,
      calendar,
      today,
      settings: round.settings,
      weekMonday: week,
    });
    const preview = await previewWeek(store, { calendar, rounds: [round], date: today });
    expect(preview.people.map(({ tasks: own }) => own.map(({ code, reason }) => ({ code, reason })))).toEqual(
      plan.recipients.map(({ asks }) => asks.map(({ task: { code }, reason }) => ({ code, reason }))),
    );
    expect(preview.notAsked.map(({ code, reason }) => [code, reason])).toEqual(
      plan.notAsked.map(({ task, reason }) => [task.code, reason]),
    );
    expect(preview.waitingForReview).toEqual(tasks.filter(isUnderReview).map(({ code }) => code));
  });

  test('等着审核的申请；这周答了几项', async () => {
    const { store } = opened;
    const { round } = await nowOn('2026-03-18');
    const tasks = await store.tasks.list({});
    const one = [];
    for (const task of tasks.filter(isUnderReview)) {
      const request = await store.requests.pendingClosure(task.id);
      if (request) one.push(request);
    }
    const found = await store.requests.pendingClosures([round.id]);
    expect(found.length).toBeGreaterThan(10);
    expect(new Map(found.map((request) => [request.id, request]))).toEqual(
      new Map(one.map((request) => [request.id, request])),
    );
    const times = found.map(({ submittedAt }) => submittedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(await store.requests.pendingClosures([])).toEqual([]);

    const all = await store.tasks.list({ removed: true });
    const standing = standingEntries(await store.entries.ofWeek(round.id, SIZE.monday));
    const answered = new Set(standing.map(({ taskId }) => taskId));
    const owned = groupBy(
      all.filter(({ id, owner }) => owner !== null && answered.has(id)),
      ({ owner }) => owner?.id ?? '',
    );
    const counts = new Map([...owned].map(([id, own]) => [id, own.length]));
    expect(await store.weekMessages.answered(round.id, SIZE.monday)).toEqual(counts);
  });

  test('按编号、按单位、按责任人取任务', async () => {
    const { tasks } = opened.store;
    const all = await tasks.list({});
    const [first, , third] = all;
    const where = (keep: (task: (typeof all)[number]) => boolean) => codes(all.filter(keep));
    expect(codes(await tasks.list({ codes: [third!.code, first!.code, '没有', '999999'] }))).toEqual(
      codes([first!, third!]),
    );
    expect(codes(await tasks.list({ codes: [] }))).toEqual([]);
    expect(codes(await tasks.list({ ids: [] }))).toEqual([]);
    expect(codes(await tasks.list({ ids: [third!.id], nos: [third!.no] }))).toEqual([third!.code]);
    const unit = first!.leadUnit!.name;
    expect(codes(await tasks.list({ leadUnit: unit }))).toEqual(
      where(({ leadUnit }) => leadUnit?.name === unit),
    );
    const owner = all.find((task) => task.owner !== null)!.owner!.name;
    expect(codes(await tasks.list({ owner }))).toEqual(where((task) => task.owner?.name === owner));
    const open = all.filter((task) => !isClosed(task));
    expect(await tasks.countOpen(first!.roundId)).toBe(open.length);
    expect(await tasks.openOwners()).toEqual(
      open.map(({ code, owner: of }) => ({ code, ownerId: of?.id ?? null })),
    );
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
