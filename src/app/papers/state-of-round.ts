import { addDays, type DateOnly } from '../../domain/calendar/date.ts';
import type { Figures, LedgerRow } from '../../domain/ledger/ledger.ts';
import type { WeekMovement } from '../../domain/ledger/movement.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Stores } from '../stores.ts';
import type { FrozenWeek } from '../week/week-stores.ts';
import { movementSince } from '../week/movement-since.ts';
import type { PaperLedger } from './report-facts.ts';

/** A task as bulletins and the meeting pack list it. */
export type ListedTask = Pick<
  LedgerRow,
  'code' | 'task' | 'unit' | 'leader' | 'owner' | 'dueOn' | 'overdueDays' | 'progress' | 'nextPlan'
>;

/** How a round stands, and what changed since an earlier frozen week. */
export interface StateOfRound {
  readonly roundName: string;
  readonly week: DateOnly;
  readonly weekNo: number | null;
  readonly figures: Figures;
  readonly previous: { readonly asOf: DateOnly; readonly weekNo: number; readonly figures: Figures } | null;
  readonly movement: WeekMovement | null;
  /** Overdue, the longest first. */
  readonly red: readonly ListedTask[];
  readonly unanswered: readonly ListedTask[];
  /** Deadlines from the day of the ledger to the end of the week after. */
  readonly near: readonly ListedTask[];
}

/** @throws when the sums of a changed base do not close (domain rule 4) */
export async function stateOfRound(
  stores: Stores,
  round: Round,
  { rows, figures, week, weekNo }: Omit<PaperLedger, 'takenAt'>,
  previous: FrozenWeek | null,
): Promise<StateOfRound> {
  return {
    roundName: round.name,
    week,
    weekNo,
    figures,
    previous: previous && {
      asOf: previous.figures.asOf,
      weekNo: previous.number,
      figures: previous.figures,
    },
    movement: previous && (await movementSince(stores, round, previous, { rows, figures })),
    red: rows
      .filter(({ light }) => light === 'red')
      .toSorted((a, b) => b.overdueDays - a.overdueDays || a.no - b.no)
      .map(listed),
    unanswered: rows.filter(({ asked, reported }) => asked && reported === null).map(listed),
    near: rows
      .filter(({ dueOn, light }) => light !== 'closed' && isBetween(dueOn, figures.asOf, addDays(week, 13)))
      .toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? '') || a.no - b.no)
      .map(listed),
  };
}

const isBetween = (day: DateOnly | null, from: DateOnly, to: DateOnly): boolean =>
  day !== null && day >= from && day <= to;

const listed = (row: LedgerRow): ListedTask => ({
  code: row.code,
  task: row.task,
  unit: row.unit,
  leader: row.leader,
  owner: row.owner,
  dueOn: row.dueOn,
  overdueDays: row.overdueDays,
  progress: row.progress,
  nextPlan: row.nextPlan,
});
