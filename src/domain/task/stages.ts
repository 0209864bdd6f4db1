import type { DateOnly } from '../calendar/date.ts';
import { lastDayWithin } from '../calendar/work-calendar.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import type { StageGoal, Task } from './task.ts';

/** 阶段目标 of long-term tasks: they have no final deadline, only goals with dates on the way. */

/** A goal that is not reached and near its date, or past it. */
export interface PressingStage {
  readonly no: number;
  readonly dueOn: DateOnly;
  readonly passed: boolean;
}

/** The earliest goal that presses; null for tasks that are not `long`, whatever goals they have. */
export function pressingStage(
  { horizon, stages }: Pick<Task, 'horizon' | 'stages'>,
  asOf: DateOnly,
  calendar: WorkCalendar,
  nearWorkingDays: number,
): PressingStage | null {
  const [next] = stages
    .filter(({ reachedOn }) => reachedOn === null)
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
  if (horizon !== 'long' || !next) return null;
  const passed = asOf > next.dueOn;
  if (!passed && next.dueOn > lastDayWithin(calendar, asOf, nearWorkingDays)) return null;
  return { no: next.no, dueOn: next.dueOn, passed };
}

/** New goals take the place of those that are not reached; what is reached stays and keeps its number. */
export function withGoals(
  stages: readonly StageGoal[],
  goals: readonly { readonly due: DateOnly; readonly text: string }[],
): StageGoal[] {
  const reached = stages.filter(({ reachedOn }) => reachedOn !== null);
  const last = Math.max(0, ...reached.map(({ no }) => no));
  const added = goals
    .toSorted((a, b) => a.due.localeCompare(b.due))
    .map(({ due, text }, index) => ({ no: last + index + 1, text, dueOn: due, reachedOn: null }));
  return [...reached, ...added];
}

/** The goals with that one reached; null when there is none of that number, or it was reached before. */
export function withReached(stages: readonly StageGoal[], no: number, on: DateOnly): StageGoal[] | null {
  const open = stages.some((goal) => goal.no === no && goal.reachedOn === null);
  return open ? stages.map((goal) => (goal.no === no ? { ...goal, reachedOn: on } : goal)) : null;
}
