import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateFromParts, type DateOnly } from '../../../../../src/domain/calendar/date.ts';
import { dateAt } from '../../../../../src/domain/reply/dates/dates.ts';
import { vocabulary } from '../../../../../src/zh/vocabulary.ts';

const read = (text: string, today: DateOnly = '2026-06-10', expected = false) =>
  dateAt(text, 0, { today, dates: vocabulary.dates, numerals: vocabulary.numerals, expected });

/** Wednesday 10 June 2026. */
describe('the day meant as a deadline', () => {
  test.each<[text: string, day: DateOnly | null]>([
    ['2026年8月31日', '2026-08-31'],
    ['2026 年 8 月 31 日', '2026-08-31'],
    ['2026年8月31', '2026-08-31'],
    ['2026-08-31', '2026-08-31'],
    ['2026.8.31', '2026-08-31'],
    ['2026/8/31', '2026-08-31'],
    ['20260831', '2026-08-31'],
    ['4月15日', '2027-04-15'],
    ['6月10日', '2026-06-10'],
    ['四月二十日', '2027-04-20'],
    ['十二月三十一日', '2026-12-31'],
    ['7月底', '2026-07-31'],
    ['7月上旬', '2026-07-10'],
    ['2027年2月底', '2027-02-28'],
    ['2月29日', null],
    ['6月31日', null],
    ['7月', null],
    ['4.15', '2027-04-15'],
    ['15日', '2026-06-15'],
    ['5日', '2026-07-05'],
    ['31日', '2026-07-31'],
    ['月底', '2026-06-30'],
    ['下月底', '2026-07-31'],
    ['下个月底', '2026-07-31'],
    ['下月5号', '2026-07-05'],
    ['本月15日', '2026-06-15'],
    ['下个月', null],
    ['周五', '2026-06-12'],
    ['周二', '2026-06-16'],
    ['周三', '2026-06-10'],
    ['本周五', '2026-06-12'],
    ['下周五', '2026-06-19'],
    ['下周三', '2026-06-17'],
    ['下下周一', '2026-06-22'],
    ['星期天', '2026-06-14'],
    ['下周', null],
    ['今天', '2026-06-10'],
    ['后天', '2026-06-12'],
    ['大后天', '2026-06-13'],
    ['季度末', '2026-06-30'],
    ['下季度末', '2026-09-30'],
    ['三季度末', '2026-09-30'],
    ['第一季度末', '2027-03-31'],
    ['年底', '2026-12-31'],
    ['明年底', '2027-12-31'],
    ['明年1月10日', '2027-01-10'],
    ['明年', null],
    ['五一前', '2027-04-30'],
    ['国庆前', '2026-09-30'],
    ['国庆', '2026-10-01'],
    ['国庆后', null],
    ['十一前', '2026-09-30'],
    ['三天后', '2026-06-13'],
    ['两周内', '2026-06-24'],
    ['一个月后', '2026-07-10'],
    ['半年后', '2026-12-10'],
    ['7月15日之前', '2026-07-15'],
    ['7月15日以后', null],
  ])('%s → %s', (text, day) => {
    const date = read(text);
    expect(date).not.toBeNull();
    expect(date?.day).toBe(day);
    expect(date?.end).toBe(text.length);
  });

  test.each<[today: DateOnly, text: string, day: DateOnly]>([
    ['2026-12-31', '月底', '2026-12-31'],
    ['2026-12-31', '下月底', '2027-01-31'],
    ['2026-12-31', '1月10日', '2027-01-10'],
    ['2026-12-28', '下周五', '2027-01-08'],
    ['2027-01-31', '一个月后', '2027-02-28'],
    ['2026-05-01', '五一前', '2027-04-30'],
    ['2026-04-30', '五一前', '2026-04-30'],
    ['2026-11-10', '下季度末', '2027-03-31'],
    ['2028-02-01', '2月29日', '2028-02-29'],
  ])('on %s, %s → %s', (today, text, day) => {
    expect(read(text, today)?.day).toBe(day);
  });
});

describe('what has gone by', () => {
  test.each<[text: string, tense: string]>([
    ['昨天', 'past'],
    ['上周五', 'past'],
    ['上个月', 'past'],
    ['去年底', 'past'],
    ['2026年5月1日', 'past'],
    ['2026年5月', 'past'],
    ['5月28日', 'past'],
    ['1月10日', 'past'],
    ['今天', 'present'],
    ['本周', 'present'],
    ['7月1日', 'future'],
    ['12月20日', 'future'],
    ['年底', 'future'],
    ['下个月', 'future'],
  ])('%s is %s', (text, tense) => {
    expect(read(text)?.tense).toBe(tense);
  });

  test('over the turn of the year the nearer day is meant', () => {
    expect(read('12月20日', '2027-01-15')?.tense).toBe('past');
    expect(read('1月10日', '2026-12-10')?.tense).toBe('future');
  });
});

describe('what is no date', () => {
  test.each([
    '15号',
    '9',
    '十一',
    '天后',
    '3天',
    '一周',
    '4-15',
    '2.6月',
    '月',
    '周',
    '第三方',
    '13月1日',
    '3.50',
  ])('%s', (text) => {
    expect(read(text)).toBeNull();
  });

  test('numbers are dates where a date is expected, or before "before"', () => {
    expect(read('15号')).toBeNull();
    expect(read('15号', '2026-06-10', true)?.day).toBe('2026-06-15');
    expect(read('15号前')?.day).toBe('2026-06-15');
    expect(read('4-15')).toBeNull();
    expect(read('4-15', '2026-06-10', true)?.day).toBe('2027-04-15');
  });
});

test('a written date is read back as itself', () => {
  const days = fc.tuple(
    fc.integer({ min: 2020, max: 2040 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
  );
  fc.assert(
    fc.property(days, ([year, month, day]) => {
      const date = dateFromParts(year, month, day);
      expect(read(`${year}年${month}月${day}日`)?.day).toBe(date);
      expect(read(date ?? '2026-08-31')?.day).toBe(date ?? '2026-08-31');
    }),
  );
});
