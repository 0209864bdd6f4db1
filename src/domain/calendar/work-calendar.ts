import { addDays, weekdayOf, yearOf } from './date.ts';
import type { DateOnly } from './date.ts';

/**
 * Working days by the State Council's yearly notice. A year that is not listed is unknown: Monday to Friday
 * count, and whoever asked must tell the administrator (domain rule 5).
 */
export interface WorkCalendar {
  /** Keyed by year. */
  readonly years: ReadonlyMap<number, YearArrangement>;
}

export interface YearArrangement {
  /** Weekdays that are off. */
  readonly off: ReadonlySet<DateOnly>;
  /** Saturdays and Sundays that are worked (调休上班). */
  readonly worked: ReadonlySet<DateOnly>;
  /** Only single days were set: the year's own arrangement is not known. */
  readonly partial?: boolean;
}

export function isWorkingDay(calendar: WorkCalendar, date: DateOnly): boolean {
  const arrangement = calendar.years.get(yearOf(date));
  if (weekdayOf(date) >= 6) return arrangement?.worked.has(date) ?? false;
  return !arrangement?.off.has(date);
}

export function isKnownYear(calendar: WorkCalendar, year: number): boolean {
  const arrangement = calendar.years.get(year);
  return arrangement !== undefined && !arrangement.partial;
}

/** The first working day strictly after `date`. */
export function nextWorkingDay(calendar: WorkCalendar, date: DateOnly): DateOnly {
  let day = addDays(date, 1);
  while (!isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
}

/** How many working days d lie in from < d <= to; as a negative number when `to` is earlier. */
export function workingDaysBetween(calendar: WorkCalendar, from: DateOnly, to: DateOnly): number {
  // Subtracted, because a negated 0 would be -0.
  if (to < from) return 0 - workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}

/** The last day that is no more than so many working days away. */
export function lastDayWithin(calendar: WorkCalendar, from: DateOnly, workingDays: number): DateOnly {
  const known = KNOWN.get(calendar) ?? new Map<string, DateOnly>();
  KNOWN.set(calendar, known);
  const key = `${from}+${workingDays}`;
  const day = known.get(key) ?? countOff(calendar, from, workingDays);
  known.set(key, day);
  return day;
}

/** Asked of the same few days for every task of a round: counted once for a calendar, which never changes. */
const KNOWN = new WeakMap<WorkCalendar, Map<string, DateOnly>>();

function countOff(calendar: WorkCalendar, from: DateOnly, workingDays: number): DateOnly {
  let [last, left] = [from, workingDays];
  for (;;) {
    const next = addDays(last, 1);
    if (isWorkingDay(calendar, next)) left -= 1;
    if (left < 0) return last;
    last = next;
  }
}

/** The working days from that Monday to its Sunday, in order. */
export function workingDaysOfWeek(calendar: WorkCalendar, monday: DateOnly): DateOnly[] {
  return [0, 1, 2, 3, 4, 5, 6]
    .map((offset) => addDays(monday, offset))
    .filter((date) => isWorkingDay(calendar, date));
}
