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
  /** Not narrower on any paper: what cannot wrap, as dates, is shown as ### where it does not fit. */
  readonly narrowest?: number;
  readonly centred?: boolean;
  /** What may be entered. */
  readonly choices?: readonly string[];
}

export type Value = OutCell['value'];
export interface TableCell {
  readonly value: Value;
  readonly look?: CellLook;
}

interface MergedColumn {
  readonly column: number;
  /** Of each row. */
  readonly keys: readonly unknown[];
}

export interface Table {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly length: number;
  /** The cells of one row, made when they are written. */
  cells(row: number): readonly TableCell[];
  /** Equal cells below each other in these columns become one, for print: where the key of a row stays the same. */
  readonly merged?: readonly MergedColumn[];
  /** A remark below the last row. */
  readonly note?: string;
  readonly filtered?: boolean;
  readonly frozenColumns?: number;
}

/** A row of cells for each item. */
export const eachOf = <Item>(
  items: readonly Item[],
  cellsOf: (item: Item, index: number) => readonly TableCell[],
): Pick<Table, 'length' | 'cells'> => ({
  length: items.length,
  cells: (row) => {
    const item = items[row];
    return item === undefined ? [] : cellsOf(item, row);
  },
});

export const DATE_FORMAT = 'yyyy-mm-dd';
/** Digits that a date takes with the edges of its cell. */
export const DATE_WIDTH = 12;
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
  const { columns, note, length } = table;
  const widths = columns.map((column) => fitPaper(column, paper));
  const last = columns.length - 1;
  const bottom = HEADER_ROWS - 1 + length;
  const merging = table.merged === undefined ? null : mergedRows(table, table.merged, widths);
  return {
    name: table.name,
    widths,
    rows: allRows(),
    merges: [
      ...[0, 1, ...(note === undefined ? [] : [bottom + 1])].map((row) => acrossRow(row, last)),
      ...(merging?.blocks ?? []).filter((block) => block.bottom > block.top).map(belowHeader),
    ],
    frozen: { rows: HEADER_ROWS, columns: table.frozenColumns ?? 0 },
    filter: table.filtered === false ? null : { top: HEADER_ROWS - 1, left: 0, bottom, right: last },
    choices: columns.flatMap(({ choices }, column) =>
      choices === undefined || length === 0
        ? []
        : [{ block: { top: HEADER_ROWS, left: column, bottom, right: column }, values: choices }],
    ),
    paper,
    footer: ledgerFooter(meta),
  };

  function* allRows(): Generator<OutRow> {
    yield { cells: lineOf(table.title, LOOK.title, columns.length), height: 32 };
    yield { cells: lineOf(metaLine(meta, since), LOOK.meta, columns.length), height: 18 };
    yield { cells: columns.map(({ heading }) => ({ value: heading, look: LOOK.heading })), height: 34 };
    for (let row = 0; row < length; row += 1) {
      const fitted = fitRow(table.cells(row), columns, widths);
      yield merging === null
        ? { cells: fitted.map(({ cell }) => cell), height: Math.max(...fitted.map(({ height }) => height)) }
        : {
            cells: fitted.map(({ cell }, column) => merging.shown(cell, row, column)),
            height: merging.heights[row] ?? null,
          };
    }
    if (note !== undefined) yield { cells: lineOf(note, NOTE, columns.length), height: 20 };
  }
}

const fitPaper = ({ width, narrowest = NARROWEST }: TableColumn, paper: Paper): number =>
  paper === 'a3' ? width : Math.max(narrowest, Math.round(width * A4_WIDTH));

const acrossRow = (row: number, last: number): Block => ({ top: row, left: 0, bottom: row, right: last });

const belowHeader = ({ top, bottom, left, right }: Block): Block => ({
  top: top + HEADER_ROWS,
  bottom: bottom + HEADER_ROWS,
  left,
  right,
});

interface Fitted {
  readonly cell: OutCell;
  /** What the row needs for it, in points. */
  readonly height: number;
}

const fitRow = (
  cells: readonly TableCell[],
  columns: readonly TableColumn[],
  widths: readonly number[],
): Fitted[] =>
  cells.map(({ value, look }, column) => {
    const { fontSize, height } = fitText(textOf(value), widths[column] ?? NARROWEST, BODY_SIZES);
    const align = columns[column]?.centred === true ? 'center' : 'left';
    return { cell: { value, look: { size: fontSize, align, ...look } }, height };
  });

interface Merging {
  readonly blocks: readonly Block[];
  readonly heights: readonly number[];
  /** Inside a block only its first cell says something. */
  shown(cell: OutCell, row: number, column: number): OutCell;
}

/** Where blocks are merged the heights of all rows must be known first. */
function mergedRows(
  { columns, length, cells }: Table,
  merged: readonly MergedColumn[],
  widths: readonly number[],
): Merging {
  const inBlocks = new Set(merged.map(({ column }) => column));
  const heights: number[] = [];
  const needs = new Map(merged.map(({ column }) => [column, [] as number[]]));
  for (let row = 0; row < length; row += 1) {
    const fitted = fitRow(cells(row), columns, widths);
    heights.push(Math.max(...fitted.map(({ height }, column) => (inBlocks.has(column) ? 0 : height))));
    for (const [column, own] of needs) own.push(fitted[column]?.height ?? 0);
  }
  const blocks = merged.flatMap(({ column, keys }) => blocksOf(keys, heights, column));
  for (const block of blocks) makeRoom(block, needs.get(block.left)?.[block.top] ?? 0, heights);
  const tops = new Set(blocks.map(({ top, left }) => `${top},${left}`));
  return {
    blocks,
    heights,
    shown: (cell, row, column) =>
      inBlocks.has(column) && !tops.has(`${row},${column}`) ? { ...cell, value: null } : cell,
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

const textOf = (value: Value): string => (value instanceof Date ? DATE_FORMAT : String(value ?? ''));
