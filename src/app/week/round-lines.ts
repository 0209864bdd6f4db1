import { addDays, type DateOnly } from '../../domain/calendar/date.ts';
import { decideAsk } from '../../domain/reminder/ask-decision.ts';
import { assessTask, deadlineOf } from '../../domain/task/light.ts';
import type { ChartedRow } from '../../domain/ledger/wall-chart.ts';
import type { Round } from '../../domain/task/round.ts';
import { REVIEW_HISTORY_DAYS } from './asks-of.ts';
import { inBatches } from './in-batches.ts';
import type { RoundLine } from './plan-stores.ts';
import type { AsOf } from './round-now.ts';

/** They are lighter than whole tasks. */
const BATCH = 5000;

/** Every task of a round as it stands in a week, by number. */
export function roundLines(
  { weekPlan }: Pick<AsOf['stores'], 'weekPlan'>,
  roundId: string,
  { week, withLate }: { readonly week: DateOnly; readonly withLate: boolean },
): AsyncGenerator<RoundLine> {
  const weeks = { week, since: addDays(week, -REVIEW_HISTORY_DAYS), withLate };
  return inBatches(
    (batch) => weekPlan.lines(roundId, weeks, batch),
    ({ no }) => no,
    BATCH,
  );
}

/** What the board is made of: the lines of the ledger (roll-up.ts), without what is only read in them. */
export async function chartedRows(
  { stores, calendar, today, week }: AsOf,
  { id, settings }: Round,
): Promise<ChartedRow[]> {
  const asking = { calendar, settings, today, weekMonday: week };
  const rows = [];
  for await (const line of roundLines(stores, id, { week, withLate: false })) {
    const { no, code, category, problemNo, unit, leader, leaderId, horizon, completion, closure, reported } =
      line;
    const { light, overdueDays } = assessTask(line, today, calendar, settings);
    const asked = reported !== null || decideAsk(line, line.standing, asking).kind === 'ask';
    const counted = { category, problemNo, unit, leader, leaderId, horizon, completion, closure, reported };
    rows.push({ no, code, dueOn: deadlineOf(line), light, overdueDays, asked, ...counted });
  }
  return rows;
}
