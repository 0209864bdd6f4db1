import { addDays, type DateOnly } from '../../calendar/date.ts';
import { addMonths, onWorkingDay } from '../../calendar/reach.ts';
import type { WorkCalendar } from '../../calendar/work-calendar.ts';
import type { LookBack } from './look-back.ts';

/** How many days ahead a look-back stands in the list, so that the office can plan the visit. */
export const AHEAD_DAYS = 14;

/** A task that is closed now, with the look-backs it ever had. */
export interface ClosedTask {
  readonly id: string;
  readonly closedOn: DateOnly;
  readonly lookBacks: readonly Pick<LookBack, 'cause' | 'checkedOn'>[];
}

export interface Schedule {
  /** After the closure; null: nothing is scheduled. */
  readonly months: number | null;
  readonly today: DateOnly;
  readonly calendar: WorkCalendar;
}

/**
 * The look-backs that time brings: each closure is looked at once, `months` after it, on a working day (domain rule 8).
 * One that is open already serves, whatever its cause, and so does a check made on the day or after it. A relapsed task
 * that is closed again is looked at again.
 */
export function scheduleLookBacks(
  closed: readonly ClosedTask[],
  { months, today, calendar }: Schedule,
): { readonly taskId: string; readonly dueOn: DateOnly }[] {
  if (months === null) return [];
  const horizon = addDays(today, AHEAD_DAYS);
  return closed.flatMap((task) => {
    const day = addMonths(task.closedOn, months);
    if (day > horizon || task.lookBacks.some((lookBack) => serves(lookBack, task.closedOn, day))) return [];
    return [{ taskId: task.id, dueOn: onWorkingDay(calendar, day) }];
  });
}

const serves = (
  { cause, checkedOn }: ClosedTask['lookBacks'][number],
  closedOn: DateOnly,
  day: DateOnly,
): boolean => checkedOn === null || checkedOn >= day || (cause === 'scheduled' && checkedOn > closedOn);

/** No later closure than this one can be due yet. */
export const closedBy = (today: DateOnly, months: number): DateOnly =>
  // The end of a month is clamped, so that a month back may be up to three days short.
  addDays(addMonths(addDays(today, AHEAD_DAYS), -months), 3);
