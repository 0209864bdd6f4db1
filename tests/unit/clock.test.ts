import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

test.each([
  ['2026-06-08T01:10:00Z', 'Asia/Shanghai', '2026-06-08', '09:10'],
  ['2026-06-07T16:00:00Z', 'Asia/Shanghai', '2026-06-08', '00:00'],
  ['2026-06-08T15:59:59Z', 'Asia/Shanghai', '2026-06-08', '23:59'],
  ['2026-12-31T18:30:00Z', 'Asia/Urumqi', '2027-01-01', '00:30'],
])('%s 在 %s 是 %s %s', (instant, zone, date, time) => {
  expect(systemClock(zone).local(new Date(instant))).toEqual({ date, time });
});

test('任何时刻，与 dayjs 算的一样；换算回去是同一分钟', () => {
  const range = { min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(range), (instant) => {
      const clock = systemClock('Asia/Shanghai');
      const local = clock.local(instant);
      const wall = dayjs(instant).tz('Asia/Shanghai');
      expect(local).toEqual({ date: wall.format('YYYY-MM-DD'), time: wall.format('HH:mm') });
      expect(clock.instant(local).getTime()).toBe(Math.floor(instant.getTime() / 60_000) * 60_000);
    }),
  );
});
