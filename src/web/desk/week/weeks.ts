import { addDays, mondayOf, type DateOnly } from '../../../domain/calendar/date.ts';

/** The weeks that can be chosen, newest first: the next one, this one, and back to the first of the round. */
export function weeksToChoose(thisWeek: DateOnly, firstWeek: DateOnly): DateOnly[] {
  const weeks: DateOnly[] = [];
  const first = mondayOf(firstWeek) < thisWeek ? mondayOf(firstWeek) : thisWeek;
  for (let week = addDays(thisWeek, 7); week >= first; week = addDays(week, -7)) weeks.push(week);
  return weeks;
}
