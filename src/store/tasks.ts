import type { NewTask, TaskStore } from '../app/stores.ts';
import type { Task } from '../domain/task/task.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { fromDateOnlyOrNull, toDateOnlyOrNull, type Db } from './rows.ts';

const ref = { select: { id: true, name: true } } as const;
const aggregate = {
  round: { select: { letter: true } },
  problem: { select: { id: true, title: true, no: true, category: ref } },
  measures: { orderBy: { no: 'asc' } },
  leader: ref,
  leadUnit: ref,
  supports: { select: { unit: ref } },
  owner: ref,
  contact: ref,
} as const satisfies Prisma.TaskInclude;

export function taskStore(db: Db): TaskStore {
  /** Codes carry the round's letter only while several rounds run (domain rule 2). */
  const severalRounds = async () => (await db.round.count({ where: { active: true } })) > 1;
  return {
    async list({ roundId, personId }) {
      const rows = await db.task.findMany({
        where: {
          round: { active: true, ...(roundId !== undefined && { id: roundId }) },
          ...(personId !== undefined && { OR: [{ ownerId: personId }, { contactId: personId }] }),
        },
        include: aggregate,
        orderBy: [{ round: { letter: 'asc' } }, { no: 'asc' }],
      });
      const lettered = await severalRounds();
      return rows.map((row) => toTask(row, lettered));
    },
    async byId(id) {
      const row = await db.task.findUnique({ where: { id }, include: aggregate });
      return row && toTask(row, await severalRounds());
    },
    async codes() {
      const rows = await db.task.findMany({
        where: { round: { active: true } },
        select: { no: true, round: { select: { letter: true } } },
      });
      const lettered = await severalRounds();
      return rows.map(({ no, round }) => codeOf(no, round.letter, lettered));
    },
    add: async (task) => (await db.task.create({ data: toRow(task) })).id,
    async change({ id, version }, { dueOn, claimedOn, closedOn, ...fields }) {
      const { count } = await db.task.updateMany({
        where: { id, version },
        data: {
          ...fields,
          ...(dueOn !== undefined && { dueOn: fromDateOnlyOrNull(dueOn) }),
          ...(claimedOn !== undefined && { claimedOn: fromDateOnlyOrNull(claimedOn) }),
          ...(closedOn !== undefined && { closedOn: fromDateOnlyOrNull(closedOn) }),
          version: { increment: 1 },
        },
      });
      return count === 1;
    },
  };
}

const codeOf = (no: number, letter: string, lettered: boolean): string => `${lettered ? letter : ''}${no}`;

type TaskRow = Prisma.TaskGetPayload<{ include: typeof aggregate }>;

function toTask(row: TaskRow, lettered: boolean): Task {
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
    version: row.version,
  };
}

function toRow({ measures, supportUnitIds, ...task }: NewTask): Prisma.TaskUncheckedCreateInput {
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
