import {
  baseMovement,
  checkBase,
  type BaseMovement,
  type Departure,
} from '../../domain/ledger/base-movement.ts';
import type { FigureError } from '../../domain/ledger/ledger.ts';
import { compareWeeks, type WeekMovement } from '../../domain/ledger/movement.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Stores } from '../stores.ts';
import type { FrozenWeek } from './week-stores.ts';

type Ledger = Pick<FrozenWeek, 'rows' | 'figures'>;

/**
 * What changed since an earlier frozen week, and how its base did.
 * @throws when the sums of a changed base do not close (domain rule 4): nothing is printed then.
 */
export async function movementSince(
  stores: Stores,
  round: Round,
  previous: Ledger,
  current: Ledger,
): Promise<WeekMovement> {
  const { base, errors } = await baseSince(stores, round, previous, current);
  if (errors.length > 0) throw new Error(`figures do not close: ${JSON.stringify(errors)}`);
  return { ...compareWeeks(previous.rows, current.rows), ...(base && { base }) };
}

/** How the tasks of one week became those of another; null when they are the same ones. */
export async function baseSince(
  { tasks, base: bases }: Stores,
  round: Round,
  previous: Ledger,
  current: Ledger,
): Promise<{ readonly base: BaseMovement | null; readonly errors: readonly FigureError[] }> {
  const isSame = baseMovement(previous.rows, current.rows, []) === null;
  if (isSame) return { base: null, errors: [] };
  const departures: Departure[] = [];
  for (const { id, removed } of await tasks.list({ roundId: round.id, removed: true, ended: true }))
    if (removed) departures.push({ taskId: id, how: removed.how, into: await bases.heirs(id) });
  const base = baseMovement(previous.rows, current.rows, departures);
  return { base, errors: base ? checkBase(base, previous.figures, current.figures) : [] };
}
