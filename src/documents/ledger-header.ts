import { headingTail, importHeadings, otherHeadings, stateOrStory } from '../zh/columns.ts';
import type { ImportColumn } from '../zh/columns.ts';
import { contentOf, folded, textOf, wordsOf } from './cell-text.ts';
import type { Grid } from './grid.ts';
import { readState } from './state-text.ts';

/** A column that is read: where it stands and what its heading says. */
interface HeaderColumn {
  readonly index: number;
  readonly heading: string;
}

export interface LedgerHeader {
  readonly columns: ReadonlyMap<ImportColumn, HeaderColumn>;
  /** Headings of columns that are not read, and of second columns of one kind. */
  readonly unread: readonly string[];
  readonly repeated: readonly string[];
  /** Where what is not read stands. */
  readonly unreadColumns: readonly HeaderColumn[];
  /** The only year that is named above the headings. */
  readonly year: string | null;
  /** The last row of headings, counted from 0. */
  readonly lastRow: number;
}

const SEARCHED_ROWS = 20;
/** So many known headings make a row of headings. */
const ENOUGH_HEADINGS = 3;

/** The headings of a ledger, one row of them or two, below whatever title stands above; null when there are none. */
export function findHeader(grid: Grid): LedgerHeader | null {
  for (let row = 0; row < Math.min(SEARCHED_ROWS, grid.height); row++) {
    const header = headerAt(grid, row);
    if (header !== null) return header;
  }
  return null;
}

/** The headings that begin in the row, if it is one of headings. */
export function headerAt(grid: Grid, row: number): LedgerHeader | null {
  const lastRow = isSecondHeaderRow(grid, row + 1) ? row + 1 : row;
  const known = [row, lastRow]
    .flatMap((each) => headingsOf(grid, each))
    .flatMap((heading) => columnOf(heading) ?? []);
  const own = headingsOf(grid, row).filter(isHeading);
  if (own.length === 0 || new Set(known).size < ENOUGH_HEADINGS || isFormRow(grid, row)) return null;
  const header = readHeader(grid, row, lastRow);
  return header.columns.has('problem') || header.columns.has('task') ? header : null;
}

/** Each heading has what was filled in right beside it. */
function isFormRow(grid: Grid, row: number): boolean {
  const cells = Array.from({ length: grid.width }, (_, column) => grid.at(row, column)).filter(
    (cell, column) => cell.column === column && textOf(cell.value) !== '',
  );
  const isLabel = cells.map(({ value }) => columnOf(textOf(value)) !== null);
  return cells.length > 1 && isLabel.every((label, index) => !label || isLabel[index + 1] === false);
}

/** What the row says is nothing but headings. */
export function isHeading(text: string): boolean {
  return columnOf(text) !== null || wordsOf(otherHeadings).has(folded(text));
}

const headingsOf = (grid: Grid, row: number): string[] =>
  Array.from({ length: grid.width }, (_, column) => textOf(grid.at(row, column).value));

/** At least half of what the row adds of its own are headings; a row of data has at most one by chance. */
function isSecondHeaderRow(grid: Grid, row: number): boolean {
  if (row >= grid.height) return false;
  const own = headingsOf(grid, row).filter((text, column) => text !== '' && grid.at(row, column).row === row);
  const known = own.filter(isHeading).length;
  return known > 0 && known * 2 >= own.length;
}

/** Under a heading over several columns, the lower one tells which column it is. */
function readHeader(grid: Grid, top: number, lastRow: number): LedgerHeader {
  const columns = new Map<ImportColumn, HeaderColumn>();
  const unread = new Set<string>();
  const repeated: string[] = [];
  const unreadColumns: HeaderColumn[] = [];
  for (let index = 0; index < grid.width; index++) {
    const headings = [lastRow, top]
      .map((row) => textOf(grid.at(row, index).value))
      .filter((text) => text !== '');
    const heading = headings.find((text) => columnOf(text) !== null) ?? headings[0];
    if (heading === undefined) continue;
    // 责 任\n部门 as it is said in one line.
    const said = heading.replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
    const column = tellsStories(grid, { index, heading }, lastRow) ? 'progress' : columnOf(heading);
    if (column === null) {
      unread.add(heading);
      unreadColumns.push({ index, heading });
    } else if (columns.has(column)) repeated.push(heading);
    else columns.set(column, { index, heading: said });
  }
  return { columns, unread: [...unread], unreadColumns, repeated, year: yearAbove(grid, top), lastRow };
}

function yearAbove(grid: Grid, top: number): string | null {
  const titles = Array.from({ length: top }, (_, row) => headingsOf(grid, row).join(' ')).join(' ');
  const years = new Set(titles.normalize('NFKC').match(/(?<!\d)20\d\d(?!\d)/g));
  const [year = null, ...others] = years;
  return others.length > 0 ? null : year;
}

/** 完成情况 is a state for some and an account for others: one cell that is no state decides. */
function tellsStories(grid: Grid, { index, heading }: HeaderColumn, lastRow: number): boolean {
  if (!wordsOf(stateOrStory).has(folded(heading))) return false;
  for (let row = lastRow + 1; row < grid.height; row++) {
    const cell = grid.at(row, index);
    const text = cell.column === index ? contentOf(cell.value) : '';
    if (text !== '' && readState(text).completion === null) return true;
  }
  return false;
}

const COLUMN_OF_HEADING: ReadonlyMap<string, ImportColumn> = new Map(
  (Object.keys(importHeadings) as ImportColumn[]).flatMap((column) =>
    importHeadings[column].flatMap((names) =>
      [...wordsOf(names)].map((heading) => [heading, column] as const),
    ),
  ),
);

/** The column that is called so, by us or by an office. */
export function columnOf(text: string): ImportColumn | null {
  const heading = folded(text);
  return COLUMN_OF_HEADING.get(heading) ?? COLUMN_OF_HEADING.get(heading.replace(headingTail, '')) ?? null;
}
