import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FrozenWeek } from '../../../src/app/week/week-stores.ts';
import { addDays, type DateOnly } from '../../../src/domain/calendar/date.ts';
import { computeFigures } from '../../../src/domain/ledger/figures.ts';
import {
  anEntryOf,
  atOnce,
  MONDAY_MORNING,
  openStore,
  saveSmallRound,
  type OpenStore,
  type SmallRound,
} from './a-store.ts';
import { aCause } from '../../support/a-cause.ts';

let opened: OpenStore;
let round: SmallRound;
beforeEach(async () => {
  opened = await openStore();
  round = await saveSmallRound(opened.store);
});
afterEach(() => opened.close());

describe('进展填报', () => {
  test('二十次同时报，版本一个不缺、一个不重', async () => {
    await atOnce(20, (index) =>
      opened.store.transaction(({ entries }) => entries.add(anEntryOf(round, { text: `第${index}次` }))),
    );
    const entries = await opened.store.entries.ofTasks([round.taskId]);
    expect(entries.map(({ version }) => version)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    expect(new Set(entries.map(({ text }) => text)).size).toBe(20);
  });

  test('每周各自从一算起', async () => {
    for (const week of ['2026-06-01', '2026-06-08', '2026-06-08'] as const) {
      await opened.store.entries.add(anEntryOf(round, { week }));
    }
    const entries = await opened.store.entries.ofTasks([round.taskId]);
    expect(entries.map(({ week, version }) => `${week}/${version}`)).toEqual([
      '2026-06-01/1',
      '2026-06-08/1',
      '2026-06-08/2',
    ]);
  });

  test('同一条只能撤回一次', async () => {
    const withdraws = await opened.store.entries.add(anEntryOf(round));
    const withdraw = () =>
      opened.store.transaction(({ entries }) => entries.add(anEntryOf(round, { withdraws, text: '' })));
    const outcomes = await Promise.allSettled([withdraw(), withdraw(), withdraw()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

const aWeek = (week: DateOnly): Omit<FrozenWeek, 'id' | 'number'> => ({
  roundId: round.roundId,
  week,
  frozenAt: MONDAY_MORNING,
  rows: [],
  figures: computeFigures({ rows: [], asOf: week }),
  sha256: '0'.repeat(64),
});

const freeze = (week: DateOnly) =>
  opened.store.transaction(async ({ weeks }) => {
    await weeks.claimDue(round.roundId, MONDAY_MORNING);
    return weeks.freeze(aWeek(week));
  });

describe('冻结的台账', () => {
  test('同时冻结八周，编号连续不断', async () => {
    const frozen = await atOnce(8, (index) => freeze(addDays('2026-05-04', index * 7)));
    expect(frozen.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('冻结失败的不占编号', async () => {
    await freeze('2026-06-01');
    await expect(freeze('2026-06-01')).rejects.toThrow('Unique constraint');
    expect((await freeze('2026-06-08')).number).toBe(2);
  });

  test('一周只冻结一次，哪怕十个同时来', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => freeze('2026-06-08')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await opened.store.weeks.frozenBefore(round.roundId, '2026-12-28', 10)).toHaveLength(1);
  });
});

test('任务被别人改过，后改的不生效', async () => {
  const task = (await opened.store.tasks.byId(round.taskId))!;
  const changes = await atOnce(20, (index) =>
    opened.store.tasks.change(task, { remark: `第${index}次` }, aCause()),
  );
  expect(changes.filter(Boolean)).toHaveLength(1);
  expect((await opened.store.tasks.byId(round.taskId))?.version).toBe(task.version + 1);
});

const chaseTheTask = () =>
  opened.store.transaction(({ chases }) =>
    chases.add({
      roundId: round.roundId,
      byId: round.personId,
      day: '2026-06-08',
      at: MONDAY_MORNING,
      taskIds: [round.taskId],
    }),
  );

test('一项任务一天只催一次，哪怕两位管理员同时催', async () => {
  const chased = await atOnce(5, chaseTheTask);
  expect(chased.filter(({ taskIds }) => taskIds.length === 1)).toHaveLength(1);
});
