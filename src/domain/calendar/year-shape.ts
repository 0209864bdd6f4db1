import { addDays, dateOnly, mondayOf, yearOf, type DateOnly } from './date.ts';
import { isWorkingDay, workingDaysOfWeek, type WorkCalendar } from './work-calendar.ts';

/** A run of days that are all off. */
export interface FreeRun {
  readonly from: DateOnly;
  readonly to: DateOnly;
  readonly days: number;
}

/** A week of which somebody planning wants to know. */
export interface OddWeek {
  readonly monday: DateOnly;
  readonly workingDays: number;
}

/** How a year differs from Monday to Friday. */
export interface YearShape {
  readonly workingDays: number;
  /** Runs of days off that are more than a weekend. */
  readonly holidays: readonly FreeRun[];
  /** Saturdays and Sundays that are worked. */
  readonly worked: readonly DateOnly[];
  /** Six or seven working days. */
  readonly longWeeks: readonly OddWeek[];
  /** Fewer than two: nothing is asked there. */
  readonly skippedWeeks: readonly OddWeek[];
}

/** @param fewest working days without which a week is skipped */
export function shapeOfYear(calendar: WorkCalendar, year: number, fewest: number): YearShape {
  const days = daysOfYear(year);
  const weeks = [...new Set(days.map(mondayOf))].map((monday) => ({
    monday,
    workingDays: workingDaysOfWeek(calendar, monday).length,
  }));
  const known = calendar.years.get(year);
  return {
    workingDays: days.filter((day) => isWorkingDay(calendar, day)).length,
    holidays: freeRuns(calendar, days).filter(({ from, to }) =>
      [...(known?.off ?? [])].some((day) => day >= from && day <= to),
    ),
    worked: [...(known?.worked ?? [])].toSorted(),
    longWeeks: weeks.filter(({ workingDays }) => workingDays > 5),
    skippedWeeks: weeks.filter(({ workingDays }) => workingDays < fewest),
  };
}

export function daysOfYear(year: number): DateOnly[] {
  const days: DateOnly[] = [];
  for (let day = dateOnly(`${year}-01-01`); yearOf(day) === year; day = addDays(day, 1)) days.push(day);
  return days;
}

function freeRuns(calendar: WorkCalendar, days: readonly DateOnly[]): FreeRun[] {
  const runs: FreeRun[] = [];
  for (const day of days) {
    if (isWorkingDay(calendar, day)) continue;
    const last = runs.at(-1);
    if (last && addDays(last.to, 1) === day)
      runs[runs.length - 1] = { ...last, to: day, days: last.days + 1 };
    else runs.push({ from: day, to: day, days: 1 });
  }
  return runs;
}
