import { daysBetween } from '../calendar/date.ts';
import type { DateOnly } from '../calendar/date.ts';
import { lastDayWithin, workingDaysBetween } from '../calendar/work-calendar.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import type { RoundSettings } from './round.ts';
import { pressingStage } from './stages.ts';
import { isClosed, isUnderReview } from './task.ts';
import type { Task } from './task.ts';

/** 亮灯. */
export type Light = 'green' | 'yellow' | 'red' | 'closed';

/** 未到期, 临期, 逾期, 按期完成, 逾期完成; `none` without a deadline, or when the day it was done is not known. */
export type Timeliness = 'not_due' | 'near' | 'overdue' | 'done_on_time' | 'done_late' | 'none';

export interface Assessment {
  readonly light: Light;
  readonly timeliness: Timeliness;
  /** Calendar days past the deadline, 0 when not overdue. */
  readonly overdueDays: number;
  /** Working days left, when the deadline is near; 0 on its last day. */
  readonly nearWorkingDays: number | null;
}

const NOT_PRESSING = { overdueDays: 0, nearWorkingDays: null };

/** What of a task decides how it stands. */
export type DatedTask = Pick<
  Task,
  'closure' | 'completion' | 'horizon' | 'dueOn' | 'claimedOn' | 'closedOn' | 'stages'
>;

/**
 * How a task stands against its deadline, which ends with its day (domain rules 3 and 5). Under review it
 * stands as on the day of the claim, so a late review never reddens it. A long-term task is at most yellow, by a goal
 * on its way.
 */
export function assessTask(
  task: DatedTask,
  today: DateOnly,
  calendar: WorkCalendar,
  settings: RoundSettings,
): Assessment {
  if (isClosed(task)) return { light: 'closed', timeliness: finishTimeliness(task), ...NOT_PRESSING };
  if (task.completion === 'done')
    return { light: 'green', timeliness: finishTimeliness(task), ...NOT_PRESSING };
  const asOf = isUnderReview(task) ? (task.claimedOn ?? today) : today;
  const dueOn = deadlineOf(task);
  if (dueOn === null) {
    const stage = pressingStage(task, asOf, calendar, settings.nearWorkingDays);
    return { light: stage ? 'yellow' : 'green', timeliness: 'none', ...NOT_PRESSING };
  }

  const overdueDays = daysBetween(dueOn, asOf);
  if (overdueDays > 0) return { light: 'red', timeliness: 'overdue', overdueDays, nearWorkingDays: null };
  if (dueOn > lastDayWithin(calendar, asOf, settings.nearWorkingDays))
    return { light: 'green', timeliness: 'not_due', ...NOT_PRESSING };
  const left = workingDaysBetween(calendar, asOf, dueOn);
  return { light: 'yellow', timeliness: 'near', overdueDays: 0, nearWorkingDays: left };
}

/** The deadline now in force; `long` has none, whatever an import wrote there. */
export const deadlineOf = (task: Pick<Task, 'horizon' | 'dueOn'>): DateOnly | null =>
  task.horizon === 'long' ? null : task.dueOn;

/**
 * Whether a finished task met the deadline the round began with, as statistics count it (domain rule 8);
 * null when it is not finished, has no such deadline, or its day is not known.
 */
export const finishedWithinOriginal = (task: Task): boolean | null => finishedBy(task, task.originalDueOn);

function finishTimeliness(task: DatedTask): Timeliness {
  const onTime = finishedBy(task, task.dueOn);
  if (onTime === null) return 'none';
  return onTime ? 'done_on_time' : 'done_late';
}

/** The day of the claim counts: how long the review took is not the owner's doing. */
function finishedBy(task: DatedTask, deadline: DateOnly | null): boolean | null {
  const finished = task.completion === 'done' || (task.closure === 'closed' && task.completion !== 'stopped');
  const finishedOn = task.claimedOn ?? task.closedOn;
  if (!finished || task.horizon === 'long' || deadline === null || finishedOn === null) return null;
  return finishedOn <= deadline;
}
