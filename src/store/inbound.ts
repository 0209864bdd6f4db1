import type { InboundContent } from '../app/channel.ts';
import type { InboundStore, StoredInbound } from '../app/message-stores.ts';
import { ignoringCase, type Db } from './rows.ts';

export function inboundStore(db: Db): InboundStore {
  return {
    async add(message, receivedAt) {
      // One statement: the callback waits for it. The lock makes one person's messages visible in the order of their
      // seq: handling must not overtake one that is numbered and not committed yet.
      const rows = await db.$queryRaw<{ id: string }[]>`
        insert into "InboundMessage" (id, "dedupeKey", channel, "senderId", content, "sentAt", "receivedAt")
        select gen_random_uuid(), ${message.dedupeKey}, ${message.channel}, ${message.senderId},
               ${JSON.stringify(message.content)}::jsonb, ${message.sentAt}, ${receivedAt}
        from (select pg_advisory_xact_lock(hashtextextended(lower(${message.senderId}), 2))) as in_turn
        on conflict ("dedupeKey") do nothing
        returning id`;
      return rows[0]?.id ?? null;
    },
    async senderOf(id) {
      const row = await db.inboundMessage.findUnique({ where: { id }, select: { senderId: true } });
      return row?.senderId ?? null;
    },
    async lockNext(senderId) {
      // One person's messages are handled one after another, whichever worker got the job.
      await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(lower(${senderId}), 1))`;
      const row = await db.inboundMessage.findFirst({
        where: { senderId: ignoringCase(senderId), handledAt: null },
        orderBy: { seq: 'asc' },
      });
      return row && toInbound(row);
    },
    async markHandled(id, outcome, at, personId) {
      await db.inboundMessage.update({ where: { id }, data: { outcome, handledAt: at, personId } });
    },
    async noteAttempt(id) {
      await db.inboundMessage.update({ where: { id }, data: { attempts: { increment: 1 } } });
    },
    unhandled: async (olderThan, limit) =>
      (
        await db.inboundMessage.findMany({
          where: { handledAt: null, receivedAt: { lt: olderThan } },
          orderBy: { seq: 'asc' },
          take: limit,
          select: { id: true },
        })
      ).map(({ id }) => id),
    async countByOutcome(since) {
      const rows = await db.inboundMessage.groupBy({
        by: ['outcome'],
        where: { receivedAt: { gte: since } },
        _count: true,
        orderBy: { outcome: 'asc' },
      });
      return rows.map(({ outcome, _count }) => ({ outcome, count: _count }));
    },
  };
}

type InboundRow = Awaited<ReturnType<Db['inboundMessage']['findFirstOrThrow']>>;

const toInbound = (row: InboundRow): StoredInbound => ({
  id: row.id,
  senderId: row.senderId,
  content: row.content as InboundContent,
  sentAt: row.sentAt,
  receivedAt: row.receivedAt,
  attempts: row.attempts,
});
