import { expect, test } from 'vitest';
import { clockTimeIn, CLOCK_TIME } from '../../../src/web/shared/clock-time.ts';

test.each([
  ['09:10', '09:10'],
  ['9:10', '09:10'],
  ['930', '09:30'],
  ['1410', '14:10'],
  ['１４：１０', '14:10'],
  [' 23:59 ', '23:59'],
  ['00:00', '00:00'],
  ['24:00', null],
  ['12:60', null],
  ['9', null],
  ['12', null],
  ['2:10 PM', null],
  ['9点10分', null],
  ['', null],
])('%s：%s', (text, time) => {
  expect(clockTimeIn(text)).toBe(time);
  if (time !== null) expect(time).toMatch(new RegExp(`^${CLOCK_TIME}$`));
});
