import { addDays } from '../../src/domain/calendar/date.ts';
import type { DateOnly } from '../../src/domain/calendar/date.ts';
import type { WorkCalendar } from '../../src/domain/calendar/work-calendar.ts';

/** 国务院办公厅 2026 年放假安排, by hand; other years are unknown. */
export const calendar2026: WorkCalendar = {
  years: new Map([
    [
      2026,
      {
        off: new Set([
          ...days('2026-01-01', '2026-01-03'), // 元旦
          ...days('2026-02-15', '2026-02-23'), // 春节
          ...days('2026-04-04', '2026-04-06'), // 清明
          ...days('2026-05-01', '2026-05-05'), // 劳动节
          ...days('2026-06-19', '2026-06-21'), // 端午
          ...days('2026-09-25', '2026-09-27'), // 中秋
          ...days('2026-10-01', '2026-10-07'), // 国庆
        ]),
        worked: new Set<DateOnly>([
          '2026-01-04',
          '2026-02-14',
          '2026-02-28',
          '2026-05-09',
          '2026-09-20',
          '2026-10-10',
        ]),
      },
    ],
  ]),
};

function days(from: DateOnly, to: DateOnly): DateOnly[] {
  return from > to ? [] : [from, ...days(addDays(from, 1), to)];
}
