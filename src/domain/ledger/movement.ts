import type { DateOnly } from '../calendar/date.ts';
import type { Light } from '../task/light.ts';
import type { BaseMovement } from './base-movement.ts';
import type { LedgerRow } from './ledger.ts';

/** What changed since the week before, by task code (domain rule 4: a changed base is shown, never hidden). */
export interface WeekMovement {
  readonly newlyDone: readonly string[];
  readonly newlyClosed: readonly string[];
  readonly newlyOverdue: readonly string[];
  /** 反弹: closed the week before or within the week, open again. */
  readonly relapsed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly lights: readonly { readonly code: string; readonly from: Light; readonly to: Light }[];
  /** How the number of tasks changed; absent when it is made of the same tasks. */
  readonly base?: BaseMovement;
}

/** The frozen week before a ledger, and what moved since. */
export interface LedgerSince {
  readonly number: number;
  /** The Monday that names it. */
  readonly week: DateOnly;
  readonly rows: readonly LedgerRow[];
  readonly movement: WeekMovement;
}

const NOTHING: WeekMovement = {
  newlyDone: [],
  newlyClosed: [],
  newlyOverdue: [],
  relapsed: [],
  added: [],
  removed: [],
  lights: [],
};

/**
 * Both weeks in display order, matched by task id, since codes may be renumbered. A task without a row in the week
 * before is only `added`; the first week of a round (`previous` null) has no movement.
 */
export function compareWeeks(
  previous: readonly LedgerRow[] | null,
  current: readonly LedgerRow[],
): WeekMovement {
  if (previous === null) return NOTHING;
  const before = new Map(previous.map((row) => [row.taskId, row]));
  const now = new Set(current.map((row) => row.taskId));
  const pairs = current.flatMap((row) => {
    const old = before.get(row.taskId);
    return old ? [{ old, row }] : [];
  });
  const becameTrue = (holds: (row: LedgerRow) => boolean) =>
    pairs.filter(({ old, row }) => !holds(old) && holds(row)).map(({ row }) => row.code);

  return {
    newlyDone: becameTrue((row) => row.completion === 'done'),
    newlyClosed: becameTrue((row) => row.closure === 'closed'),
    newlyOverdue: becameTrue((row) => row.overdueDays > 0),
    relapsed: pairs.filter(({ old, row }) => hasRelapsed(old, row)).map(({ row }) => row.code),
    added: current.filter((row) => !before.has(row.taskId)).map((row) => row.code),
    removed: previous.filter((row) => !now.has(row.taskId)).map((row) => row.code),
    lights: pairs
      .filter(({ old, row }) => old.light !== row.light)
      .map(({ old, row }) => ({ code: row.code, from: old.light, to: row.light })),
  };
}

/** Open again is what was closed, also when it has been claimed or reviewed since. */
const hasRelapsed = (old: LedgerRow, row: LedgerRow): boolean =>
  old.closure === 'closed'
    ? row.closure !== 'closed'
    : old.closure !== 'relapsed' && row.closure === 'relapsed';
