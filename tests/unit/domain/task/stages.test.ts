import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DateOnly } from '../../../../src/domain/calendar/date.ts';
import { rollUp } from '../../../../src/domain/ledger/roll-up.ts';
import { decideAsk } from '../../../../src/domain/reminder/ask-decision.ts';
import { assessTask } from '../../../../src/domain/task/light.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import { withGoals, withReached } from '../../../../src/domain/task/stages.ts';
import type { StageGoal, Task } from '../../../../src/domain/task/task.ts';
import { aTask, anEntry } from '../../../support/a-task.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';
import { anyDay, anyTask } from './any-task.ts';

const goal = (no: number, dueOn: DateOnly, reachedOn: DateOnly | null = null): StageGoal => ({
  no,
  text: `第 ${no} 步`,
  dueOn,
  reachedOn,
});
const long = (stages: readonly StageGoal[], given: Partial<Task> = {}): Task =>
  aTask({ horizon: 'long', dueOn: null, stages, ...given });
const assess = (task: Task, today: DateOnly) => assessTask(task, today, calendar2026, DEFAULT_ROUND_SETTINGS);

/** Answered last week, so that the review is not due for a month. */
const ask = (task: Task, today: DateOnly) =>
  decideAsk(task, [anEntry({ taskId: task.id, week: '2026-03-02' })], {
    calendar: calendar2026,
    settings: DEFAULT_ROUND_SETTINGS,
    today,
    weekMonday: '2026-03-09',
  });

const askedFor = (dueOn: DateOnly, passed: boolean) => ({
  kind: 'ask',
  reason: { kind: 'stage', dueOn, passed },
});
const notDue = { kind: 'no_ask', reason: 'review_not_due' };

describe('阶段目标', () => {
  test.each<[string, StageGoal[], string, object]>([
    ['没有目标，不到回看不问', [], 'green', notDue],
    ['离目标还早', [goal(1, '2026-06-30')], 'green', notDue],
    ['还剩五个工作日，每周问，黄灯', [goal(1, '2026-03-16')], 'yellow', askedFor('2026-03-16', false)],
    ['目标日过了没达成，还是黄灯', [goal(1, '2026-02-27')], 'yellow', askedFor('2026-02-27', true)],
    ['达成了就不再问', [goal(1, '2026-02-27', '2026-02-20')], 'green', notDue],
    [
      '看最早没达成的一个',
      [goal(1, '2026-02-01', '2026-02-01'), goal(3, '2026-09-30'), goal(2, '2026-03-13')],
      'yellow',
      askedFor('2026-03-13', false),
    ],
  ])('%s', (_, stages, light, asked) => {
    const task = long(stages);
    expect(assess(task, '2026-03-09')).toMatchObject({ light, timeliness: 'none', overdueDays: 0 });
    expect(ask(task, '2026-03-09')).toEqual(asked);
  });

  test('限期整改的任务不看阶段目标', () => {
    const task = aTask({ dueOn: '2026-12-31', stages: [goal(1, '2026-01-31')] });
    expect(assess(task, '2026-03-09').light).toBe('green');
  });

  test('重设目标：达成的留着，没达成的换掉，编号接着排', () => {
    const stages = [goal(1, '2026-02-27', '2026-02-20'), goal(2, '2026-06-30')];
    const set = withGoals(stages, [
      { due: '2026-12-31', text: '建成长效机制' },
      { due: '2026-09-30', text: '覆盖全部社区' },
    ]);
    expect(set).toEqual([
      stages[0],
      { no: 2, text: '覆盖全部社区', dueOn: '2026-09-30', reachedOn: null },
      { no: 3, text: '建成长效机制', dueOn: '2026-12-31', reachedOn: null },
    ]);
  });

  test.each<[string, number, StageGoal[] | null]>([
    ['没达成的记为达成', 2, [goal(1, '2026-02-27', '2026-02-20'), goal(2, '2026-06-30', '2026-03-09')]],
    ['已达成的不能再记一次', 1, null],
    ['没有这个目标', 3, null],
  ])('%s', (_, no, expected) =>
    expect(
      withReached([goal(1, '2026-02-27', '2026-02-20'), goal(2, '2026-06-30')], no, '2026-03-09'),
    ).toEqual(expected),
  );
});

describe('任意长期任务', () => {
  const anyStages = fc.array(fc.record({ dueOn: anyDay, reachedOn: fc.option(anyDay) }), { maxLength: 4 });
  const anyLong = fc.tuple(anyTask, anyStages).map(([task, stages]): Task => ({
    ...task,
    horizon: 'long',
    stages: stages.map((stage, index) => ({ no: index + 1, text: '', ...stage })),
  }));

  test('不论写了什么日期，从不逾期、从不红灯、不因日期催问', () => {
    fc.assert(
      fc.property(anyLong, anyDay, (task, today) => {
        const { light, timeliness, overdueDays } = assess(task, today);
        expect(light).not.toBe('red');
        expect(['overdue', 'near', 'done_late']).not.toContain(timeliness);
        expect(overdueDays).toBe(0);
        const asked = ask(task, today);
        expect(asked.kind === 'ask' && ['overdue', 'near'].includes(asked.reason.kind)).toBe(false);
      }),
    );
  });

  test('台账上没有时限，周报里不会说它到期', () => {
    fc.assert(
      fc.property(anyLong, anyDay, (task, asOf) => {
        const [row] = rollUp({
          tasks: [task],
          entries: [],
          evidenceCounts: new Map(),
          week: '2026-03-09',
          asOf,
          calendar: calendar2026,
          settings: DEFAULT_ROUND_SETTINGS,
        });
        expect(row?.dueOn).toBeNull();
        expect(row?.light).not.toBe('red');
      }),
    );
  });
});
