import type { DateOnly } from '../../calendar/date.ts';
import { isClosed, type Task } from '../task.ts';
import type { LookBack } from './look-back.ts';

/** Why a relapse (反弹) is feared: the same kind of problem in the same unit again, a complaint, a failed check. */
export const WARNING_REASONS = ['same_again', 'complaint', 'failed_check'] as const;
export type WarningReason = (typeof WARNING_REASONS)[number];

export interface RelapseWarning {
  /** The same facts have the same key for ever: what was said under it is not said again. */
  readonly key: string;
  readonly reason: WarningReason;
  readonly roundId: string;
  readonly on: DateOnly;
  readonly unit: string;
  readonly category: string;
  /** The task it is about first; of `same_again` the new one, then the closed ones it resembles. */
  readonly codes: readonly string[];
}

/** A task, and the day it came into the books. */
export interface BookedTask {
  readonly task: Task;
  readonly addedOn: DateOnly;
}

export interface RelapseFacts {
  readonly tasks: readonly BookedTask[];
  readonly complaints: readonly { readonly id: string; readonly taskId: string; readonly on: DateOnly }[];
  readonly lookBacks: readonly Pick<LookBack, 'id' | 'taskId' | 'checkedOn' | 'passed'>[];
}

/** Domain rule 8, a rule for each reason. */
const RULES: Readonly<Record<WarningReason, (facts: RelapseFacts) => RelapseWarning[]>> = {
  same_again: ({ tasks }) =>
    tasks.flatMap((booked) => {
      const earlier = tasks.filter((other) => comesBackIn(other, booked));
      if (isClosed(booked.task) || earlier.length === 0) return [];
      return [warning('same_again', booked.task, booked.addedOn, booked.task.id, earlier)];
    }),
  complaint: ({ tasks, complaints, lookBacks }) =>
    complaints.flatMap(({ id, taskId, on }) => {
      const task = find(tasks, taskId);
      const checked = lookBacks.some(
        ({ checkedOn, ...each }) => each.taskId === taskId && (checkedOn ?? '') >= on,
      );
      return task && isClosed(task) && !checked ? [warning('complaint', task, on, id)] : [];
    }),
  failed_check: ({ tasks, lookBacks }) =>
    lookBacks.flatMap(({ id, taskId, checkedOn, passed }) => {
      const task = find(tasks, taskId);
      if (!task || checkedOn === null || passed !== false || isClosed(task)) return [];
      return [warning('failed_check', task, checkedOn, id)];
    }),
};

/**
 * What of the closed work gives cause for worry as things are today, oldest first. A warning ends by itself when it was
 * dealt with: the new task is closed, the complaint was looked into, the relapsed task is closed again.
 */
export const relapseWarnings = (facts: RelapseFacts): RelapseWarning[] =>
  WARNING_REASONS.flatMap((reason) => RULES[reason](facts)).toSorted(
    (a, b) => compare(a.on, b.on) || compare(a.key, b.key),
  );

/** A closed task of the same category and lead unit. Whoever came into the books with it is not news. */
function comesBackIn(closed: BookedTask, later: BookedTask): boolean {
  const { closedOn, leadUnit, category } = closed.task;
  if (closed.task.closure !== 'closed' || closedOn === null || leadUnit === null) return false;
  // By name: each round has categories of its own.
  const alike = leadUnit.id === later.task.leadUnit?.id && category.name === later.task.category.name;
  return alike && later.addedOn > closedOn && later.addedOn > closed.addedOn;
}

const find = (tasks: readonly BookedTask[], id: string): Task | undefined =>
  tasks.find(({ task }) => task.id === id)?.task;

const warning = (
  reason: WarningReason,
  task: Task,
  on: DateOnly,
  factId: string,
  alike: readonly BookedTask[] = [],
): RelapseWarning => ({
  key: `${reason}:${factId}`,
  reason,
  roundId: task.roundId,
  on,
  unit: task.leadUnit?.name ?? '',
  category: task.category.name,
  codes: [task, ...alike.map((each) => each.task)].map(({ code }) => code),
});

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
