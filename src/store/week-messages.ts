import type { WeekMessageStore } from '../app/week/week-message-stores.ts';
import { toSummary } from './outbound.ts';
import type { Db } from './rows.ts';

export function weekMessageStore(db: Db): WeekMessageStore {
  const find = async (where: Parameters<Db['outboundMessage']['findMany']>[0]) =>
    (await db.outboundMessage.findMany(where)).map((row) => ({
      ...toSummary(row),
      notBefore: row.notBefore,
    }));
  return {
    ofWeek: (roundId, week, kinds) =>
      find({
        where: { roundId, period: week, kind: { in: [...kinds] }, personId: { not: null } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      }),
    async answered(roundId, week) {
      const rows = await db.$queryRaw<{ ownerId: string; tasks: number }[]>`
        select t."ownerId", count(distinct t.id)::int as tasks
        from "ProgressEntry" e join "Task" t on t.id = e."taskId"
        where e.week = ${week}::date and e.withdraws is null and t."roundId" = ${roundId}::uuid and t."ownerId" is not null
          and not exists (select from "ProgressEntry" w where w.withdraws = e.id)
        group by t."ownerId"`;
      return new Map(rows.map(({ ownerId, tasks }) => [ownerId, tasks]));
    },
    ambiguous: (roundId, from, before) =>
      find({
        where: {
          state: 'ambiguous',
          kind: { not: 'card_update' },
          OR: [{ roundId }, { roundId: null }],
          createdAt: { gte: from, lt: before },
        },
        orderBy: { createdAt: 'asc' },
        take: 200,
      }),
  };
}
