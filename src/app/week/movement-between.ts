import {
  baseMovementOf,
  checkBase,
  type BaseChanges,
  type Departure,
} from '../../domain/ledger/base-movement.ts';
import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import { MovementCount, type WeekMovement } from '../../domain/ledger/movement.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Stores } from '../stores.ts';
import type { FrozenHead, RowBatches } from './week-stores.ts';
import { pairsOf } from './round-rows.ts';

type Ledger = Pick<FrozenHead, 'figures'> & { readonly rows: RowBatches };

/**
 * What `movementSince` finds, of ledgers too large to be held.
 * @param see is shown each row of the later one
 * @throws when the sums of a changed base do not close (domain rule 4): nothing is printed then.
 */
export async function movementBetween(
  stores: Stores,
  round: Round,
  { previous, current }: { readonly previous: Ledger; readonly current: Ledger },
  see: (row: LedgerRow) => void,
): Promise<WeekMovement> {
  const departures: Departure[] = [];
  for (const { id, removed } of await stores.roundTasks.removed(round.id))
    if (removed) departures.push({ taskId: id, how: removed.how, into: await stores.base.heirs(id) });
  const count = new MovementCount();
  const base = new BaseCount(departures);
  for await (const { old, row } of pairsOf(previous.rows, current.rows)) {
    if (old && row) count.stayed(old, row);
    else if (row) count.came(row);
    else if (old) count.left(old);
    base.add(old, row);
    if (row) see(row);
  }
  const moved = baseMovementOf(base.changes(), departures);
  const errors = moved ? checkBase(moved, previous.figures, current.figures) : [];
  if (errors.length > 0) throw new Error(`figures do not close: ${JSON.stringify(errors)}`);
  return { ...count.movement(), ...(moved && { base: moved }) };
}

/** Of what two weeks are made, pair by pair: only what has come or gone is kept. */
class BaseCount {
  readonly #heirs: ReadonlySet<string>;
  readonly #gone: LedgerRow[] = [];
  readonly #come: LedgerRow[] = [];
  readonly #now = new Map<string, string>();
  readonly #problems = { before: new Set<number>(), after: new Set<number>() };
  readonly #rows = { before: 0, after: 0 };

  constructor(departures: readonly Departure[]) {
    this.#heirs = new Set(departures.flatMap(({ into }) => into));
  }

  add(old: LedgerRow | null, row: LedgerRow | null): void {
    if (old) {
      this.#rows.before += 1;
      this.#problems.before.add(old.problemNo);
      if (!row) this.#gone.push(old);
    }
    if (row) {
      this.#rows.after += 1;
      this.#problems.after.add(row.problemNo);
      if (!old) this.#come.push(row);
      if (!old || this.#heirs.has(row.taskId)) this.#now.set(row.taskId, row.code);
    }
  }

  changes(): BaseChanges {
    return {
      ...this.#rows,
      gone: this.#gone.toSorted(byNumber),
      come: this.#come.toSorted(byNumber),
      now: this.#now,
      problems: { before: this.#problems.before.size, after: this.#problems.after.size },
    };
  }
}

const byNumber = (a: LedgerRow, b: LedgerRow): number => a.no - b.no;
