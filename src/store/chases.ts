import type { ChaseStore } from '../app/stores.ts';
import { fromDateOnly, type Db } from './rows.ts';

export function chaseStore(db: Db): ChaseStore {
  return {
    async byId(id) {
      const row = await db.chase.findUnique({
        where: { id },
        include: { by: { select: { name: true } }, tasks: { select: { taskId: true } } },
      });
      return row && { byName: row.by.name, taskIds: row.tasks.map(({ taskId }) => taskId) };
    },
    async chasedOn(roundId, day) {
      const rows = await db.chasedTask.findMany({
        where: { day: fromDateOnly(day), chase: { roundId } },
        select: { taskId: true },
      });
      return new Set(rows.map(({ taskId }) => taskId));
    },
    async add({ roundId, byId, day, at, taskIds }) {
      const chase = await db.chase.create({ data: { roundId, byId, day: fromDateOnly(day), chasedAt: at } });
      const won = await db.chasedTask.createManyAndReturn({
        data: taskIds.map((taskId) => ({ chaseId: chase.id, taskId, day: fromDateOnly(day) })),
        skipDuplicates: true,
        select: { taskId: true },
      });
      return { id: chase.id, taskIds: won.map(({ taskId }) => taskId) };
    },
  };
}
