import type { CellValue, SheetContent } from './sheet.ts';

/** A cell of a sheet; one of a merged block shows what the block's first cell holds. Counted from 0. */
export interface GridCell {
  readonly value: CellValue;
  /** Where the value stands: the cell itself, or the first cell of its merged block. */
  readonly row: number;
  readonly column: number;
}

export interface Grid {
  readonly height: number;
  readonly width: number;
  at(row: number, column: number): GridCell;
}

/** Wider sheets are cut: no ledger has that many columns, and merged blocks may span all there are. */
const MAX_COLUMNS = 100;

export function gridOf({ rows, merges }: SheetContent): Grid {
  const height = rows.length;
  const width = Math.min(MAX_COLUMNS, Math.max(0, ...rows.map((row) => row.length)));
  const firstCells = new Map<string, readonly [row: number, column: number]>();
  for (const { top, left, bottom, right } of merges) {
    for (let row = top; row <= Math.min(bottom, height - 1); row++) {
      for (let column = left; column <= Math.min(right, width - 1); column++) {
        firstCells.set(`${row},${column}`, [top, left]);
      }
    }
  }
  return {
    height,
    width,
    at(row, column) {
      const [ownRow, ownColumn] = firstCells.get(`${row},${column}`) ?? [row, column];
      return { value: rows[ownRow]?.[ownColumn] ?? null, row: ownRow, column: ownColumn };
    },
  };
}
