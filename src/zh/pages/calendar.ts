import type { YearFlaw, YearProblem } from '../../domain/calendar/year-file.ts';

const FLAWS: Readonly<Record<YearFlaw, string>> = {
  not_a_year: '应为年份，如 2027',
  source_missing: '没有写明依据哪一份通知',
  not_a_date: '应为日期，如 2027-02-06，或 2027-02-06..2027-02-12',
  other_year: '不是这一年的日期',
  range_backwards: '结束日早于开始日',
  range_too_long: '时间过长，不像一个假期',
  stated_twice: '重复',
  worked_weekday: '工作日本来就上班，这里只写调休上班的周六、周日',
  off_and_worked: '同一天既放假又上班',
};

/** What is wrong with a year's file, each with where it stands. */
export const yearFlaws = (problems: readonly YearProblem[]): string[] =>
  problems.map(({ at, text, flaw }) => `${at}“${text}”：${FLAWS[flaw]}`);
