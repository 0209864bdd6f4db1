import type { Batch } from '../app/week/plan-stores.ts';
import type { RoundTaskStore } from '../app/week/week-stores.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Db } from './rows.ts';
import { readTasks } from './task-query.ts';

const { sql } = Prisma;

/** What is late is said here once more for the database, more widely; the rules decide, and a test holds the two together. */
const HAS_DEADLINE = sql`removal is null and closure <> 'closed' and horizon <> 'long' and "dueOn" is not null`;

export const roundTaskStore = (db: Db): RoundTaskStore => {
  /** Numbers first, by an index, and then the tasks. */
  const read = (roundId: string, which: Prisma.Sql, { after, limit }: Batch) =>
    readTasks(
      db,
      sql`t.id = any(array(select id from "Task" where "roundId" = ${roundId}::uuid and ${which} and no > ${after}
        order by no limit ${limit}))`,
    );
  return {
    batch: (roundId, batch) => read(roundId, sql`removal is null`, batch),
    pastDeadline: (roundId, today, batch) =>
      read(roundId, sql`${HAS_DEADLINE} and "dueOn" < ${today}::date`, batch),
    removed: (roundId) => readTasks(db, sql`t."roundId" = ${roundId}::uuid and t.removal is not null`),
    async answeredLate(roundId, week) {
      const rows = await db.$queryRaw<{ id: string }[]>`
        select distinct t.id from "ProgressEntry" e join "Task" t on t.id = e."taskId"
        where e.week = ${week}::date and e.late and e.withdraws is null and t."roundId" = ${roundId}::uuid
          and not exists (select from "ProgressEntry" w where w.withdraws = e.id)`;
      return rows.map(({ id }) => id);
    },
  };
};
