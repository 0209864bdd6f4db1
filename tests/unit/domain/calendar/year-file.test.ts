import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readYear } from '../../../../src/app/calendar/read-year.ts';
import { checkYear } from '../../../../src/domain/calendar/year-file.ts';
import { shapeOfYear } from '../../../../src/domain/calendar/year-shape.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';

/** A file that is right but for what the test changes. */
const aFile = (given: object = {}): Buffer =>
  Buffer.from(
    JSON.stringify({
      year: 2027,
      source: '通知',
      off: [
        '2027-01-01..2027-01-03',
        '2027-02-05..2027-02-11',
        '2027-05-01..2027-05-05',
        '2027-10-01..2027-10-07',
      ],
      worked: ['2027-02-14'],
      ...given,
    }),
  );

/** What is wrong with it, or `right` with its doubts. */
function verdict(file: Buffer): string[] {
  const read = readYear(file);
  if (read.kind === 'unreadable') return [...read.problems];
  const checked = checkYear(read.stated);
  if (checked.kind === 'right') return ['right', ...checked.doubts];
  return checked.problems.map(({ at, text, flaw }) => `${at} ${text} ${flaw}`);
}

describe('放假安排文件：哪一项错了说哪一项', () => {
  test.each<[string, object, string[]]>([
    ['都对', {}, ['right']],
    ['周末写进放假也不算错', { off: ['2027-01-02', '2027-10-01..2027-10-15'] }, ['right']],
    ['年份不对', { year: 27 }, ['year 27 not_a_year']],
    ['没有出处', { source: ' ' }, ['source   source_missing']],
    ['没有这一天', { off: ['2027-02-29'] }, ['off[0] 2027-02-29 not_a_date']],
    ['不是日期', { worked: ['2月14日'] }, ['worked[0] 2月14日 not_a_date']],
    [
      '别的年份的日子',
      { off: ['2027-01-01', '2026-12-31..2027-01-03'] },
      ['off[1] 2026-12-31..2027-01-03 other_year'],
    ],
    ['起止颠倒', { off: ['2027-01-03..2027-01-01'] }, ['off[0] 2027-01-03..2027-01-01 range_backwards']],
    ['一放一个月', { off: ['2027-02-05..2027-03-11'] }, ['off[0] 2027-02-05..2027-03-11 range_too_long']],
    ['平日写进调休上班', { worked: ['2027-02-15'] }, ['worked[0] 2027-02-15 worked_weekday']],
    ['同一天写两次', { worked: ['2027-02-14', '2027-02-14'] }, ['worked[1] 2027-02-14 stated_twice']],
    ['两个假期重叠', { off: ['2027-10-01..2027-10-07', '2027-10-06'] }, ['off[1] 2027-10-06 stated_twice']],
    ['又放假又上班', { worked: ['2027-01-02'] }, ['worked[0] 2027-01-02 off_and_worked']],
    [
      '几处错一次说全',
      { off: ['2027-13-01', '2028-01-01'], worked: ['2027-02-15'] },
      ['off[0] 2027-13-01 not_a_date', 'off[1] 2028-01-01 other_year', 'worked[0] 2027-02-15 worked_weekday'],
    ],
    ['只有元旦：可疑', { off: ['2027-01-01'] }, ['right', 'few_days_off']],
    ['没有一天调休：可疑', { worked: [] }, ['right', 'nothing_worked']],
    ['多余的字段', { holidays: [] }, ['holidays: no such field (year, source, off, worked)']],
    ['少了字段', { worked: undefined }, ['worked: missing']],
    ['不是列表', { off: '2027-01-01' }, ['off: a list of days is expected']],
    ['列表里不是文字', { off: [20270101] }, ['off[0]: a text such as "2027-01-01" is expected']],
    ['年份写成文字', { year: '2027' }, ['year: a number is expected']],
  ])('%s', (_, given, expected) => expect(verdict(aFile(given))).toEqual(expected));

  test('不是 JSON，说在哪里', () => {
    expect(verdict(Buffer.from('{"year": 2027,'))[0]).toMatch(/^not JSON: /);
  });

  test('不是 UTF-8，说怎样另存', () => {
    expect(verdict(Buffer.from([0xb9, 0xfa, 0xce, 0xf1, 0xd4, 0xba]))[0]).toContain('CSV UTF-8');
  });
});

const lines = (...all: string[]): Buffer => Buffer.from(`\uFEFF${all.join('\r\n')}`);

describe('逐行写的文件', () => {
  const head = ['year,2027', 'source,国办发明电〔2026〕1号'];

  test.each<[string, Buffer, string[]]>([
    [
      '表格存的 CSV，区间占两列',
      lines(...head, 'off,2027-01-01,2027-01-03', 'worked,2027-02-14,'),
      ['right', 'few_days_off'],
    ],
    [
      '空格分开，# 是说明',
      lines('year 2027', 'source 通知', '# 元旦', 'off 2027-01-01..2027-01-03', 'worked 2027-02-14 # 春节'),
      ['right', 'few_days_off'],
    ],
    [
      '第几行错就说第几行',
      lines(...head, 'off,2027-01-01', 'worked,2027-02-15'),
      ['line 4 2027-02-15 worked_weekday'],
    ],
    [
      '不认识的行',
      lines(...head, '元旦,2027-01-01'),
      ['line 3: "元旦,2027-01-01": year, source, off or worked is expected first'],
    ],
    ['没有年份', lines('source,通知', 'off,2027-01-01'), ['year: missing']],
    ['年份写了两次', lines('year,2027', 'source,通知', 'year,2028'), ['line 3: year is stated twice']],
    ['空文件', lines(''), ['year: missing', 'source: missing']],
  ])('%s', (_, file, expected) => expect(verdict(file)).toEqual(expected));
});

test('随软件附的 2026 年示例与国务院办公厅通知逐日一致', () => {
  const read = readYear(readFileSync(new URL('../../../../examples/calendar-2026.json', import.meta.url)));
  const checked = read.kind === 'read' ? checkYear(read.stated) : null;
  if (checked?.kind !== 'right') throw new Error(JSON.stringify(checked ?? read));
  const { off, worked } = checked.days;
  const known = calendar2026.years.get(2026);
  expect(checked.doubts).toEqual([]);
  expect(new Set(worked)).toEqual(known?.worked);
  expect(off.every((day) => known?.off.has(day))).toBe(true);
  expect(off).toHaveLength(19);
});

test('2026 年全年的样子', () => {
  const shape = shapeOfYear(calendar2026, 2026, 2);
  expect(shape.workingDays).toBe(248);
  expect(shape.holidays.map(({ from, to }) => `${from.slice(5)} ${to.slice(5)}`)).toEqual([
    '01-01 01-03',
    '02-15 02-23',
    '04-04 04-06',
    '05-01 05-05',
    '06-19 06-21',
    '09-25 09-27',
    '10-01 10-07',
  ]);
  expect(shape.longWeeks.map(({ monday, workingDays }) => `${monday.slice(5)} ${workingDays}`)).toEqual([
    '02-09 6',
    '09-14 6',
  ]);
  expect(shape.skippedWeeks).toEqual([{ monday: '2026-02-16', workingDays: 0 }]);
});
