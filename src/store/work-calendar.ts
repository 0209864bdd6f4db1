import chineseDays from 'chinese-days';
import { weekdayOf, yearOf, type DateOnly } from '../domain/calendar/date.ts';
import { daysOfYear } from '../domain/calendar/year-shape.ts';
import type { WorkCalendar, YearArrangement } from '../domain/calendar/work-calendar.ts';
import type { Db } from './rows.ts';

/** The years the package is asked for; it answers for a year it has no data of as if that had no holidays. */
const FIRST_YEAR = 2020;
const LAST_YEAR = 2040;

let packaged: ReadonlyMap<number, YearArrangement> | null = null;

/**
 * The State Council's days: as the package knows them, or as the operator has loaded the year; then single days. Read
 * each time, so that every process knows of a change at once: two small tables, one question.
 */
export async function loadWorkCalendar(db: Db): Promise<WorkCalendar> {
  const [{ loaded, overrides }] = await db.$queryRaw<[Kept]>`
    select coalesce((select json_agg(json_build_object('year', year, 'off', off, 'worked', worked)) from "CalendarYear"), '[]')
        as loaded,
      coalesce((select json_agg(json_build_object('day', day, 'working', working)) from "HolidayOverride"), '[]') as overrides`;
  if (loaded.length + overrides.length === 0) return { years: packagedYears() };
  const years = new Map(packagedYears());
  for (const { year, off, worked } of loaded) years.set(year, { off: new Set(off), worked: new Set(worked) });
  for (const { day, working } of overrides)
    years.set(yearOf(day), withOverride(years.get(yearOf(day)), day, working));
  return { years };
}

interface Kept {
  readonly loaded: readonly { year: number; off: readonly DateOnly[]; worked: readonly DateOnly[] }[];
  readonly overrides: readonly { day: DateOnly; working: boolean }[];
}

/** A year of which only single days were set is not known by that. */
function withOverride(year: YearArrangement | undefined, date: DateOnly, working: boolean): YearArrangement {
  const off = new Set(year?.off);
  const worked = new Set(year?.worked);
  off.delete(date);
  worked.delete(date);
  if (working && isWeekend(date)) worked.add(date);
  if (!working && !isWeekend(date)) off.add(date);
  return { off, worked, ...((year === undefined || year.partial) && { partial: true }) };
}

export const shippedYears = (): number[] => [...packagedYears().keys()];

/** A year without a single weekday off is one the package has no data of (stack: 2027 was so). */
function packagedYears(): ReadonlyMap<number, YearArrangement> {
  packaged ??= readPackage();
  return packaged;
}

function readPackage(): ReadonlyMap<number, YearArrangement> {
  const years = new Map<number, YearArrangement>();
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    const days = daysOfYear(year);
    const off = new Set(days.filter((date) => !works(date) && !isWeekend(date)));
    const worked = new Set(days.filter((date) => works(date) && isWeekend(date)));
    if (off.size > 0) years.set(year, { off, worked });
  }
  return years;
}

const works = (date: DateOnly): boolean => chineseDays.isWorkday(date);

const isWeekend = (date: DateOnly): boolean => weekdayOf(date) >= 6;
