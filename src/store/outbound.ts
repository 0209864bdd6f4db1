import type { Address } from '../app/channel.ts';
import type { OutboundStore, StoredOutbound } from '../app/message-stores.ts';
import type { Notice } from '../domain/message/notice.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { toJson, type Db } from './rows.ts';

const MERGED = 'merged_into_';

export function outboundStore(db: Db): OutboundStore {
  return {
    async add(messages) {
      if (messages.length === 0) return [];
      // The unique index on (person, round, kind, period) decides, nulls included (see the migration).
      const rows = await db.$queryRaw<{ id: string }[]>`
        insert into "OutboundMessage" (id, "personId", "roundId", kind, period, address, notice, urgent, "notBefore", "createdAt")
        select gen_random_uuid(), "personId", "roundId", kind, period, address, notice, urgent, "notBefore", "createdAt"
        from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as row("personId" uuid, "roundId" uuid, kind text,
          period text, address jsonb, notice jsonb, urgent boolean, "notBefore" timestamptz, "createdAt" timestamptz)
        on conflict do nothing
        returning id`;
      return rows.map(({ id }) => id);
    },
    async claim(id, now, leaseUntil) {
      const { count } = await db.outboundMessage.updateMany({
        where: {
          id,
          OR: [
            { state: 'planned', notBefore: { lte: now } },
            { state: 'sending', leaseUntil: { lt: now } },
          ],
        },
        data: { state: 'sending', leaseUntil, attempts: { increment: 1 } },
      });
      if (count === 0) return null;
      return toOutbound(await db.outboundMessage.findUniqueOrThrow({ where: { id } }));
    },
    async mergeSiblings({ id, personId, kind, period }, at) {
      const siblings = { personId, kind, period, id: { not: id } };
      await db.outboundMessage.updateMany({
        where: { ...siblings, state: 'planned' },
        data: { state: 'skipped', reason: `${MERGED}${id}`, sentAt: at },
      });
      const rows = await db.outboundMessage.findMany({ where: { ...siblings, reason: `${MERGED}${id}` } });
      return rows.map(toOutbound);
    },
    async keepRequest(id, request, notice, triedAt) {
      await db.outboundMessage.update({
        where: { id },
        data: { request, notice: toJson(notice), firstTriedAt: triedAt },
      });
    },
    async finish(id, { state, reason, errcode, msgid, at }) {
      await db.outboundMessage.update({
        where: { id },
        data: {
          state,
          reason,
          sentAt: at,
          leaseUntil: null,
          ...(errcode !== undefined && { errcode }),
          ...(msgid !== undefined && { msgid }),
        },
      });
    },
    async postpone(id, { until, reason, keepRequest }) {
      await db.outboundMessage.update({
        where: { id },
        data: {
          state: 'planned',
          notBefore: until,
          leaseUntil: null,
          reason,
          ...(!keepRequest && { request: null }),
        },
      });
    },
    due: async (now, limit) =>
      (
        await db.outboundMessage.findMany({
          where: {
            OR: [
              { state: 'planned', notBefore: { lte: now } },
              { state: 'sending', leaseUntil: { lt: now } },
            ],
          },
          orderBy: { notBefore: 'asc' },
          take: limit,
          select: { id: true },
        })
      ).map(({ id }) => id),
    anyTo: async (personId) =>
      (await db.outboundMessage.findFirst({ where: { personId }, select: { id: true } })) !== null,
    async countByKindAndState(since) {
      const rows = await db.outboundMessage.groupBy({
        by: ['kind', 'state'],
        where: { createdAt: { gte: since } },
        _count: true,
        orderBy: [{ kind: 'asc' }, { state: 'asc' }],
      });
      return rows.map(({ kind, state, _count }) => ({ kind, state, count: _count }));
    },
  };
}

type OutboundRow = Prisma.OutboundMessageGetPayload<object>;

const toOutbound = (row: OutboundRow): StoredOutbound => ({
  id: row.id,
  personId: row.personId,
  roundId: row.roundId,
  kind: row.kind,
  period: row.period,
  address: row.address as Address,
  notice: row.notice as Notice | null,
  urgent: row.urgent,
  notBefore: row.notBefore,
  createdAt: row.createdAt,
  state: row.state,
  request: row.request,
  attempts: row.attempts,
  firstTriedAt: row.firstTriedAt,
});
