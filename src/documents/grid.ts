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
/** Cells in merged blocks; blocks that lie over each other, as no program writes them, would take for ever. */
const MAX_MERGED = 1_000_000;

export function gridOf({ rows, merges }: SheetContent): Grid {
  const height = rows.length;
  const width = Math.min(
    MAX_COLUMNS,
    rows.reduce((most, row) => Math.max(most, row.length), 0),
  );
  const firstCells = new Map<string, readonly [row: number, column: number]>();
  let room = MAX_MERGED;
  for (const { top, left, bottom: end, right: side } of merges) {
    const [bottom, right] = [Math.min(end, height - 1), Math.min(side, width - 1)];
    room -= Math.max(0, bottom - top + 1) * Math.max(0, right - left + 1);
    if (room < 0) break;
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
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
