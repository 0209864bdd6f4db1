import { addDays, dateFromParts, dayOf, monthOf, yearOf, type DateOnly } from './date.ts';
import { isWorkingDay, nextWorkingDay, type WorkCalendar } from './work-calendar.ts';

/*
 * Days that lie so far ahead.
 */

/** The same day so many months later; a month without that day ends on its last one (31 August + 6 → 28 February). */
export function addMonths(date: DateOnly, months: number): DateOnly {
  const month = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const [year, no] = [Math.floor(month / 12), (month % 12) + 1];
  return dateFromParts(year, no, dayOf(date)) ?? lastDayOf(year, no);
}

function lastDayOf(year: number, month: number): DateOnly {
  const first = dateFromParts(month === 12 ? year + 1 : year, (month % 12) + 1, 1);
  if (first === null) throw new RangeError(`no month after ${year}-${month}`);
  return addDays(first, -1);
}

/** The day itself when it is worked, otherwise the first working day after it. */
export const onWorkingDay = (calendar: WorkCalendar, date: DateOnly): DateOnly =>
  isWorkingDay(calendar, date) ? date : nextWorkingDay(calendar, date);

/** The `days`-th working day after `date`; 0 is the day itself. */
export function addWorkingDays(calendar: WorkCalendar, date: DateOnly, days: number): DateOnly {
  let day = date;
  for (let left = days; left > 0; left -= 1) day = nextWorkingDay(calendar, day);
  return day;
}
