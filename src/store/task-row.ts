import type { NewTask, TaskChange } from '../app/stores.ts';
import type { Task } from '../domain/task/task.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { fromDateOnly, fromDateOnlyOrNull, toDateOnly, toDateOnlyOrNull, type Db } from './rows.ts';

/* A task as its rows hold it, and as the rules know it. */

const ref = { select: { id: true, name: true } } as const;

export const aggregate = {
  round: { select: { letter: true } },
  problem: { select: { id: true, title: true, no: true, category: ref } },
  measures: { orderBy: { no: 'asc' } },
  leader: ref,
  leadUnit: ref,
  supports: { select: { unit: ref } },
  supporters: { select: { person: ref } },
  owner: ref,
  contact: ref,
  stages: { orderBy: { dueOn: 'asc' } },
} as const satisfies Prisma.TaskInclude;

type TaskRow = Prisma.TaskGetPayload<{ include: typeof aggregate }>;

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

export function toTask(row: TaskRow, lettered: boolean): Task {
  const { problem } = row;
  return {
    id: row.id,
    roundId: row.roundId,
    code: codeOf(row.no, row.round.letter, lettered),
    no: row.no,
    title: row.title,
    category: problem.category,
    problem: { id: problem.id, name: problem.title, no: problem.no },
    measures: row.measures.map(({ type, text }) => ({ type, text })),
    leader: row.leader,
    leadUnit: row.leadUnit,
    supportUnits: row.supports.map(({ unit }) => unit),
    supporters: row.supporters.map(({ person }) => person),
    owner: row.owner,
    contact: row.contact,
    horizon: row.horizon,
    completion: row.completion,
    closure: row.closure,
    dueOn: toDateOnlyOrNull(row.dueOn),
    originalDueOn: toDateOnlyOrNull(row.originalDueOn),
    reviewEveryDays: row.reviewEveryDays,
    claimedOn: toDateOnlyOrNull(row.claimedOn),
    closedOn: toDateOnlyOrNull(row.closedOn),
    remark: row.remark,
    ...marksOf(row),
    version: row.version,
  };
}

const marksOf = (row: TaskRow): Pick<Task, 'stages' | 'reportedUp' | 'removed'> => ({
  stages: row.stages.map(({ no, text, dueOn, reachedOn }) => ({
    no,
    text,
    dueOn: toDateOnly(dueOn),
    reachedOn: toDateOnlyOrNull(reachedOn),
  })),
  reportedUp:
    row.reportedUpTo !== null && row.reportedUpOn !== null
      ? { to: row.reportedUpTo, on: toDateOnly(row.reportedUpOn) }
      : null,
  removed:
    row.removal !== null && row.removedOn !== null
      ? { how: row.removal, on: toDateOnly(row.removedOn) }
      : null,
});

export function toRow({ measures, supportUnitIds, ...task }: NewTask): Prisma.TaskUncheckedCreateInput {
  return {
    ...task,
    dueOn: fromDateOnlyOrNull(task.dueOn),
    originalDueOn: fromDateOnlyOrNull(task.originalDueOn),
    claimedOn: fromDateOnlyOrNull(task.claimedOn),
    closedOn: fromDateOnlyOrNull(task.closedOn),
    measures: { create: measures.map((measure, index) => ({ no: index + 1, ...measure })) },
    supports: { create: supportUnitIds.map((unitId) => ({ unitId })) },
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
export function fieldsBefore(row: TaskRow, change: TaskChange): TaskChange {
  const { id: _id, ...task } = toTask(row, false);
  const known: Readonly<Record<string, unknown>> = {
    ...task,
    ownerId: row.ownerId,
    contactId: row.contactId,
    leadUnitId: row.leadUnitId,
    mergedIntoId: row.mergedIntoId,
  };
  return Object.fromEntries(Object.keys(change).map((key) => [key, known[key]]));
}
