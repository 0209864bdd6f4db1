import type { FrozenWeek, WeekStepRow, WeekStore } from '../app/week/week-stores.ts';
import type { Figures, LedgerRow } from '../domain/ledger/ledger.ts';
import {
  fromDateOnly,
  fromDateOnlyOrNull,
  ourJson,
  toDateOnly,
  toDateOnlyOrNull,
  toJson,
  type Db,
} from './rows.ts';

export function weekStore(db: Db): WeekStore {
  return {
    async ensureSteps(steps) {
      await db.weekStep.createMany({
        data: steps.map((step) => ({
          ...step,
          week: fromDateOnly(step.week),
          shiftedFrom: fromDateOnlyOrNull(step.shiftedFrom),
        })),
        skipDuplicates: true,
      });
    },
    steps: async (roundId, week) =>
      (
        await db.weekStep.findMany({
          where: { roundId, week: fromDateOnly(week) },
          orderBy: { dueAt: 'asc' },
        })
      ).map(toStep),
    async claimDue(roundId, now) {
      // Whoever comes second waits here and then finds the steps done.
      await db.$executeRaw`select 1 from "Round" where id = ${roundId}::uuid for update`;
      const rows = await db.weekStep.findMany({
        where: { roundId, state: 'planned', dueAt: { lte: now } },
        orderBy: { dueAt: 'asc' },
      });
      return rows.map(toStep);
    },
    async finish(id, { state, reason, late, at }) {
      await db.weekStep.update({ where: { id }, data: { state, reason, late, finishedAt: at } });
    },
    async oldestDue(now) {
      const row = await db.weekStep.findFirst({
        where: { state: 'planned', dueAt: { lte: now }, round: { active: true } },
        orderBy: { dueAt: 'asc' },
        select: { dueAt: true },
      });
      return row?.dueAt ?? null;
    },
    async replan(steps) {
      for (const { id, ...step } of steps) {
        await db.weekStep.updateMany({
          where: { id, state: { not: 'done' } },
          data: { ...step, shiftedFrom: fromDateOnlyOrNull(step.shiftedFrom) },
        });
      }
    },
    async skipPlanned(roundId, reason, at) {
      const { count } = await db.weekStep.updateMany({
        where: { roundId, state: 'planned' },
        data: { state: 'skipped', reason, finishedAt: at },
      });
      return count;
    },
    async skippedWeeks(roundId, after, before) {
      const rows = await db.weekStep.findMany({
        where: {
          roundId,
          step: 'digest',
          state: 'skipped',
          reason: { startsWith: 'working_days_' },
          week: { gt: fromDateOnly(after), lt: fromDateOnly(before) },
        },
        orderBy: { week: 'asc' },
      });
      return rows.map(({ week }) => toDateOnly(week));
    },
    async frozen(roundId, week) {
      const row = await db.ledgerWeek.findUnique({
        where: { roundId_week: { roundId, week: fromDateOnly(week) } },
      });
      return row && toFrozen(row);
    },
    frozenBefore: async (roundId, week, limit) =>
      (
        await db.ledgerWeek.findMany({
          where: { roundId, week: { lt: fromDateOnly(week) } },
          orderBy: { week: 'desc' },
          take: limit,
        })
      ).map(toFrozen),
    figuresBefore: async (roundId, week, limit) =>
      (
        await db.ledgerWeek.findMany({
          where: { roundId, week: { lt: fromDateOnly(week) } },
          orderBy: { week: 'desc' },
          take: limit,
          select: { number: true, week: true, figures: true },
        })
      ).map((row) => ({
        number: row.number,
        week: toDateOnly(row.week),
        figures: ourJson(row.figures) as Figures,
      })),
    async freeze({ roundId, week, frozenAt, rows, figures, sha256 }) {
      const last = await db.ledgerWeek.aggregate({ where: { roundId }, _max: { number: true } });
      const row = await db.ledgerWeek.create({
        data: {
          roundId,
          week: fromDateOnly(week),
          number: (last._max.number ?? 0) + 1,
          frozenAt,
          rows: toJson(rows),
          figures: toJson(figures),
          sha256,
        },
      });
      return toFrozen(row);
    },
  };
}

type StepRow = Awaited<ReturnType<Db['weekStep']['findFirstOrThrow']>>;
type FrozenRow = Awaited<ReturnType<Db['ledgerWeek']['findFirstOrThrow']>>;

const toStep = (row: StepRow): WeekStepRow => ({
  id: row.id,
  roundId: row.roundId,
  week: toDateOnly(row.week),
  step: row.step,
  dueAt: row.dueAt,
  shiftedFrom: toDateOnlyOrNull(row.shiftedFrom),
  state: row.state,
  reason: row.reason,
  late: row.late,
});

const toFrozen = (row: FrozenRow): FrozenWeek => ({
  id: row.id,
  roundId: row.roundId,
  week: toDateOnly(row.week),
  number: row.number,
  frozenAt: row.frozenAt,
  rows: ourJson(row.rows) as LedgerRow[],
  figures: ourJson(row.figures) as Figures,
  sha256: row.sha256,
});
