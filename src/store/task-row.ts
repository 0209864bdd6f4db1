import type { NewTask, TaskChange } from '../app/stores.ts';
import type { Task } from '../domain/task/task.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { fromDateOnly, fromDateOnlyOrNull, type Db } from './rows.ts';

/* A task as its rows hold it, and as the rules know it. */

export const codeOf = (no: number, letter: string, lettered: boolean): string =>
  `${lettered ? letter : ''}${no}`;

/** What a code names; null for what is none. A letter belongs to it when, and only when, several rounds run. */
export function asCode(text: string, lettered: boolean): { letter: string | null; no: number } | null {
  const [, letter, no] = /^([A-Z]?)([1-9]\d{0,8})$/.exec(text) ?? [];
  if (letter === undefined || (letter !== '') !== lettered) return null;
  return { letter: letter === '' ? null : letter, no: Number(no) };
}

/** Codes carry the round's letter only while several rounds run (domain rule 2). */
export const severalRounds = async (db: Db): Promise<boolean> =>
  (await db.round.count({ where: { active: true } })) > 1;

export function toRow({
  measures: _measures,
  supportUnitIds: _units,
  ...task
}: NewTask): Prisma.TaskCreateManyInput {
  return {
    ...task,
    dueOn: fromDateOnlyOrNull(task.dueOn),
    originalDueOn: fromDateOnlyOrNull(task.originalDueOn),
    claimedOn: fromDateOnlyOrNull(task.claimedOn),
    closedOn: fromDateOnlyOrNull(task.closedOn),
  };
}

/** The columns that a change sets. */
export function toColumns({
  dueOn,
  claimedOn,
  closedOn,
  reportedUp,
  removed,
  ...fields
}: TaskChange): Prisma.TaskUncheckedUpdateManyInput {
  return {
    ...fields,
    ...(dueOn !== undefined && { dueOn: fromDateOnlyOrNull(dueOn) }),
    ...(claimedOn !== undefined && { claimedOn: fromDateOnlyOrNull(claimedOn) }),
    ...(closedOn !== undefined && { closedOn: fromDateOnlyOrNull(closedOn) }),
    ...(reportedUp !== undefined && {
      reportedUpTo: reportedUp?.to ?? null,
      reportedUpOn: reportedUp && fromDateOnly(reportedUp.on),
    }),
    ...(removed !== undefined && {
      removal: removed?.how ?? null,
      removedOn: removed && fromDateOnly(removed.on),
    }),
  };
}

/** What a task is before a change, in the fields that the change sets: the other half of its audit entry. */
export function fieldsBefore({ id: _id, ...task }: Task, change: TaskChange): TaskChange {
  const known: Readonly<Record<string, unknown>> = {
    ...task,
    ownerId: task.owner?.id ?? null,
    contactId: task.contact?.id ?? null,
    leadUnitId: task.leadUnit?.id ?? null,
    // What is merged has left the base, and is changed no more.
    mergedIntoId: null,
  };
  return Object.fromEntries(Object.keys(change).map((key) => [key, known[key]]));
}
