import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, compareLocalTime } from '../../../../src/domain/calendar/date.ts';
import type { DateOnly, WallTime, Weekday } from '../../../../src/domain/calendar/date.ts';
import { planWeek } from '../../../../src/domain/calendar/plan-week.ts';
import type { WeekPlan } from '../../../../src/domain/calendar/week-plan.ts';
import type { WorkCalendar } from '../../../../src/domain/calendar/work-calendar.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import type { RoundSettings } from '../../../../src/domain/task/round.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

const { schedule } = DEFAULT_ROUND_SETTINGS;

/** `remind 10-08 09:10 ←10-05`: the step, when it is due, and the day it was moved from. */
function written(plan: WeekPlan): string[] {
  if (plan.kind === 'skipped') return [`skipped ${plan.workingDays}`];
  return plan.steps.map(({ step, at, shiftedFrom }) => {
    const from = shiftedFrom === null ? '' : ` ←${shiftedFrom.slice(5)}`;
    return `${step} ${at.date.slice(5)} ${at.time}${from}`;
  });
}

/** The five steps in their order, all on these days, each strictly after the one before; or a skipped week. */
function isSound(plan: WeekPlan, days: readonly DateOnly[]): boolean {
  if (plan.kind === 'skipped') return true;
  const moments = plan.steps.map((step) => step.at);
  const inOrder = moments.every((at, index) => {
    const next = moments[index + 1];
    return next === undefined || compareLocalTime(at, next) < 0;
  });
  const names = plan.steps.map(({ step }) => step).join(' ');
  return (
    names === 'remind nudge close freeze digest' && inOrder && moments.every((at) => days.includes(at.date))
  );
}

describe('2026 年的几周', () => {
  test.each<[string, DateOnly, string[]]>([
    [
      '普通一周，原样不动',
      '2026-03-09',
      [
        'remind 03-09 09:10',
        'nudge 03-11 15:10',
        'close 03-13 12:00',
        'freeze 03-13 14:00',
        'digest 03-13 16:10',
      ],
    ],
    [
      '春节前一周，周六虽上班也不动',
      '2026-02-09',
      [
        'remind 02-09 09:10',
        'nudge 02-11 15:10',
        'close 02-13 12:00',
        'freeze 02-13 14:00',
        'digest 02-13 16:10',
      ],
    ],
    ['春节当周整周放假，跳过', '2026-02-16', ['skipped 0']],
    [
      '春节后一周，周一仍放假',
      '2026-02-23',
      [
        'remind 02-24 09:10 ←02-23',
        'nudge 02-25 15:10',
        'close 02-27 12:00',
        'freeze 02-27 14:00',
        'digest 02-27 16:10',
      ],
    ],
    [
      '国庆前只上三天：收口退到周三，补催随之提前到周二',
      '2026-09-28',
      [
        'remind 09-28 09:10',
        'nudge 09-29 15:10 ←09-30',
        'close 09-30 12:00 ←10-02',
        'freeze 09-30 14:00 ←10-02',
        'digest 09-30 16:10 ←10-02',
      ],
    ],
    [
      '国庆后周四才上班：提醒和补催同在周四',
      '2026-10-05',
      [
        'remind 10-08 09:10 ←10-05',
        'nudge 10-08 15:10 ←10-07',
        'close 10-09 12:00',
        'freeze 10-09 14:00',
        'digest 10-09 16:10',
      ],
    ],
  ])('%s', (_, monday, steps) => expect(written(planWeek(calendar2026, schedule, monday))).toEqual(steps));

  test('跨进没有数据的年份时列出该年', () => {
    expect(planWeek(calendar2026, schedule, '2026-12-28').unknownYears).toEqual([2027]);
    expect(planWeek(calendar2026, schedule, '2026-03-09').unknownYears).toEqual([]);
  });
});

describe('任意放假安排', () => {
  const monday = '2026-06-08';
  const week = [0, 1, 2, 3, 4, 5, 6].map((offset) => addDays(monday, offset));
  /** Every choice of working days among the seven. */
  const subsets = Array.from({ length: 2 ** 7 }, (_, bits) =>
    week.filter((__, index) => (bits >> index) & 1),
  );

  const worksOnly = (days: readonly DateOnly[]): WorkCalendar => ({
    years: new Map([
      [2026, { off: new Set(week.filter((day) => !days.includes(day))), worked: new Set(days) }],
    ]),
  });

  test('七天任取：不足两天跳过，否则五步都落在上班日，先后不乱', () => {
    for (const days of subsets) {
      const plan = planWeek(worksOnly(days), schedule, monday);
      expect(plan.kind).toBe(days.length < 2 ? 'skipped' : 'steps');
      expect(plan).toSatisfy((made: WeekPlan) => isSound(made, days));
    }
  });

  test('周一、周三、周五都上班就不动', () => {
    const plain = written(planWeek(calendar2026, schedule, monday));
    const fixed = week.filter((_, index) => [0, 2, 4].includes(index));
    for (const days of subsets.filter((subset) => fixed.every((day) => subset.includes(day)))) {
      expect(written(planWeek(worksOnly(days), schedule, monday))).toEqual(plain);
    }
  });

  test('任意作息：要么跳过，要么五步各就各位、先后不乱', () => {
    const slot = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>,
      time: fc.constantFrom<WallTime>('09:10', '12:00', '15:10', '17:20'),
    });
    const anySchedule: fc.Arbitrary<RoundSettings['schedule']> = fc.record({
      remind: slot,
      nudge: slot,
      close: slot,
      freeze: slot,
      digest: slot,
    });
    fc.assert(
      fc.property(fc.constantFrom(...subsets), anySchedule, (days, own) => {
        const plan = planWeek(worksOnly(days), own, monday);
        expect(plan.kind === 'skipped' && days.length >= 5).toBe(false);
        expect(plan).toSatisfy((made: WeekPlan) => isSound(made, days));
      }),
    );
  });

  test('同一时刻的五步要五天，四天排不下就跳过', () => {
    const slot = { weekday: 1, time: '09:10' } as const;
    const daily = { remind: slot, nudge: slot, close: slot, freeze: slot, digest: slot };
    expect(written(planWeek(worksOnly(week.slice(0, 4)), daily, monday))).toEqual(['skipped 4']);
    expect(planWeek(worksOnly(week.slice(0, 5)), daily, monday).kind).toBe('steps');
  });
});
