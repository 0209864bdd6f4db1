import type { NewTask, TaskStore } from '../app/stores.ts';
import { auditStore } from './audit.ts';
import { fromDateOnly, fromDateOnlyOrNull, type Db } from './rows.ts';
import { aggregate, codeOf, fieldsBefore, severalRounds, toColumns, toRow, toTask } from './task-row.ts';

/** Every change of a task is written with its audit entry: what the log says is what the task is. */
export function taskStore(db: Db): TaskStore {
  const audit = auditStore(db);
  return {
    async list({ roundId, personId, removed = false, ended = false }) {
      const rows = await db.task.findMany({
        where: {
          round: { ...(!ended && { active: true }), ...(roundId !== undefined && { id: roundId }) },
          ...(personId !== undefined && { OR: [{ ownerId: personId }, { contactId: personId }] }),
          ...(!removed && { removal: null }),
        },
        include: aggregate,
        orderBy: [{ round: { letter: 'asc' } }, { no: 'asc' }],
      });
      const lettered = await severalRounds(db);
      return rows.map((row) => toTask(row, lettered));
    },
    async byId(id) {
      const row = await db.task.findUnique({ where: { id }, include: aggregate });
      return row && toTask(row, await severalRounds(db));
    },
    async codes() {
      const rows = await db.task.findMany({
        where: { round: { active: true }, removal: null },
        select: { no: true, round: { select: { letter: true } } },
      });
      const lettered = await severalRounds(db);
      return rows.map(({ no, round }) => codeOf(no, round.letter, lettered));
    },
    async add(task, cause) {
      const { id } = await db.task.create({ data: toRow(task) });
      await audit.append({ ...cause, subject: id, to: stateOf(task) });
      return id;
    },
    async change({ id, version }, change, cause) {
      const before = await db.task.findUnique({ where: { id, version }, include: aggregate });
      if (before === null) return false;
      const { count } = await db.task.updateMany({
        where: { id, version },
        data: { ...toColumns(change), version: { increment: 1 } },
      });
      if (count === 0) return false;
      await audit.append({ ...cause, subject: id, from: fieldsBefore(before, change), to: change });
      return true;
    },
    async addSupporter(taskId, personId, since) {
      await db.taskSupporter.createMany({
        data: [{ taskId, personId, since: fromDateOnly(since) }],
        skipDuplicates: true,
      });
    },
    async setStages(taskId, stages) {
      await db.stageGoal.deleteMany({ where: { taskId } });
      await db.stageGoal.createMany({
        data: stages.map(({ no, text, dueOn, reachedOn }) => ({
          taskId,
          no,
          text,
          dueOn: fromDateOnly(dueOn),
          reachedOn: fromDateOnlyOrNull(reachedOn),
        })),
      });
    },
  };
}

/** Where the task's history begins. */
const stateOf = ({ measures: _measures, supportUnitIds: _units, problemId: _problem, ...state }: NewTask) =>
  state;
