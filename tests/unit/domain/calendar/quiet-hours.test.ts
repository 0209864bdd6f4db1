import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, compareLocalTime } from '../../../../src/domain/calendar/date.ts';
import type { DateOnly, WallTime } from '../../../../src/domain/calendar/date.ts';
import { nextSendable } from '../../../../src/domain/calendar/quiet-hours.ts';
import { isWorkingDay } from '../../../../src/domain/calendar/work-calendar.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../../src/domain/task/round.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

const { quietHours } = DEFAULT_ROUND_SETTINGS;

test.each<[string, DateOnly, WallTime, DateOnly, WallTime]>([
  ['上班时间，照发', '2026-03-09', '09:10', '2026-03-09', '09:10'],
  ['八点整静默已过', '2026-03-09', '08:00', '2026-03-09', '08:00'],
  ['清晨，等到当天 08:10', '2026-03-09', '06:30', '2026-03-09', '08:10'],
  ['晚上八点起静默，等到次日', '2026-03-09', '20:00', '2026-03-10', '08:10'],
  ['19:59 还能发', '2026-03-09', '19:59', '2026-03-09', '19:59'],
  ['周五夜里，等到下周一', '2026-03-13', '21:15', '2026-03-16', '08:10'],
  ['周六白天，等到下周一', '2026-03-14', '10:00', '2026-03-16', '08:10'],
  ['调休上班的周六，照发', '2026-02-14', '10:05', '2026-02-14', '10:05'],
  ['春节里，等到节后上班', '2026-02-17', '07:00', '2026-02-24', '08:10'],
])('%s：%s %s → %s %s', (_, date, time, day, moment) =>
  expect(nextSendable(calendar2026, quietHours, { date, time })).toEqual({ date: day, time: moment }),
);

describe('别的静默时段', () => {
  test.each<[string, WallTime, WallTime, WallTime, string]>([
    ['加十分钟是整点，再加十分钟', '20:00', '07:50', '06:00', '2026-03-09 08:10'],
    ['加十分钟是半点，再加十分钟', '20:00', '08:20', '06:00', '2026-03-09 08:40'],
    ['零点到八点', '00:00', '08:00', '23:50', '2026-03-09 23:50'],
    ['午休', '12:00', '14:00', '12:30', '2026-03-09 14:10'],
    ['不设静默', '00:00', '00:00', '03:20', '2026-03-09 03:20'],
  ])('%s', (_, from, to, time, expected) => {
    const at = nextSendable(calendar2026, { from, to }, { date: '2026-03-09', time });
    expect(`${at.date} ${at.time}`).toBe(expected);
  });
});

test('推迟后的时刻总在上班日的白天，不早于原定，再推也不变', () => {
  const time = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => {
    const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
    return `${hours}:${String(minutes % 60).padStart(2, '0')}` as WallTime;
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 364 }), time, (offset, wallTime) => {
      const at = { date: addDays('2026-01-01', offset), time: wallTime };
      const sendable = nextSendable(calendar2026, quietHours, at);
      expect(isWorkingDay(calendar2026, sendable.date)).toBe(true);
      expect(sendable.time >= '08:00' && sendable.time < '20:00').toBe(true);
      expect(compareLocalTime(sendable, at)).toBeGreaterThanOrEqual(0);
      expect(nextSendable(calendar2026, quietHours, sendable)).toEqual(sendable);
    }),
  );
});
