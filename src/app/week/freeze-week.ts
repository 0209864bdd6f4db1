import { createHash, randomUUID } from 'node:crypto';
import type { DateOnly } from '../../domain/calendar/date.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { bracketed, canonicalPiece, canonicalRows } from '../../domain/ledger/canonical.ts';
import { checkFigures } from '../../domain/ledger/check-figures.ts';
import { FigureCount } from '../../domain/ledger/figures.ts';
import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';
import { linesNow } from './round-now.ts';
import type { FrozenHead, RowBatches } from './week-stores.ts';
import { inOneBatch, rowsNow } from './round-rows.ts';

interface Moment {
  readonly week: DateOnly;
  readonly asOf: DateOnly;
  readonly frozenAt: Date;
}

/** Freezes the week's ledger as it stands now. */
export async function freezeWeek(
  deps: Deps,
  stores: Stores,
  round: Round,
  calendar: WorkCalendar,
  week: DateOnly,
): Promise<FrozenHead> {
  const frozenAt = deps.clock.now();
  const { date: asOf } = deps.clock.local(frozenAt);
  const rows = rowsNow({ stores, calendar, today: asOf, week }, round);
  return freezeBatches(stores, round, rows, { week, asOf, frozenAt });
}

/** The same of some tasks. */
export async function freezeRows(
  stores: Stores,
  round: Round,
  tasks: readonly Task[],
  { calendar, ...moment }: Moment & { readonly calendar: WorkCalendar },
): Promise<FrozenHead> {
  const now = { stores, calendar, today: moment.asOf, week: moment.week };
  return freezeBatches(stores, round, inOneBatch(await linesNow(now, round, tasks)), moment);
}

/**
 * Freezes a ledger: numbered, hashed, and from then on never changed.
 * @throws when a figure does not close; the message shows the sum (domain rule 4), and nothing is frozen.
 */
async function freezeBatches(
  stores: Stores,
  round: Round,
  batches: RowBatches,
  { week, asOf, frozenAt }: Moment,
): Promise<FrozenHead> {
  const id = randomUUID();
  const { count, sha256, parts, rows } = await writeParts(stores, id, batches);
  const figures = count.figures(asOf);
  const errors = checkFigures(figures);
  if (errors.length > 0) throw new Error(`figures do not close: ${JSON.stringify(errors)}`);
  const frozen = await stores.weeks.freeze(
    { roundId: round.id, week, frozenAt, rows, figures, sha256 },
    { id, parts },
  );
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

interface Written {
  readonly count: FigureCount;
  /** Of all rows, however they are kept. */
  readonly sha256: string;
  readonly parts: number;
  /** What stands in the week itself. */
  readonly rows: readonly LedgerRow[];
}

/** Batch after batch into parts; of a week that is one batch there are none. */
async function writeParts(stores: Stores, weekId: string, batches: RowBatches): Promise<Written> {
  const count = new FigureCount();
  const hash = createHash('sha256').update('[');
  let parts = 0;
  let last: Piece | null = null;
  const write = async ({ rows, text }: Piece) => {
    parts += 1;
    await stores.weeks.freezePart({ weekId, no: parts, rows, sha256: sha256Of(bracketed(text)) });
  };
  for await (const rows of batches) {
    for (const row of rows) count.add(row);
    const text = canonicalPiece(rows);
    hash.update((last === null ? '' : ',') + text);
    if (last !== null) await write(last);
    last = { rows, text };
  }
  if (parts > 0 && last !== null) await write(last);
  return { count, sha256: hash.update(']').digest('hex'), parts, rows: parts > 0 ? [] : (last?.rows ?? []) };
}

interface Piece {
  readonly rows: readonly LedgerRow[];
  /** As it is hashed. */
  readonly text: string;
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

export const hashOf = (rows: readonly LedgerRow[]): string => sha256Of(canonicalRows(rows));
