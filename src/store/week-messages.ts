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
