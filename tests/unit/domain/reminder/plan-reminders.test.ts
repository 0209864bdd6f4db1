import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DateOnly } from '../../../../src/domain/calendar/date.ts';
import type { ReminderPlan } from '../../../../src/domain/reminder/plan.ts';
import { asksFor, planReminders } from '../../../../src/domain/reminder/plan-reminders.ts';
import type { ProgressEntry } from '../../../../src/domain/reply/entry.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import type { Task } from '../../../../src/domain/task/task.ts';
import { aTask, anEntry } from '../../../support/a-task.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';
import { anyTasks } from '../task/any-task.ts';

const MONDAY: DateOnly = '2026-03-09';

function plan(tasks: readonly Task[], entries: readonly ProgressEntry[] = [], today = MONDAY): ReminderPlan {
  return planReminders({
    tasks,
    entries,
    today,
    weekMonday: MONDAY,
    calendar: calendar2026,
    settings: DEFAULT_ROUND_SETTINGS,
  });
}

const codes = (given: ReminderPlan, personId: string) =>
  asksFor(given, personId).map(({ task }) => task.code);

/** What became of task 1: why it is asked, or why not. */
function outcomeOf(
  given: Partial<Task>,
  entries: readonly ProgressEntry[] = [],
): object | string | undefined {
  const { recipients, notAsked } = plan([aTask(given)], entries);
  return recipients[0]?.asks[0]?.reason ?? notAsked[0]?.reason;
}

describe('问不问，凭什么', () => {
  test.each<[string, Partial<Task>, ProgressEntry[], object | string]>([
    ['逾期 9 天', { dueOn: '2026-02-28' }, [], { kind: 'overdue', days: 9 }],
    ['还剩 4 个工作日', { dueOn: '2026-03-13' }, [], { kind: 'near', workingDays: 4 }],
    ['离时限还早，本周没报', {}, [], { kind: 'no_entry' }],
    ['没有时限的限期整改，本周没报', { dueOn: null }, [], { kind: 'no_entry' }],
    ['上周报过，本周照问', {}, [anEntry({ week: '2026-03-02' })], { kind: 'no_entry' }],
    ['本周报过，不问', {}, [anEntry()], 'answered'],
    ['本周只报“无变化”，也算报过', {}, [anEntry({ status: 'no_change' })], 'answered'],
    ['逾期但本周报过，不再问', { dueOn: '2026-02-28' }, [anEntry()], 'answered'],
    [
      '报了又撤回，照问',
      {},
      [anEntry({ id: 'e1' }), anEntry({ id: 'e2', version: 2, withdraws: 'e1' })],
      { kind: 'no_entry' },
    ],
    ['别的任务报过，不算', {}, [anEntry({ taskId: 'task-2' })], { kind: 'no_entry' }],
    ['已销号', { closure: 'closed', dueOn: '2026-02-28' }, [], 'closed'],
    ['依规终止', { completion: 'stopped' }, [], 'closed'],
    ['待初审，催的是审核人', { closure: 'first_review', dueOn: '2026-02-28' }, [], 'under_review'],
    ['待复审', { closure: 'second_review' }, [], 'under_review'],
    ['退回后要接着问', { closure: 'returned' }, [], { kind: 'no_entry' }],
    ['没有责任人', { owner: null }, [], 'no_owner'],
  ])('%s', (_, given, entries, outcome) => expect(outcomeOf(given, entries)).toEqual(outcome));
});

