import { createHash } from 'node:crypto';
import type { DateOnly } from '../../domain/calendar/date.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { canonicalRows } from '../../domain/ledger/canonical.ts';
import { checkFigures } from '../../domain/ledger/check-figures.ts';
import { computeFigures } from '../../domain/ledger/figures.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';
import type { FrozenWeek } from './week-stores.ts';
import { linesNow } from './round-now.ts';

/** Freezes the week's ledger as it stands now. */
export async function freezeWeek(
  deps: Deps,
  stores: Stores,
  round: Round,
  calendar: WorkCalendar,
  week: DateOnly,
): Promise<FrozenWeek> {
  const frozenAt = deps.clock.now();
  const { date: asOf } = deps.clock.local(frozenAt);
  const tasks = await stores.tasks.list({ roundId: round.id });
  return freezeRows(stores, round, tasks, { calendar, week, asOf, frozenAt });
}

/**
 * Freezes a ledger: numbered, hashed, and from then on never changed.
 * @throws when a figure does not close; the message shows the sum (domain rule 4), and nothing is frozen.
 */
export async function freezeRows(
  stores: Stores,
  round: Round,
  tasks: readonly Task[],
  {
    calendar,
    week,
    asOf,
    frozenAt,
  }: { calendar: WorkCalendar; week: DateOnly; asOf: DateOnly; frozenAt: Date },
): Promise<FrozenWeek> {
  const rows = await linesNow({ stores, calendar, today: asOf, week }, round, tasks);
  const figures = computeFigures({ rows, asOf });
  const errors = checkFigures(figures);
  if (errors.length > 0) throw new Error(`figures do not close: ${JSON.stringify(errors)}`);
  const sha256 = createHash('sha256').update(canonicalRows(rows)).digest('hex');
  const frozen = await stores.weeks.freeze({ roundId: round.id, week, frozenAt, rows, figures, sha256 });
  await stores.audit.append({
    at: frozenAt,
    actor: 'system',
    source: 'job',
    event: 'week_frozen',
    subject: frozen.id,
    detail: { round: round.letter, week, number: frozen.number, sha256 },
  });
  return frozen;
}
