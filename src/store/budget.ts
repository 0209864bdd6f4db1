import type { BudgetStore } from '../app/delivery/budget-stores.ts';
import type { Notice } from '../domain/message/notice.ts';
import { fromDateOnly, type Db } from './rows.ts';

export function budgetStore(db: Db): BudgetStore {
  return {
    async takeDay({ personId, day, outboundId }) {
      // One statement, so that of two messages at once only one gets the day. What did not go out gives it away again.
      const taken = await db.$queryRaw<unknown[]>`
        insert into "DayBudget" ("personId", day, "outboundId")
        values (${personId}::uuid, ${day}::date, ${outboundId}::uuid)
        on conflict ("personId", day) do update set "outboundId" = excluded."outboundId"
        where "DayBudget"."outboundId" = excluded."outboundId" or (
          select held.state in ('sending', 'sent', 'ambiguous') or held."partsSent" > 0
            or (held.state = 'planned' and held."firstTriedAt" is not null)
          from "OutboundMessage" held where held.id = "DayBudget"."outboundId") is not true
        returning 1`;
      if (taken.length > 0) return { kind: 'own' };
      const { outboundId: id } = await db.dayBudget.findUniqueOrThrow({
        where: { personId_day: { personId, day: fromDateOnly(day) } },
      });
      const held = await db.outboundMessage.findUniqueOrThrow({ where: { id } });
      return {
        kind: 'other',
        outboundId: id,
        messageKind: held.kind,
        period: held.period,
        tried: held.state !== 'sending' || held.firstTriedAt !== null || held.partsSent > 0,
        notice: held.notice as Notice | null,
      };
    },
    async isAnyDue({ personId, kinds, before, butNot }) {
      const row = await db.outboundMessage.findFirst({
        where: {
          personId,
          kind: { in: [...kinds] },
          id: { not: butNot },
          state: { in: ['planned', 'sending'] },
          notBefore: { lt: before },
        },
        select: { id: true },
      });
      return row !== null;
    },
    async reminderToCome(from, to) {
      const row = await db.weekStep.findFirst({
        where: { step: 'remind', state: 'planned', dueAt: { gte: from, lt: to }, round: { active: true } },
        orderBy: { dueAt: 'desc' },
        select: { dueAt: true },
      });
      return row?.dueAt ?? null;
    },
    async reachedOn(day) {
      const rows = await db.$queryRaw<{ personId: string }[]>`
        select taken."personId" from "DayBudget" taken join "OutboundMessage" held on held.id = taken."outboundId"
        where taken.day = ${day}::date and held.state = 'sent'`;
      return new Set(rows.map(({ personId }) => personId));
    },
  };
}