describe('长期坚持，到期才问', () => {
  const long = { horizon: 'long', dueOn: null } as const;
  test.each<[string, Partial<Task>, DateOnly[], object | string]>([
    ['从没报过', long, [], { kind: 'review_due', since: null }],
    ['上周刚报过', long, ['2026-03-02'], 'review_not_due'],
    ['三周前报过，到周日不满 30 天', long, ['2026-02-16'], 'review_not_due'],
    ['四周前报过，到周日已过 30 天', long, ['2026-02-09'], { kind: 'review_due', since: '2026-02-09' }],
    ['只看最近一次', long, ['2025-12-01', '2026-03-02'], 'review_not_due'],
    [
      '每周一次的，每周都问',
      { ...long, reviewEveryDays: 7 },
      ['2026-03-02'],
      { kind: 'review_due', since: '2026-03-02' },
    ],
    [
      '间隔正好满在本周日，本周问',
      { ...long, reviewEveryDays: 13 },
      ['2026-03-02'],
      { kind: 'review_due', since: '2026-03-02' },
    ],
    ['间隔满在下周一，下周再问', { ...long, reviewEveryDays: 14 }, ['2026-03-02'], 'review_not_due'],
    ['每季一次的', { ...long, reviewEveryDays: 90 }, ['2026-01-05'], 'review_not_due'],
    ['本周报过', { ...long, reviewEveryDays: 7 }, ['2026-03-09'], 'answered'],
    ['误填了时限也不算逾期', { ...long, dueOn: '2026-01-31' }, ['2026-03-02'], 'review_not_due'],
  ])('%s', (_, given, weeks, outcome) =>
    expect(
      outcomeOf(
        given,
        weeks.map((week) => anEntry({ week })),
      ),
    ).toEqual(outcome),
  );
});

describe('一人一条，急的在前', () => {
  const he = { id: 'person-2', name: '何国栋' };
  const tasks = [
    aTask({ no: 1 }),
    aTask({ no: 2, dueOn: '2026-03-13' }),
    aTask({ no: 3, dueOn: '2026-03-06' }),
    aTask({ no: 4, horizon: 'long', dueOn: null }),
    aTask({ no: 5, dueOn: '2026-02-28' }),
    aTask({ no: 6, dueOn: '2026-03-10' }),
    aTask({ no: 7, owner: he, dueOn: '2026-03-05', contact: { id: 'person-1', name: '林晓岚' } }),
    aTask({ no: 8, dueOn: '2026-03-06' }),
    aTask({ no: 9, closure: 'closed' }),
  ];
  test('逾期最久、临期最近、其余按序号', () => {
    const made = plan(tasks);
    expect(codes(made, 'person-1')).toEqual(['5', '3', '8', '6', '2', '1', '4']);
    expect(codes(made, 'person-2')).toEqual(['7']);
    expect(made.recipients).toHaveLength(2);
    expect(made.notAsked.map(({ task }) => task.code)).toEqual(['9']);
  });

  test('没有要问的人，一条也不发', () => {
    expect(codes(plan(tasks), 'person-9')).toEqual([]);
    expect(plan([]).recipients).toEqual([]);
  });

  test('周三补催只剩没报的', () => {
    const made = plan(tasks, [anEntry({ taskId: 'task-7' }), anEntry({ taskId: 'task-5' })], '2026-03-11');
    expect(codes(made, 'person-2')).toEqual([]);
    expect(codes(made, 'person-1')).toEqual(['3', '8', '6', '2', '1', '4']);
  });
});

describe('任意任务', () => {
  test('每项任务要么问一次，要么说明不问的理由', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const { recipients, notAsked } = plan(tasks);
        const seen = [...recipients.flatMap(({ asks }) => asks), ...notAsked].map(({ task }) => task.no);
        expect(seen.toSorted((a, b) => a - b)).toEqual(tasks.map(({ no }) => no).toSorted((a, b) => a - b));
        expect(new Set(recipients.map(({ personId }) => personId)).size).toBe(recipients.length);
        for (const { personId, asks } of recipients) {
          expect(asks.length).toBeGreaterThan(0);
          expect(asks.every(({ task }) => task.owner?.id === personId)).toBe(true);
        }
      }),
    );
  });

  test('任务和填报怎样排列，结果都一样', () => {
    const entries = Array.from({ length: 99 }, (_, no) =>
      (['2026-02-09', '2026-03-02', MONDAY] as const)
        .slice(0, no % 4)
        .map((week) => anEntry({ taskId: `task-${no}`, week })),
    ).flat();
    const shuffled = anyTasks.chain((tasks) =>
      fc.record({
        tasks: fc.constant(tasks),
        otherTasks: fc.shuffledSubarray(tasks, { minLength: tasks.length }),
        otherEntries: fc.shuffledSubarray(entries, { minLength: entries.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ tasks, otherTasks, otherEntries }) => {
        expect(plan(otherTasks, otherEntries)).toEqual(plan(tasks, entries));
      }),
    );
  });
});
