import { ledgerFooter, lineOf, LOOK, metaLine } from './ledger-document.ts';
import type { LedgerDocument, Paper } from './ledger-document.ts';
import { fitText } from './text-layout.ts';
import type { Block, CellLook, OutCell, OutRow, OutSheet } from './sheet.ts';

/*
 * A sheet with a title, a line that says what it is a picture of, a row of headings, and rows of wrapped text.
 */

export interface TableColumn {
  readonly heading: string;
  /** In digits; their sum decides how far the paper scales the text down. */
  readonly width: number;
  readonly centred?: boolean;
  /** What may be entered. */
  readonly choices?: readonly string[];
}

export type Value = OutCell['value'];
export interface TableCell {
  readonly value: Value;
  readonly look?: CellLook;
}

export interface Table {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Equal cells below each other in these columns become one, for print: where the key of a row stays the same. */
  readonly merged?: readonly { readonly column: number; readonly keys: readonly unknown[] }[];
  /** A remark below the last row. */
  readonly note?: string;
  readonly filtered?: boolean;
  readonly frozenColumns?: number;
}

export const DATE_FORMAT = 'yyyy-mm-dd';
const HEADER_ROWS = 3;
/** A text that would outgrow the row is set smaller, as far as can still be read. */
const BODY_SIZES = [10, 9, 8, 7] as const;
const NOTE: CellLook = { size: 10, border: false };
/** A sheet is scaled to the width of the paper: on A4 narrower columns and taller rows keep the text as large. */
const A4_WIDTH = 0.75;
const NARROWEST = 6;
/** About half a page: a merged block is broken there and says again what it is, so that no page stands without. */
const MAX_BLOCK_POINTS = 420;
const MAX_ROW_POINTS = 409;

export function tableSheet(table: Table, { meta, since }: LedgerDocument, paper: Paper): OutSheet {
  const { columns, note } = table;
  const widths = columns.map(({ width }) => fitPaper(width, paper));
  const last = columns.length - 1;
  const { rows, blocks } = bodyOf(table, widths);
  const bottom = HEADER_ROWS - 1 + rows.length;
  return {
    name: table.name,
    widths,
    rows: [
      { cells: lineOf(table.title, LOOK.title, columns.length), height: 32 },
      { cells: lineOf(metaLine(meta, since), LOOK.meta, columns.length), height: 18 },
      { cells: columns.map(({ heading }) => ({ value: heading, look: LOOK.heading })), height: 34 },
      ...rows,
      ...(note === undefined ? [] : [{ cells: lineOf(note, NOTE, columns.length), height: 20 }]),
    ],
    merges: [
      ...[0, 1, ...(note === undefined ? [] : [bottom + 1])].map((row) => acrossRow(row, last)),
      ...blocks,
    ],
    frozen: { rows: HEADER_ROWS, columns: table.frozenColumns ?? 0 },
    filter: table.filtered === false ? null : { top: HEADER_ROWS - 1, left: 0, bottom, right: last },
    choices: columns.flatMap(({ choices }, column) =>
      choices === undefined || rows.length === 0
        ? []
        : [{ block: { top: HEADER_ROWS, left: column, bottom, right: column }, values: choices }],
    ),
    paper,
    footer: ledgerFooter(meta),
  };
}

const fitPaper = (width: number, paper: Paper): number =>
  paper === 'a3' ? width : Math.max(NARROWEST, Math.round(width * A4_WIDTH));

const acrossRow = (row: number, last: number): Block => ({ top: row, left: 0, bottom: row, right: last });

function bodyOf(
  { columns, rows, merged = [] }: Table,
  widths: readonly number[],
): { rows: OutRow[]; blocks: Block[] } {
  const inBlocks = new Set(merged.map(({ column }) => column));
  const fitted = rows.map((cells) =>
    cells.map(({ value, look }, column) => {
      const { fontSize, height } = fitText(textOf(value), widths[column] ?? NARROWEST, BODY_SIZES);
      const align = columns[column]?.centred === true ? 'center' : 'left';
      return { cell: { value, look: { size: fontSize, align, ...look } as const }, height };
    }),
  );
  const heights = fitted.map((cells) =>
    Math.max(...cells.map(({ height }, column) => (inBlocks.has(column) ? 0 : height))),
  );
  const blocks = merged.flatMap(({ column, keys }) => blocksOf(keys, heights, column));
  for (const block of blocks) makeRoom(block, fitted[block.top]?.[block.left]?.height ?? 0, heights);
  const hidden = new Set(blocks.flatMap((block) => coveredBy(block)));
  return {
    rows: fitted.map((cells, row) => ({
      cells: cells.map(({ cell }, column) =>
        hidden.has(`${row},${column}`) ? { ...cell, value: null } : cell,
      ),
      height: heights[row] ?? null,
    })),
    blocks: blocks
      .filter(({ top, bottom }) => bottom > top)
      .map(({ top, bottom, left, right }) => ({
        top: top + HEADER_ROWS,
        bottom: bottom + HEADER_ROWS,
        left,
        right,
      })),
  };
}

/** Runs of rows with the same key, none higher than a block may be. */
function blocksOf(keys: readonly unknown[], heights: readonly number[], column: number): Block[] {
  const blocks: Block[] = [];
  let [top, height] = [0, 0];
  keys.forEach((key, row) => {
    const own = heights[row] ?? 0;
    if (row > top && (key !== keys[top] || height + own > MAX_BLOCK_POINTS)) {
      blocks.push({ top, bottom: row - 1, left: column, right: column });
      [top, height] = [row, 0];
    }
    height += own;
  });
  return keys.length === 0 ? [] : [...blocks, { top, bottom: keys.length - 1, left: column, right: column }];
}

/** What the text of a block needs beyond its rows goes to the last of them. */
function makeRoom({ top, bottom }: Block, needed: number, heights: number[]): void {
  const has = heights.slice(top, bottom + 1).reduce((sum, height) => sum + height, 0);
  if (needed > has) heights[bottom] = Math.min(MAX_ROW_POINTS, (heights[bottom] ?? 0) + needed - has);
}

const coveredBy = ({ top, bottom, left }: Block): string[] =>
  Array.from({ length: bottom - top }, (_, index) => `${top + 1 + index},${left}`);

const textOf = (value: Value): string => (value instanceof Date ? DATE_FORMAT : String(value ?? ''));
