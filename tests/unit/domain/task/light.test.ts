import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DateOnly } from '../../../../src/domain/calendar/date.ts';
import { assessTask, finishedWithinOriginal } from '../../../../src/domain/task/light.ts';
import type { Light, Timeliness } from '../../../../src/domain/task/light.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import { isClosed } from '../../../../src/domain/task/task.ts';
import type { Task } from '../../../../src/domain/task/task.ts';
import { aTask } from '../../../support/a-task.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';
import { anyDay, anyTask } from './any-task.ts';

const assess = (task: Task, today: DateOnly) => assessTask(task, today, calendar2026, DEFAULT_ROUND_SETTINGS);

describe('3 月 20 日（周五）到期', () => {
  const due = { dueOn: '2026-03-20' } as const;
  test.each<[string, Partial<Task>, DateOnly, Light, Timeliness, number, number | null]>([
    ['还有 6 个工作日，绿灯', due, '2026-03-12', 'green', 'not_due', 0, null],
    ['还有 5 个工作日，黄灯', due, '2026-03-13', 'yellow', 'near', 0, 5],
    ['到期当天仍是黄灯', due, '2026-03-20', 'yellow', 'near', 0, 0],
    ['次日起逾期，周末也算天数', due, '2026-03-21', 'red', 'overdue', 1, null],
    ['逾期十天', due, '2026-03-30', 'red', 'overdue', 10, null],
    [
      '基本完成不算完成，照样逾期',
      { ...due, completion: 'basically_done' },
      '2026-03-21',
      'red',
      'overdue',
      1,
      null,
    ],
    ['退回后照样逾期', { ...due, closure: 'returned' }, '2026-03-23', 'red', 'overdue', 3, null],
    ['长期坚持即使填了日期也不逾期', { ...due, horizon: 'long' }, '2026-12-31', 'green', 'none', 0, null],
    ['没有时限不逾期', { dueOn: null }, '2026-12-31', 'green', 'none', 0, null],
    ['依规终止的不再亮灯', { ...due, completion: 'stopped' }, '2026-12-31', 'closed', 'none', 0, null],
  ])('%s', (_, given, today, light, timeliness, overdueDays, nearWorkingDays) =>
    expect(assess(aTask(given), today)).toEqual({ light, timeliness, overdueDays, nearWorkingDays }),
  );
});

test('临期按工作日数：春节前到节后首日只剩 2 个工作日', () => {
  expect(assess(aTask({ dueOn: '2026-02-24' }), '2026-02-13').nearWorkingDays).toBe(2);
});

describe('审核中按申报那天判断', () => {
  const claimed = { dueOn: '2026-03-20', closure: 'first_review' } as const;
  test.each<[string, Partial<Task>, Light, number]>([
    ['早早申报，审核拖到 5 月也不变红', { ...claimed, claimedOn: '2026-03-02' }, 'green', 0],
    ['到期当天申报，不算逾期', { ...claimed, claimedOn: '2026-03-20' }, 'yellow', 0],
    ['逾期 3 天才申报，停在 3 天', { ...claimed, claimedOn: '2026-03-23' }, 'red', 3],
    ['复审同样', { ...claimed, closure: 'second_review', claimedOn: '2026-03-02' }, 'green', 0],
  ])('%s', (_, given, light, overdueDays) =>
    expect(assess(aTask(given), '2026-05-20')).toMatchObject({ light, overdueDays }),
  );
});

describe('做完之后，早晚一直看得见', () => {
  const closed = { closure: 'closed', completion: 'done', dueOn: '2026-03-20' } as const;
  test.each<[string, Partial<Task>, Light, Timeliness]>([
    [
      '按期申报，审核到期后才通过',
      { ...closed, claimedOn: '2026-03-19', closedOn: '2026-04-15' },
      'closed',
      'done_on_time',
    ],
    ['逾期申报', { ...closed, claimedOn: '2026-03-21', closedOn: '2026-03-25' }, 'closed', 'done_late'],
    ['没有申报日就看销号日', { ...closed, closedOn: '2026-03-25' }, 'closed', 'done_late'],
    ['哪天做完不知道，不替人下结论', closed, 'closed', 'none'],
    [
      '办公室已认定完成、尚未销号，不算逾期',
      { ...closed, closure: 'open', claimedOn: '2026-03-21' },
      'green',
      'done_late',
    ],
    ['长期坚持销号', { ...closed, horizon: 'long', closedOn: '2026-12-01' }, 'closed', 'none'],
  ])('%s', (_, given, light, timeliness) =>
    expect(assess(aTask(given), '2026-12-31')).toMatchObject({ light, timeliness, overdueDays: 0 }),
  );
});

describe('统计按最初的时限', () => {
  const extended = {
    closure: 'closed',
    completion: 'done',
    originalDueOn: '2026-03-20',
    dueOn: '2026-04-20',
  } as const;
  test.each<[string, Partial<Task>, boolean | null]>([
    ['延期后按新时限完成，统计仍算超过', { ...extended, claimedOn: '2026-04-10' }, false],
    ['没用上延期', { ...extended, claimedOn: '2026-03-20' }, true],
    [
      '审核中还没有结论',
      { ...extended, completion: 'not_done', closure: 'first_review', claimedOn: '2026-03-01' },
      null,
    ],
    ['依规终止不算完成', { ...extended, completion: 'stopped', closedOn: '2026-03-01' }, null],
    ['没有最初时限', { ...extended, originalDueOn: null, claimedOn: '2026-03-01' }, null],
  ])('%s', (_, given, expected) => expect(finishedWithinOriginal(aTask(given))).toBe(expected));

  test('延期后按新时限亮灯', () => {
    expect(assess(aTask({ ...extended, claimedOn: '2026-04-10' }), '2026-05-01').timeliness).toBe(
      'done_on_time',
    );
  });
});

describe('任意任务', () => {
  test('销号或终止的从不逾期', () => {
    fc.assert(
      fc.property(anyTask, anyDay, (task, today) => {
        const { light, timeliness, overdueDays } = assess(task, today);
        expect(light === 'closed').toBe(isClosed(task));
        expect(isClosed(task) && (timeliness === 'overdue' || overdueDays > 0)).toBe(false);
      }),
    );
  });

  test('红灯、逾期、天数三者一致，逾期与临期不并存', () => {
    fc.assert(
      fc.property(anyTask, anyDay, (task, today) => {
        const { light, timeliness, overdueDays, nearWorkingDays } = assess(task, today);
        expect(light === 'red').toBe(overdueDays > 0);
        expect(timeliness === 'overdue').toBe(overdueDays > 0);
        expect(light === 'yellow').toBe(nearWorkingDays !== null);
      }),
    );
  });
});
