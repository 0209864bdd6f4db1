import type { DeputyStore } from '../app/ladder-stores.ts';
import type { Deputation } from '../domain/task/deputies.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { fromDateOnly, fromDateOnlyOrNull, toDateOnly, toDateOnlyOrNull, type Db } from './rows.ts';

const withDeputy = { deputy: { select: { active: true } } } as const;

export function deputyStore(db: Db): DeputyStore {
  const find = async (where: Prisma.DeputyWhereInput) =>
    (
      await db.deputy.findMany({
        where,
        include: withDeputy,
        orderBy: [{ setAt: 'asc' }, { id: 'asc' }],
      })
    ).map(toDeputation);
  return {
    notOver: (day) => find({ OR: [{ untilDay: null }, { untilDay: { gt: fromDateOnly(day) } }] }),
    all: () => find({}),
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

const toDeputation = (row: Prisma.DeputyGetPayload<{ include: typeof withDeputy }>): Deputation => ({
  id: row.id,
  personId: row.personId,
  deputyId: row.deputyId,
  from: toDateOnly(row.fromDay),
  until: toDateOnlyOrNull(row.untilDay),
  deputyActive: row.deputy.active,
});
