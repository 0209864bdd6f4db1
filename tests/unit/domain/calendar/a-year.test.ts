import { describe, expect, test } from 'vitest';
import { addDays, compareLocalTime, mondayOf, type DateOnly } from '../../../../src/domain/calendar/date.ts';
import { planWeek } from '../../../../src/domain/calendar/plan-week.ts';
import { firstSendableAfter, isCrowded, nextSendable } from '../../../../src/domain/calendar/quiet-hours.ts';
import type { WeekPlan } from '../../../../src/domain/calendar/week-plan.ts';
import { isWorkingDay, type WorkCalendar } from '../../../../src/domain/calendar/work-calendar.ts';
import { daysOfYear } from '../../../../src/domain/calendar/year-shape.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

const { schedule, quietHours } = DEFAULT_ROUND_SETTINGS;
const unknown: WorkCalendar = { years: new Map() };

/** 提醒 补催 截止 冻结 周报, as month-day; what the rules say of an ordinary week. */
const ordinary = (monday: DateOnly): string =>
  [0, 2, 4, 4, 4].map((offset) => addDays(monday, offset).slice(5)).join(' ');

/** Stated by hand from the State Council's notice, not computed: every week of 2026 that is not ordinary. */
const SPECIAL: Readonly<Record<string, string>> = {
  // 元旦：1–3 日放假，4 日（周日）上班：周五的三步顺延到周日。
  '2025-12-29': '12-29 12-31 01-04 01-04 01-04',
  // 春节：15–23 日放假。
  '2026-02-16': '跳过',
  '2026-02-23': '02-24 02-25 02-27 02-27 02-27',
  // 清明：4–6 日放假，周一的提醒顺延到周二。
  '2026-04-06': '04-07 04-08 04-10 04-10 04-10',
  // 五一：1–5 日放假，周五的三步只好提前到周四。
  '2026-04-27': '04-27 04-29 04-30 04-30 04-30',
  '2026-05-04': '05-06 05-06 05-08 05-08 05-08',
  // 端午：19–21 日放假。
  '2026-06-15': '06-15 06-17 06-18 06-18 06-18',
  // 中秋：25–27 日放假。
  '2026-09-21': '09-21 09-23 09-24 09-24 09-24',
  // 国庆：1–7 日放假。
  '2026-09-28': '09-28 09-29 09-30 09-30 09-30',
  '2026-10-05': '10-08 10-08 10-09 10-09 10-09',
};

const written = (plan: WeekPlan): string =>
  plan.kind === 'skipped' ? '跳过' : plan.steps.map(({ at }) => at.date.slice(5)).join(' ');

const mondaysOf = (year: number): DateOnly[] => [...new Set(daysOfYear(year).map(mondayOf))];

describe('2026 年，逐周', () => {
  test.each(mondaysOf(2026))('%s 那一周', (monday) => {
    const plan = planWeek(calendar2026, schedule, monday);
    expect(written(plan)).toBe(SPECIAL[monday] ?? ordinary(monday));
  });

  test('调休上班的六个周末都上班，夹在中间的周不因此移动', () => {
    for (const day of [
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ] as const)
      expect(isWorkingDay(calendar2026, day)).toBe(true);
    for (const monday of ['2026-02-09', '2026-09-14'] as const)
      expect(written(planWeek(calendar2026, schedule, monday))).toBe(ordinary(monday));
  });

  test('跨年的一周：2027 年没有安排，元旦当作上班，并且说明', () => {
    const plan = planWeek(calendar2026, schedule, '2026-12-28');
    expect(written(plan)).toBe('12-28 12-30 01-01 01-01 01-01');
    expect(plan.unknownYears).toEqual([2027]);
  });
});

describe('没有安排的 2031 年，逐周', () => {
  test.each(mondaysOf(2031))('%s 那一周照周一至周五', (monday) => {
    const plan = planWeek(unknown, schedule, monday);
    expect(written(plan)).toBe(ordinary(monday));
    expect(plan.unknownYears.length).toBeGreaterThan(0);
  });
});

describe.each([
  ['2026', calendar2026, 2026],
  ['没有安排的 2031', unknown, 2031],
] as const)('%s 年，逐日', (_, calendar, year) => {
  const steps = mondaysOf(year).flatMap((monday) => {
    const plan = planWeek(calendar, schedule, monday);
    return plan.kind === 'steps' ? [plan.steps] : [];
  });

  test('每一步都在上班日，先后不乱，从不在整点半点发', () => {
    for (const week of steps) {
      const moments = week.map(({ at }) => at);
      expect(moments.toSorted(compareLocalTime)).toEqual(moments);
      for (const { at } of week) expect(isWorkingDay(calendar, at.date)).toBe(true);
      const sending = week.filter(({ step }) => ['remind', 'nudge', 'digest'].includes(step));
      for (const { at } of sending) expect(isCrowded(at.time)).toBe(false);
    }
  });

  test('任何一天任何一刻的消息，要么当场发，要么等到下一个上班日 08:10', () => {
    for (const date of daysOfYear(year)) {
      for (const time of ['00:00', '07:59', '08:00', '12:00', '19:59', '20:00', '23:59'] as const) {
        const sendable = nextSendable(calendar, quietHours, { date, time });
        const isNow = sendable.date === date && sendable.time === time;
        const works = isWorkingDay(calendar, date);
        expect(isNow).toBe(works && time >= '08:00' && time < '20:00');
        if (isNow) continue;
        expect(sendable.time).toBe('08:10');
        const expected = works && time < '08:00' ? date : firstSendableAfter(calendar, quietHours, date).date;
        expect(sendable.date).toBe(expected);
        for (let day = addDays(date, 1); day < sendable.date; day = addDays(day, 1))
          expect(isWorkingDay(calendar, day)).toBe(false);
      }
    }
  });
});
