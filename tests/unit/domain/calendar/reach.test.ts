import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths, addWorkingDays, onWorkingDay } from '../../../../src/domain/calendar/reach.ts';
import { addDays, monthOf, type DateOnly } from '../../../../src/domain/calendar/date.ts';
import { isWorkingDay, workingDaysBetween } from '../../../../src/domain/calendar/work-calendar.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

const anyDay = fc.nat(3000).map((days): DateOnly => addDays('2024-01-01', days));

test.each<[DateOnly, number, DateOnly]>([
  ['2026-06-08', 6, '2026-12-08'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2027-08-31', 6, '2028-02-29'], // 闰年
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-10-31', 1, '2026-11-30'],
  ['2026-12-31', 12, '2027-12-31'],
  ['2026-11-30', 1, '2026-12-30'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-06-08', 0, '2026-06-08'],
])('%s 过 %i 个月是 %s', (from, months, to) => expect(addMonths(from, months)).toBe(to));

test('不跳月、不乱序：月份恰好往后数，早的不会变成晚的', () => {
  fc.assert(
    fc.property(anyDay, anyDay, fc.nat(36), (a, b, months) => {
      expect(monthOf(addMonths(a, months))).toBe(((monthOf(a) - 1 + months) % 12) + 1);
      if (a <= b) expect(addMonths(a, months) <= addMonths(b, months)).toBe(true);
    }),
  );
});

test.each<[DateOnly, DateOnly]>([
  ['2026-06-19', '2026-06-22'], // 端午
  ['2026-02-28', '2026-02-28'], // 周六，调休上班
  ['2026-06-06', '2026-06-08'],
])('%s 顺延到工作日 %s', (date, day) => expect(onWorkingDay(calendar2026, date)).toBe(day));

test('过几个工作日，那天就是第几个工作日', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (date, days) => {
      const day = addWorkingDays(calendar2026, date, days);
      expect(isWorkingDay(calendar2026, day)).toBe(true);
      expect(workingDaysBetween(calendar2026, date, day)).toBe(days);
    }),
  );
});
