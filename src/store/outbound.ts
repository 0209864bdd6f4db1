import type { Address, ChannelName } from '../app/channel.ts';
import type {
  NewOutbound,
  OutboundStore,
  OutboundSummary,
  StoredOutbound,
} from '../app/delivery/message-stores.ts';
import type { Notice } from '../domain/message/notice.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { finishWithCard, keepRequests } from './outbound-cards.ts';
import { toReplyToken, type Db } from './rows.ts';

const MERGED = 'merged_into_';

type Where = Prisma.OutboundMessageWhereInput;

export function outboundStore(db: Db): OutboundStore {
  return {
    async add(messages) {
      const ids: string[] = [];
      for (let at = 0; at < messages.length; at += ADDED_AT_ONCE)
        ids.push(...(await addSlice(db, messages.slice(at, at + ADDED_AT_ONCE))));
      return ids;
    },
    async claim(id, now, leaseUntil) {
      const [claimed] = await db.outboundMessage.updateManyAndReturn({
        where: {
          id,
          OR: [
            { state: 'planned', notBefore: { lte: now } },
            { state: 'sending', leaseUntil: { lt: now } },
          ],
        },
        data: { state: 'sending', leaseUntil, attempts: { increment: 1 } },
      });
      return claimed ? toOutbound(claimed) : null;
    },
    async merge({ id, personId, period }, kind, at) {
      const siblings = { personId, kind, period, id: { not: id } };
      const open = {
        state: { in: ['planned', 'sending'] },
        firstTriedAt: null,
        partsSent: 0,
      } satisfies Where;
      const merged = { reason: `${MERGED}${id}` };
      // Nearly always there is nothing to merge, and one question says so.
      const found = await db.outboundMessage.count({ where: { ...siblings, OR: [open, merged] } });
      if (found === 0) return [];
      await db.outboundMessage.updateMany({
        where: { ...siblings, ...open },
        data: { state: 'skipped', ...merged, sentAt: at, leaseUntil: null },
      });
      const rows = await db.outboundMessage.findMany({ where: { ...siblings, ...merged } });
      return rows.map(toOutbound);
    },
    keepRequests: (claimed, kept) => keepRequests(db, claimed, kept),
    async notePart(id, partsSent, triedAt) {
      await db.outboundMessage.update({ where: { id }, data: { partsSent, firstTriedAt: triedAt } });
    },
    async finish(id, { card, ...outcome }) {
      if (card) return finishWithCard(db, id, { ...outcome, card });
      const { state, reason, errcode, msgid, at } = outcome;
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
    async skipPlanned(roundId, reason, at) {
      const { count } = await db.outboundMessage.updateMany({
        where: { roundId, state: 'planned' },
        data: { state: 'skipped', reason, sentAt: at },
      });
      return count;
    },
    async postpone({ id, attempts }, { until, reason, keep, countAttempt, via }) {
      await db.outboundMessage.updateMany({
        where: { id, attempts, state: 'sending' },
        data: {
          state: 'planned',
          notBefore: until,
          leaseUntil: null,
          reason,
          ...(keep === 'nothing' && { requests: [], partsSent: 0 }),
          ...(keep !== 'tried' && { firstTriedAt: null }),
          ...(!countAttempt && { attempts: { decrement: 1 } }),
          ...(via !== undefined && { via }),
        },
      });
    },
    due: async (now, limit) => {
      const rows = await db.outboundMessage.findMany({
        where: {
          OR: [
            { state: 'planned', notBefore: { lte: now } },
            { state: 'sending', leaseUntil: { lt: now } },
          ],
        },
        orderBy: { notBefore: 'asc' },
        take: limit,
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
    async hold({ id, attempts }, leaseUntil) {
      const { count } = await db.outboundMessage.updateMany({
        where: { id, attempts, state: 'sending' },
        data: { leaseUntil },
      });
      return count > 0;
    },
    async release(step, now) {
      const rows = await db.outboundMessage.updateManyAndReturn({
        where: { ...step, state: 'planned' },
        data: { notBefore: now },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
    async hasten(reason, now) {
      await db.outboundMessage.updateMany({
        where: { state: 'planned', reason, notBefore: { gt: now } },
        data: { notBefore: now },
      });
    },
    async settleAmbiguous(id, how, at) {
      const { count } = await db.outboundMessage.updateMany({
        where: { id, state: how === 'resend' ? { in: ['ambiguous', 'rejected'] } : 'ambiguous' },
        data:
          how === 'resend'
            ? { state: 'planned', reason: 'resent', notBefore: at, urgent: true, requests: [], partsSent: 0 }
            : { state: 'sent', reason: 'counted_as_sent', sentAt: at },
      });
      return count > 0;
    },
    async byId(id) {
      const row = await db.outboundMessage.findUnique({ where: { id } });
      return row && toSummary(row);
    },
    list: async ({ states, since, limit }) =>
      (
        await db.outboundMessage.findMany({
          where: { createdAt: { gte: since }, ...(states && { state: { in: [...states] } }) },
          orderBy: { createdAt: 'desc' },
          take: limit,
        })
      ).map(toSummary),
    ofStep: async (step, states) =>
      (
        await db.outboundMessage.findMany({
          where: { ...step, state: { in: [...states] } },
          orderBy: { createdAt: 'asc' },
        })
      ).map(toSummary),
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

/** What one statement takes: a hundred thousand reminders are no text to send at once. */
const ADDED_AT_ONCE = 2000;

async function addSlice(db: Db, messages: readonly NewOutbound[]): Promise<string[]> {
  // The uniqueindex on (person, round, kind, period) decides, nulls included (see the migration).
  const rows = await db.$queryRaw<{ id: string }[]>`
    insert into "OutboundMessage" (id, "personId", "roundId", kind, period, address, notice, urgent, "notBefore", "createdAt", via, "replyTo")
    select gen_random_uuid(), "personId", "roundId", kind, period, address, notice, urgent, "notBefore", "createdAt", via,
      nullif("replyTo", 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as row("personId" uuid, "roundId" uuid, kind text,
      period text, address jsonb, notice jsonb, urgent boolean, "notBefore" timestamptz, "createdAt" timestamptz,
      via text, "replyTo" jsonb)
    on conflict do nothing
    returning id`;
  return rows.map(({ id }) => id);
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
  via: row.via as ChannelName | null,
  replyTo: toReplyToken(row.replyTo),
  requests: row.requests,
  partsSent: row.partsSent,
  attempts: row.attempts,
  firstTriedAt: row.firstTriedAt,
});

/** A row as lists show it. */
export const toSummary = (row: OutboundRow): OutboundSummary => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  reason: row.reason,
  errcode: row.errcode,
  via: row.via as ChannelName | null,
  address: row.address as Address,
  personId: row.personId,
  roundId: row.roundId,
  msgid: row.msgid,
  createdAt: row.createdAt,
});
