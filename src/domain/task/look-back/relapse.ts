import { addDays, type DateOnly } from '../../calendar/date.ts';
import { onWorkingDay } from '../../calendar/reach.ts';
import type { WorkCalendar } from '../../calendar/work-calendar.ts';
import type { Task } from '../task.ts';
import { closureFields, type ClosureFields } from '../transitions.ts';

/** Days a relapsed task has, until the office says otherwise. */
const RELAPSE_DAYS = 30;

/** Working days until what was drawn, and what was complained about, is looked at. */
export const SAMPLE_WORKING_DAYS = 10;
export const COMPLAINT_WORKING_DAYS = 5;

/**
 * The fields of a task that a failed look-back opens again. Its old deadline is long past: left in force, the task
 * would be overdue from its first day and the ladder would run at once. So it gets a new one, while statistics keep
 * the original (domain rule 8). A long-term task has none and gets none.
 */
export const relapseFields = (
  { horizon }: Pick<Task, 'horizon'>,
  today: DateOnly,
  calendar: WorkCalendar,
): ClosureFields & { readonly dueOn: DateOnly | null } => ({
  ...closureFields('relapsed', today),
  dueOn: horizon === 'long' ? null : onWorkingDay(calendar, addDays(today, RELAPSE_DAYS)),
});
