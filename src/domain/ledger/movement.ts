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
  const movement = new MovementCount();
  const before = new Map(previous.map((row) => [row.taskId, row]));
  for (const row of current) {
    const old = before.get(row.taskId);
    if (old) movement.stayed(old, row);
    else movement.came(row);
    before.delete(row.taskId);
  }
  for (const row of before.values()) movement.left(row);
  return movement.movement();
}

/** What a comparison looks at. */
export type MovedRow = Pick<
  LedgerRow,
  'taskId' | 'no' | 'code' | 'problemNo' | 'completion' | 'closure' | 'overdueDays' | 'light'
>;

interface Placed<T> {
  readonly no: number;
  readonly what: T;
}

/** What moved, task by task in any order: nothing is kept of a task that did not. */
export class MovementCount {
  readonly #lists = {
    newlyDone: [] as Placed<string>[],
    newlyClosed: [] as Placed<string>[],
    newlyOverdue: [] as Placed<string>[],
    relapsed: [] as Placed<string>[],
    added: [] as Placed<string>[],
    removed: [] as Placed<string>[],
    lights: [] as Placed<WeekMovement['lights'][number]>[],
  };

  stayed(old: MovedRow, row: MovedRow): void {
    const { no, code } = row;
    for (const { list, holds } of BECAME)
      if (!holds(old) && holds(row)) this.#lists[list].push({ no, what: code });
    if (hasRelapsed(old, row)) this.#lists.relapsed.push({ no, what: code });
    if (old.light !== row.light)
      this.#lists.lights.push({ no, what: { code, from: old.light, to: row.light } });
  }

  came({ no, code }: MovedRow): void {
    this.#lists.added.push({ no, what: code });
  }

  left({ no, code }: MovedRow): void {
    this.#lists.removed.push({ no, what: code });
  }

  /** In display order. */
  movement(): WeekMovement {
    const { newlyDone, newlyClosed, newlyOverdue, relapsed, added, removed, lights } = this.#lists;
    return {
      newlyDone: inOrder(newlyDone),
      newlyClosed: inOrder(newlyClosed),
      newlyOverdue: inOrder(newlyOverdue),
      relapsed: inOrder(relapsed),
      added: inOrder(added),
      removed: inOrder(removed),
      lights: inOrder(lights),
    };
  }
}

const inOrder = <T>(placed: readonly Placed<T>[]): T[] =>
  placed.toSorted((a, b) => a.no - b.no).map(({ what }) => what);

const BECAME = [
  { list: 'newlyDone', holds: (row: MovedRow) => row.completion === 'done' },
  { list: 'newlyClosed', holds: (row: MovedRow) => row.closure === 'closed' },
  { list: 'newlyOverdue', holds: (row: MovedRow) => row.overdueDays > 0 },
] as const;

/** Open again is what was closed, also when it has been claimed or reviewed since. */
const hasRelapsed = (old: MovedRow, row: MovedRow): boolean =>
  old.closure === 'closed'
    ? row.closure !== 'closed'
    : old.closure !== 'relapsed' && row.closure === 'relapsed';
