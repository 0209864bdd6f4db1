import type { Removal } from '../task/task.ts';
import type { BaseMovement } from './base-movement.ts';
import type { FigureError, LedgerRow } from './ledger.ts';
import { changeOfRow } from './row-changes.ts';
import type { RowChange } from './row-changes.ts';

/** A task that is in the earlier week only; how it left is null when nobody has said. */
export interface Leaving {
  readonly row: LedgerRow;
  readonly how: Removal | null;
  /** Codes of what stands in its place. */
  readonly into: readonly string[];
}

/**
 * Two weeks, task by task. Every task of the earlier week is the `same`, `answered` (only what was answered in the week
 * differs), `changed` or has `left`; every task of the later one is one of the first three or has `come`.
 */
export interface WeekDiff {
  readonly before: number;
  readonly after: number;
  readonly same: number;
  readonly answered: readonly RowChange[];
  readonly changed: readonly RowChange[];
  readonly come: readonly LedgerRow[];
  readonly left: readonly Leaving[];
}

/** Both in display order, matched by task id: codes may be given anew. `base` tells what became of what has left. */
export function diffWeeks(
  previous: readonly LedgerRow[],
  current: readonly LedgerRow[],
  base: BaseMovement | null,
): WeekDiff {
  const before = new Map(previous.map((row) => [row.taskId, row]));
  const now = new Set(current.map(({ taskId }) => taskId));
  const pairs = current.flatMap((row) => {
    const old = before.get(row.taskId);
    return old ? [changeOfRow(old, row)] : [];
  });
  const changed = pairs.filter(({ fields }) => fields.length > 0);
  const unchanged = pairs.filter(({ fields }) => fields.length === 0);
  const answered = unchanged.filter(({ answer }) => answer.length > 0);
  const fates = new Map(base?.changes.map((change) => [change.code, change]));
  return {
    before: previous.length,
    after: current.length,
    same: unchanged.length - answered.length,
    answered,
    changed,
    come: current.filter(({ taskId }) => !before.has(taskId)),
    left: previous
      .filter(({ taskId }) => !now.has(taskId))
      .map((row) => ({
        row,
        how: fates.get(row.code)?.how ?? null,
        into: fates.get(row.code)?.into ?? [],
      })),
  };
}

/** The sums of a comparison that do not give the totals of both weeks (domain rule 4). */
export function checkDiff(
  { before, after, same, answered, changed, come, left }: WeekDiff,
  totals: { readonly before: number; readonly after: number },
): FigureError[] {
  const both = { same, answered: answered.length, changed: changed.length };
  return [
    sumOf('diff.before', totals.before, { ...both, left: left.length }),
    sumOf('diff.after', totals.after, { ...both, come: come.length }),
    sumOf('diff.rows.before', totals.before, { rows: before }),
    sumOf('diff.rows.after', totals.after, { rows: after }),
  ].filter(({ total, sum }) => total !== sum);
}

const sumOf = (figure: string, total: number, parts: Readonly<Record<string, number>>): FigureError => ({
  figure,
  total,
  parts,
  sum: Object.values(parts).reduce((left, part) => left + part, 0),
});
