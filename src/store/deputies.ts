import type { DeputyStore } from '../app/week/ladder-stores.ts';
import type { Deputation } from '../domain/task/deputies.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { fromDateOnly, fromDateOnlyOrNull, type Db } from './rows.ts';

const { sql } = Prisma;

export function deputyStore(db: Db): DeputyStore {
  const find = (where: Prisma.Sql) =>
    db.$queryRaw<{ deputation: Deputation }[]>`
      select json_build_object('id', d.id, 'personId', d."personId", 'deputyId', d."deputyId", 'from', d."fromDay",
        'until', d."untilDay", 'deputyActive', p.active) as deputation
      from "Deputy" d join "Person" p on p.id = d."deputyId" where ${where} order by d."setAt", d.id`.then(
      (rows) => rows.map(({ deputation }) => deputation),
    );
  return {
    notOver: (day) => find(sql`(d."untilDay" is null or d."untilDay" > ${day}::date)`),
    all: () => find(sql`true`),
    add: async ({ from, until, ...deputation }) =>
      (
        await db.deputy.create({
          data: { ...deputation, fromDay: fromDateOnly(from), untilDay: fromDateOnlyOrNull(until) },
        })
      ).id,
    async end(id, day) {
      await db.deputy.update({ where: { id }, data: { untilDay: fromDateOnly(day) } });
    },
  };
}
