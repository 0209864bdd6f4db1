import type { Pool } from 'pg';
import type { InboundContent } from '../app/channel.ts';
import type { InboundStore, StoredInbound } from '../app/delivery/message-stores.ts';
import type { Notice } from '../domain/message/notice.ts';
import { gathered } from './gathered.ts';
import { ourJson, toJson, toReplyToken, type Db } from './rows.ts';

/**
 * One statement for all that came in meanwhile: the callbacks wait for it, so it goes to PostgreSQL directly, prepared once
 * a connection. The locks make one person's messages visible in the order of their seq: handling must not overtake one
 * that is numbered and not committed yet. All are taken first, in one order everywhere.
 */
const ADD = {
  name: 'add_inbound',
  text: `
    with message as materialized (
      select * from jsonb_to_recordset($1::jsonb) as row(nth int, "dedupeKey" text, channel text, "senderId" text,
        "groupId" text, "replyTo" jsonb, content jsonb, "sentAt" timestamptz, "receivedAt" timestamptz)),
    in_turn as materialized (
      select count(pg_advisory_xact_lock(sender)) from (
        select distinct hashtextextended(lower("senderId"), 2) as sender from message order by sender) as senders)
    insert into "InboundMessage"
      (id, "dedupeKey", channel, "senderId", "groupId", "replyTo", content, "sentAt", "receivedAt")
    select gen_random_uuid(), "dedupeKey", channel, "senderId", "groupId", nullif("replyTo", 'null'::jsonb), content,
      "sentAt", "receivedAt"
    from in_turn, message order by nth
    on conflict ("dedupeKey") do nothing
    returning id, "dedupeKey"`,
};

/** In one statement. */
const ADDED_AT_ONCE = 100;

type Added = Parameters<InboundStore['add']>[0] & { readonly receivedAt: Date };

/** @returns the ids in the same order, null for a repeat */
async function addAll(pool: Pool, messages: readonly Added[]): Promise<(string | null)[]> {
  const values = [JSON.stringify(messages.map((message, nth) => ({ nth, ...message })))];
  const { rows } = await pool.query<{ id: string; dedupeKey: string }>({ ...ADD, values });
  const ids = new Map(rows.map(({ id, dedupeKey }) => [dedupeKey, id]));
  return messages.map(({ dedupeKey }) => {
    const id = ids.get(dedupeKey) ?? null;
    ids.delete(dedupeKey); // who comes second with the same key repeats the first
    return id;
  });
}

/** @param pool for what must be durable at once, whatever transaction the rest is in */
export function inboundStore(db: Db, pool: Pool): InboundStore {
  const add = gathered((messages: readonly Added[]) => addAll(pool, messages), ADDED_AT_ONCE);
  return {
    add: (message, receivedAt) => add({ ...message, receivedAt }),
    async senderOf(id) {
      const row = await db.inboundMessage.findUnique({ where: { id }, select: { senderId: true } });
      return row?.senderId ?? null;
    },
    async lockNext(senderId) {
      // One person's messages are handled one after another, whichever worker got the job.
      await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(lower(${senderId}), 1))`;
      const [next] = await db.$queryRaw<{ id: string }[]>`
        select id from "InboundMessage" where lower("senderId") = lower(${senderId}) and "handledAt" is null
        order by seq limit 1`;
      return next ? toInbound(await db.inboundMessage.findUniqueOrThrow({ where: { id: next.id } })) : null;
    },
    async markHandled(id, outcome, at, personId, receipt) {
      await db.inboundMessage.update({
        where: { id },
        data: { outcome, handledAt: at, personId, ...(receipt && { receipt: toJson(receipt) }) },
      });
    },
    async byKey(dedupeKey) {
      const row = await db.inboundMessage.findUnique({ where: { dedupeKey } });
      if (row === null) return null;
      const receipt = row.receipt === null ? null : (ourJson(row.receipt) as readonly Notice[]);
      return { id: row.id, outcome: row.outcome, receipt };
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

/** A row as use cases see it. */
export const toInbound = (row: InboundRow): StoredInbound => ({
  id: row.id,
  channel: row.channel as StoredInbound['channel'],
  senderId: row.senderId,
  groupId: row.groupId,
  replyTo: toReplyToken(row.replyTo),
  content: row.content as InboundContent,
  sentAt: row.sentAt,
  receivedAt: row.receivedAt,
  attempts: row.attempts,
});
