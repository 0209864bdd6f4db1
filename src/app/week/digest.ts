import type { Clock } from '../../clock.ts';
import { addDays, mondayOf } from '../../domain/calendar/date.ts';
import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import type { DigestNotice } from '../../domain/message/notice.ts';
import { standingEntries } from '../../domain/reply/entry.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Stores } from '../stores.ts';
import type { FrozenWeek } from './week-stores.ts';
import { movementSince } from './movement-since.ts';

/** A week's ledger, frozen or as it would be frozen now (then without a number). */
export type DigestSource = Pick<FrozenWeek, 'week' | 'frozenAt' | 'rows' | 'figures'> & {
  readonly number: number | null;
};

/**
 * The digest of one week, from its ledger alone: totals that close, what changed since the week before, the red
 * list, who has not answered, what is due next. Codes, units and days only (domain rule 10).
 */
export async function composeDigest(
  { stores, clock }: { stores: Stores; clock: Clock },
  round: Round,
  source: DigestSource,
): Promise<DigestNotice> {
  const { rows, figures, week } = source;
  const [previous] = await stores.weeks.frozenBefore(round.id, week, 1);
  return {
    kind: 'digest',
    roundName: round.name,
    weekNo: source.number,
    late: false,
    asOf: figures.asOf,
    frozenAt: clock.local(source.frozenAt),
    problems: figures.problems,
    tasks: figures.tasks,
    lights: figures.lights,
    underReview: figures.within.underReview,
    immediateDone: figures.within.immediateDone,
    answers: figures.answers,
    movement: previous ? await movementSince(stores, round, previous, source) : null,
    red: redList(rows),
    letters: await letterList(stores, round.id, rows),
    unanswered: rows.filter(({ asked, reported }) => asked && reported === null).map(codeAndUnit),
    nextDue: nextDue(rows, week),
    lateAnswers: previous ? await lateAnswers(stores, round.id, previous) : [],
    skippedWeeks: await stores.weeks.skippedWeeks(round.id, previous?.week ?? beforeRound(round), week),
  };
}

/** A first digest also says which weeks had no working days since the round began. */
const beforeRound = ({ startedOn }: Round): FrozenWeek['week'] => addDays(mondayOf(startedOn), -7);

const codeAndUnit = ({ code, unit }: LedgerRow): { code: string; unit: string } => ({ code, unit });

const redList = (rows: readonly LedgerRow[]): DigestNotice['red'] =>
  rows
    .filter(({ light }) => light === 'red')
    .toSorted((a, b) => b.overdueDays - a.overdueDays || a.no - b.no)
    .map((row) => ({ ...codeAndUnit(row), days: row.overdueDays }));

/** Overdue so long that a letter was drafted: 督办函, rung 3 of the ladder. */
async function letterList(
  { letters }: Stores,
  roundId: string,
  rows: readonly LedgerRow[],
): Promise<DigestNotice['red']> {
  const standing = await letters.ofRound(roundId, ['draft', 'signed']);
  const taskIds = new Set(standing.map(({ taskId }) => taskId));
  return redList(rows.filter((row) => taskIds.has(row.taskId)));
}

/** Deadlines of open tasks in the week after this one. */
function nextDue(rows: readonly LedgerRow[], week: FrozenWeek['week']): DigestNotice['nextDue'] {
  const [from, to] = [addDays(week, 7), addDays(week, 13)];
  return rows.flatMap((row) =>
    row.dueOn && row.light !== 'closed' && row.dueOn >= from && row.dueOn <= to
      ? [{ ...codeAndUnit(row), dueOn: row.dueOn }]
      : [],
  );
}

/** 补报 to the week before, which its digest could not show. */
async function lateAnswers(stores: Stores, roundId: string, previous: FrozenWeek): Promise<string[]> {
  const entries = await stores.entries.ofWeek(roundId, previous.week);
  const late = new Set(standingEntries(entries).flatMap((entry) => (entry.late ? [entry.taskId] : [])));
  return previous.rows.flatMap(({ taskId, code }) => (late.has(taskId) ? [code] : []));
}
