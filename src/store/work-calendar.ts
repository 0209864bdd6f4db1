import chineseDays from 'chinese-days';
import { addDays, dateOnly, weekdayOf, yearOf, type DateOnly } from '../domain/calendar/date.ts';
import type { WorkCalendar, YearArrangement } from '../domain/calendar/work-calendar.ts';
import { toDateOnly, type Db } from './rows.ts';

/** The years the package is asked for; it answers for a year it has no data of as if that had no holidays. */
const FIRST_YEAR = 2020;
const LAST_YEAR = 2040;

let packaged: ReadonlyMap<number, YearArrangement> | null = null;

/** The State Council's days as the package knows them, then the administrator's own. */
export async function loadWorkCalendar(db: Db): Promise<WorkCalendar> {
  packaged ??= packagedYears();
  const overrides = await db.holidayOverride.findMany();
  if (overrides.length === 0) return { years: packaged };
  const years = new Map(packaged);
  for (const { day, working } of overrides) {
    const date = toDateOnly(day);
    years.set(yearOf(date), withOverride(years.get(yearOf(date)), date, working));
  }
  return { years };
}

function withOverride(year: YearArrangement | undefined, date: DateOnly, working: boolean): YearArrangement {
  const off = new Set(year?.off);
  const worked = new Set(year?.worked);
  off.delete(date);
  worked.delete(date);
  if (working && isWeekend(date)) worked.add(date);
  if (!working && !isWeekend(date)) off.add(date);
  return { off, worked };
}

/** A year without a single weekday off is one the package has no data of (stack: 2027 was so). */
function packagedYears(): ReadonlyMap<number, YearArrangement> {
  const years = new Map<number, YearArrangement>();
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    const off = new Set<DateOnly>();
    const worked = new Set<DateOnly>();
    for (let date = dateOnly(`${year}-01-01`); yearOf(date) === year; date = addDays(date, 1)) {
      const works = chineseDays.isWorkday(date);
      if (works && isWeekend(date)) worked.add(date);
      if (!works && !isWeekend(date)) off.add(date);
    }
    if (off.size > 0) years.set(year, { off, worked });
  }
  return years;
}

const isWeekend = (date: DateOnly): boolean => weekdayOf(date) >= 6;
