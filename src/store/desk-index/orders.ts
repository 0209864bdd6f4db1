import type { DeskSort } from '../../domain/ledger/desk-rows.ts';
import type { DeskColumns, Named } from './columns.ts';
import type { Lights } from './lights.ts';

/** Rows in an order, ascending; those that are equal in it stand as in the ledger, as they do in the columns. */
export type Order = (at: number) => number;

/** The orders of the table that are asked for, each made when it is and kept until a row stands elsewhere. */
export class Orders {
  readonly #made = new Map<DeskSort, Uint32Array>();
  readonly #columns: DeskColumns;

  constructor(columns: DeskColumns) {
    this.#columns = columns;
  }

  forget(sorts: readonly DeskSort[]): void {
    for (const sort of sorts) this.#made.delete(sort);
  }

  forgetAll(): void {
    this.#made.clear();
  }

  by(sort: DeskSort, lights: Lights): Order {
    if (sort === 'no') return (at) => at;
    const rows = this.#made.get(sort) ?? this.#make(sort, lights);
    return (at) => rows[at] ?? 0;
  }

  #make(sort: Exclude<DeskSort, 'no'>, { overdue }: Lights): Uint32Array {
    const rows = sort === 'overdue' ? counted(overdue, null) : this.#byName(sort);
    this.#made.set(sort, rows);
    return rows;
  }

  #byName(sort: Named): Uint32Array {
    return counted(this.#columns.all[sort], this.#columns.names[sort].ranks());
  }
}

/** A counting sort: a look at each row, however many there are, and equals stay as they stood. */
function counted(values: Uint32Array | Int32Array, ranks: Uint32Array | null): Uint32Array {
  const keyOf = (row: number): number => (ranks ? (ranks[values[row] ?? 0] ?? 0) : (values[row] ?? 0));
  let most = 0;
  for (let row = 0; row < values.length; row += 1) most = Math.max(most, keyOf(row));
  const starts = new Uint32Array(most + 2);
  for (let row = 0; row < values.length; row += 1) starts[keyOf(row) + 1] = (starts[keyOf(row) + 1] ?? 0) + 1;
  for (let key = 1; key < starts.length; key += 1) starts[key] = (starts[key] ?? 0) + (starts[key - 1] ?? 0);
  const rows = new Uint32Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const key = keyOf(row);
    rows[starts[key] ?? 0] = row;
    starts[key] = (starts[key] ?? 0) + 1;
  }
  return rows;
}
