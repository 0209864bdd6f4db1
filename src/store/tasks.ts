import type { NewTask, TaskStore } from '../app/stores.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { auditStore } from './audit.ts';
import { fromDateOnly, fromDateOnlyOrNull, type Db } from './rows.ts';
import { codeOf, fieldsBefore, severalRounds, toColumns, toRow } from './task-row.ts';
import { readTasks } from './task-query.ts';

const { sql } = Prisma;

/** Every change of a task is written with its audit entry: what the log says is what the task is. */
export function taskStore(db: Db): TaskStore {
  const audit = auditStore(db);
  return {
    async list({ roundId, personIds, removed = false, ended = false }) {
      const parts = [
        ...(ended ? [] : [sql`r.active`]),
        ...(removed ? [] : [sql`t.removal is null`]),
        ...(roundId === undefined ? [] : [sql`t."roundId" = ${roundId}::uuid`]),
        ...(personIds === undefined
          ? []
          : [
              sql`(t."ownerId" = any(${[...personIds]}::uuid[]) or t."contactId" = any(${[...personIds]}::uuid[]))`,
            ]),
      ];
      return readTasks(db, parts.length === 0 ? sql`true` : Prisma.join(parts, ' and '));
    },
    byId: async (id) => (await readTasks(db, sql`t.id = ${id}::uuid`))[0] ?? null,
    async codes() {
      const rows = await db.task.findMany({
        where: { round: { active: true }, removal: null },
        select: { no: true, round: { select: { letter: true } } },
      });
      const lettered = await severalRounds(db);
      return rows.map(({ no, round }) => codeOf(no, round.letter, lettered));
    },
    async add(task, cause) {
      const { id } = await db.task.create({ data: { ...toRow(task), addedAt: cause.at } });
      await audit.append({ ...cause, subject: id, to: stateOf(task) });
      return id;
    },
    async change({ id, version }, change, cause) {
      const [before] = await readTasks(db, sql`t.id = ${id}::uuid and t.version = ${version}`);
      if (!before) return false;
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
