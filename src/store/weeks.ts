import type {
  FrozenHead,
  FrozenPart,
  FrozenWeek,
  RowBatches,
  WeekStepRow,
  WeekStore,
} from '../app/week/week-stores.ts';
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
      return row && toFrozen(db, row);
    },
    async frozenBefore(roundId, week, limit) {
      const rows = await db.ledgerWeek.findMany({
        where: { roundId, week: { lt: fromDateOnly(week) } },
        orderBy: { week: 'desc' },
        take: limit,
      });
      const weeks: FrozenWeek[] = [];
      for (const row of rows) weeks.push(await toFrozen(db, row));
      return weeks;
    },
    async frozenHead(roundId, week) {
      const row = await db.ledgerWeek.findUnique({
        where: { roundId_week: { roundId, week: fromDateOnly(week) } },
        omit: { rows: true },
      });
      return row && toHead(row);
    },
    headsBefore: async (roundId, week, limit) =>
      (
        await db.ledgerWeek.findMany({
          where: { roundId, week: { lt: fromDateOnly(week) } },
          orderBy: { week: 'desc' },
          take: limit,
          omit: { rows: true },
        })
      ).map(toHead),
    rowsOf: (weekId) => rowsOf(db, weekId),
    partsOf: (weekId) => partsOf(db, weekId),
    async freezePart({ weekId, no, rows, sha256 }) {
      // As a text: Prisma looks into every field of a json.
      await db.$executeRaw`insert into "LedgerWeekPart" ("weekId", no, rows, sha256)
        values (${weekId}::uuid, ${no}, ${JSON.stringify(rows)}::jsonb, ${sha256})`;
    },
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
    async freeze({ roundId, week, frozenAt, rows, figures, sha256 }, parted) {
      const last = await db.ledgerWeek.aggregate({ where: { roundId }, _max: { number: true } });
      const row = await db.ledgerWeek.create({
        data: {
          ...parted,
          roundId,
          week: fromDateOnly(week),
          number: (last._max.number ?? 0) + 1,
          frozenAt,
          rows: toJson(rows),
          figures: toJson(figures),
          sha256,
        },
        omit: { rows: true },
      });
      return toHead(row);
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

const toHead = (row: Omit<FrozenRow, 'rows'>): FrozenHead => ({
  id: row.id,
  roundId: row.roundId,
  week: toDateOnly(row.week),
  number: row.number,
  frozenAt: row.frozenAt,
  figures: ourJson(row.figures) as Figures,
  sha256: row.sha256,
});

async function toFrozen(db: Db, row: FrozenRow): Promise<FrozenWeek> {
  if (row.parts === 0) return { ...toHead(row), rows: toRows(row.rows) };
  const rows: LedgerRow[] = [];
  for await (const some of rowsOf(db, row.id)) for (const each of some) rows.push(each);
  return { ...toHead(row), rows };
}

const toRows = (json: unknown): LedgerRow[] => ourJson(json) as LedgerRow[];

async function* rowsOf(db: Db, weekId: string): RowBatches {
  for await (const { rows } of partsOf(db, weekId)) yield rows;
}

/** A week without parts is one. */
async function* partsOf(db: Db, weekId: string): AsyncGenerator<Omit<FrozenPart, 'weekId'>> {
  const { parts } = await db.ledgerWeek.findUniqueOrThrow({ where: { id: weekId }, select: { parts: true } });
  if (parts === 0) {
    const { rows, sha256 } = await db.ledgerWeek.findUniqueOrThrow({ where: { id: weekId } });
    yield { no: 1, rows: toRows(rows), sha256 };
  }
  for (let no = 1; no <= parts; no += 1) {
    const { rows, sha256 } = await db.ledgerWeekPart.findUniqueOrThrow({
      where: { weekId_no: { weekId, no } },
    });
    yield { no, rows: toRows(rows), sha256 };
  }
}
