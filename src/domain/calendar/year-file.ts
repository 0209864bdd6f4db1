import { addDays, daysBetween, parseDateOnly, weekdayOf, yearOf, type DateOnly } from './date.ts';

/*
 * A year's days off and made up for as a file states them, checked strictly: a wrong day would be found out only when
 * nobody was reminded.
 */

/** One text of the file with where it stands, for whoever has to mend it: `off[3]`, `line 7`. */
export interface Stated {
  readonly at: string;
  readonly text: string;
}

/** What a file says, before anything of it is believed. */
export interface StatedYear {
  readonly year: Stated;
  readonly source: Stated;
  /** Days, or ranges as `2027-02-06..2027-02-12`. */
  readonly off: readonly Stated[];
  readonly worked: readonly Stated[];
}

export interface YearDays {
  readonly year: number;
  /** Which notice says so. */
  readonly source: string;
  /** Weekdays that are off, in order. */
  readonly off: readonly DateOnly[];
  /** Saturdays and Sundays that are worked, in order. */
  readonly worked: readonly DateOnly[];
}

export type YearFlaw =
  | 'not_a_year'
  | 'source_missing'
  | 'not_a_date'
  | 'other_year'
  | 'range_backwards'
  | 'range_too_long'
  | 'stated_twice'
  | 'worked_weekday'
  | 'off_and_worked';

export interface YearProblem extends Stated {
  readonly flaw: YearFlaw;
}

/** What may be right, and mostly is not. */
export type YearDoubt = 'few_days_off' | 'many_days_off' | 'nothing_worked';

export type CheckedYear =
  | { readonly kind: 'wrong'; readonly problems: readonly YearProblem[] }
  | { readonly kind: 'right'; readonly days: YearDays; readonly doubts: readonly YearDoubt[] };

/** 13 statutory days since 2025, of which some fall on a weekend that others make up for. */
const FEWEST_DAYS_OFF = 9;
const MOST_DAYS_OFF = 30;

/** The longest holiday so far was ten days. */
const LONGEST_RANGE = 16;

export function checkYear(stated: StatedYear): CheckedYear {
  const year = /^20\d\d$/.test(stated.year.text) ? Number(stated.year.text) : null;
  const problems: YearProblem[] = [];
  if (year === null) problems.push({ ...stated.year, flaw: 'not_a_year' });
  if (stated.source.text.trim() === '') problems.push({ ...stated.source, flaw: 'source_missing' });
  const off = stated.off.flatMap((entry) => placed(entry, daysOf(entry.text, year), problems));
  const worked = stated.worked.flatMap((entry) => placed(entry, dayOf(entry.text, year), problems));
  problems.push(...repeated(off), ...repeated(worked));
  problems.push(...worked.filter(({ date }) => !isWeekend(date)).map(flawed('worked_weekday')));
  const free = new Set(off.map(({ date }) => date));
  problems.push(...worked.filter(({ date }) => free.has(date)).map(flawed('off_and_worked')));
  if (year === null || problems.length > 0) return { kind: 'wrong', problems };
  const days = { year, source: stated.source.text.trim(), ...sortedDays(off, worked) };
  return { kind: 'right', days, doubts: doubtsAbout(days) };
}

interface Placed extends Stated {
  readonly date: DateOnly;
}

type Read = { readonly dates: readonly DateOnly[] } | { readonly flaw: YearFlaw };

function placed(entry: Stated, read: Read, problems: YearProblem[]): Placed[] {
  if ('dates' in read) return read.dates.map((date) => ({ ...entry, date }));
  problems.push({ ...entry, flaw: read.flaw });
  return [];
}

/** A day or a range; the weekends in it are off anyway and may be named. */
function daysOf(text: string, year: number | null): Read {
  const [from = '', to = from, ...more] = text.split(/\s*(?:\.\.|~|\/)\s*/);
  const [first, last] = [dayOf(from, year), dayOf(to, year)];
  if (more.length > 0) return { flaw: 'not_a_date' };
  if ('flaw' in first) return first;
  if ('flaw' in last) return last;
  const [start, end] = [first.dates[0], last.dates[0]];
  if (start === undefined || end === undefined) return { flaw: 'not_a_date' };
  const length = daysBetween(start, end) + 1;
  if (length < 1) return { flaw: 'range_backwards' };
  if (length > LONGEST_RANGE) return { flaw: 'range_too_long' };
  return { dates: Array.from({ length }, (_, offset) => addDays(start, offset)) };
}

function dayOf(text: string, year: number | null): Read {
  const date = parseDateOnly(text.trim());
  if (date === null) return { flaw: 'not_a_date' };
  return year !== null && yearOf(date) !== year ? { flaw: 'other_year' } : { dates: [date] };
}

const isWeekend = (date: DateOnly): boolean => weekdayOf(date) >= 6;

const flawed =
  (flaw: YearFlaw) =>
  ({ at, text }: Placed): YearProblem => ({ at, text, flaw });

/** Each entry once, however many of its days stand elsewhere too. */
function repeated(days: readonly Placed[]): YearProblem[] {
  const seen = new Map<DateOnly, string>();
  const again = new Map<string, Placed>();
  for (const day of days) {
    if (seen.has(day.date)) again.set(day.at, day);
    else seen.set(day.date, day.at);
  }
  return [...again.values()].map(flawed('stated_twice'));
}

const sortedDays = (off: readonly Placed[], worked: readonly Placed[]): Pick<YearDays, 'off' | 'worked'> => ({
  off: off
    .map(({ date }) => date)
    .filter((date) => !isWeekend(date))
    .toSorted(),
  worked: worked.map(({ date }) => date).toSorted(),
});

function doubtsAbout({ off, worked }: YearDays): YearDoubt[] {
  const doubts: YearDoubt[] = [];
  if (off.length < FEWEST_DAYS_OFF) doubts.push('few_days_off');
  if (off.length > MOST_DAYS_OFF) doubts.push('many_days_off');
  if (worked.length === 0) doubts.push('nothing_worked');
  return doubts;
}
