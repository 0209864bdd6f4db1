import { writeXlsx } from 'hucre/xlsx';
import type { CellValue } from 'hucre/xlsx';

export interface SheetExtras {
  /** Blocks in the way people say them: `A3:A5`. */
  readonly merged?: readonly string[];
  /** Rows from 1. */
  readonly hidden?: readonly number[];
  readonly name?: string;
}

/** An `.xlsx` file with one sheet, as an office would have made it. */
export async function sheetFile(
  rows: readonly (readonly CellValue[])[],
  { merged = [], hidden = [], name = '台账' }: SheetExtras = {},
): Promise<Buffer> {
  const bytes = await writeXlsx({
    sheets: [
      {
        name,
        rows: rows.map((row) => [...row]),
        merges: merged.map(blockOf),
        rowDefs: new Map(hidden.map((row) => [row - 1, { hidden: true }])),
      },
    ],
  });
  return Buffer.from(bytes);
}

function blockOf(range: string) {
  const [start = '', end = ''] = range.split(':');
  const [first, last] = [cellAt(start), cellAt(end)];
  return { startRow: first.row, startCol: first.column, endRow: last.row, endCol: last.column };
}

const cellAt = (ref: string) => ({ row: Number(ref.slice(1)) - 1, column: ref.codePointAt(0)! - 65 });
