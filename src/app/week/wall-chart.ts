import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Figures, LedgerRow } from '../../domain/ledger/ledger.ts';
import { TREND_WEEKS, wallChart } from '../../domain/ledger/wall-chart.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Stores } from '../stores.ts';

/** A ledger: of a frozen week, or as it stands now (then without a number and hash). */
export interface ChartedLedger {
  readonly week: DateOnly;
  readonly number: number | null;
  readonly sha256: string | null;
  readonly rows: readonly LedgerRow[];
  readonly figures: Figures;
}

/** The wall chart of a ledger, with the frozen weeks before it. */
export async function drawnFrom(
  { weeks }: Pick<Stores, 'weeks'>,
  { id, name }: Round,
  { week, number, sha256, rows, figures }: ChartedLedger,
): Promise<ReturnType<typeof wallChart>> {
  const before = await weeks.figuresBefore(id, week, TREND_WEEKS - 1);
  return wallChart({ roundName: name, weekNo: number, sha256, rows, figures, before: before.toReversed() });
}
