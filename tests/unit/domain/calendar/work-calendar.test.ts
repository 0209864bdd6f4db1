import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../../src/domain/calendar/date.ts';
import type { DateOnly } from '../../../../src/domain/calendar/date.ts';
import {
  isKnownYear,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
  workingDaysOfWeek,
} from '../../../../src/domain/calendar/work-calendar.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

test.each<[string, DateOnly, boolean]>([
  ['普通周一', '2026-03-09', true],
  ['普通周六', '2026-03-14', false],
  ['春节前调休上班的周六', '2026-02-14', true],
  ['春节初一，周二', '2026-02-17', false],
  ['春节假期最后一天，周一', '2026-02-23', false],
  ['中秋前调休上班的周日', '2026-09-20', true],
  ['国庆后调休上班的周六', '2026-10-10', true],
  ['没有安排的年份，元旦也按周五上班', '2027-01-01', true],
  ['没有安排的年份，周六休息', '2027-01-02', false],
])('%s %s → 上班 %s', (_, date, works) => expect(isWorkingDay(calendar2026, date)).toBe(works));

test('没有数据的年份说得出来', () => {
  expect(isKnownYear(calendar2026, 2026)).toBe(true);
  expect(isKnownYear(calendar2026, 2027)).toBe(false);
});

test.each<[string, DateOnly, DateOnly]>([
  ['周四之后是周五', '2026-03-12', '2026-03-13'],
  ['上班日本身不算', '2026-03-09', '2026-03-10'],
  ['周五之后跳过周末', '2026-03-13', '2026-03-16'],
  ['周五之后是调休的周六', '2026-02-13', '2026-02-14'],
  ['跳过整个春节', '2026-02-14', '2026-02-24'],
  ['跨进没有数据的年份', '2026-12-31', '2027-01-01'],
])('%s：%s → %s', (_, date, next) => expect(nextWorkingDay(calendar2026, date)).toBe(next));

describe('两日之间的工作日', () => {
  test.each<[string, DateOnly, DateOnly, number]>([
    ['当天到期，剩 0 个', '2026-03-09', '2026-03-09', 0],
    ['周一到周五，剩 4 个', '2026-03-09', '2026-03-13', 4],
    ['周五到周日，剩 0 个', '2026-03-13', '2026-03-15', 0],
    ['跨春节：13 日到 24 日只有 14 日和 24 日', '2026-02-13', '2026-02-24', 2],
    ['倒着数为负', '2026-03-13', '2026-03-09', -4],
    ['倒着数周末为 0', '2026-03-15', '2026-03-13', 0],
  ])('%s', (_, from, to, days) => expect(workingDaysBetween(calendar2026, from, to)).toBe(days));

  test('分段相加等于整段', () => {
    const offset = fc.integer({ min: -60, max: 400 });
    fc.assert(
      fc.property(offset, offset, offset, (a, b, c) => {
        const [from, via, to] = [a, b, c].map((days) => addDays('2026-01-01', days)) as [
          DateOnly,
          DateOnly,
          DateOnly,
        ];
        const whole = workingDaysBetween(calendar2026, from, to);
        expect(workingDaysBetween(calendar2026, from, via) + workingDaysBetween(calendar2026, via, to)).toBe(
          whole,
        );
      }),
      { numRuns: 50 },
    );
  });
});

test.each<[string, DateOnly, number[]]>([
  ['普通一周', '2026-03-09', [9, 10, 11, 12, 13]],
  ['周六调休上班', '2026-02-09', [9, 10, 11, 12, 13, 14]],
  ['整周放假', '2026-02-16', []],
  ['周日调休上班', '2026-09-14', [14, 15, 16, 17, 18, 20]],
])('%s（%s）上班的日子', (_, monday, daysOfMonth) =>
  expect(workingDaysOfWeek(calendar2026, monday).map((date) => Number(date.slice(8)))).toEqual(daysOfMonth),
);
