import {
  bareSectionRow,
  foreignHeadings,
  noteRow,
  sectionRow,
  sheetTitle,
  signature,
  totalRow,
} from '../zh/columns.ts';
import type { ImportColumn } from '../zh/columns.ts';
import { folded, textOf, wordsOf } from './cell-text.ts';
import type { Grid, GridCell } from './grid.ts';
import { headerAt, isHeading } from './ledger-header.ts';
import type { LedgerHeader } from './ledger-header.ts';
import type { CellValue } from './sheet.ts';

/** A row of data, its cells by what they are. */
export interface BodyRow {
  /** Row of the sheet, from 1. */
  readonly line: number;
  /** What the column shows in this row, also when it is merged with rows above; null without such a column. */
  value(column: ImportColumn): CellValue;
  /** Whether the row itself fills the column. */
  fills(column: ImportColumn): boolean;
}

/** The rows of one task: one, or several when each holds a measure of it. */
export interface TaskRows {
  /** The heading across the sheet that it stands under. */
  readonly section: string | null;
  readonly first: BodyRow;
  readonly more: BodyRow[];
}

export interface LedgerBody {
  readonly tasks: readonly TaskRows[];
  /** Lines that were passed over although they say something. */
  readonly skipped: readonly number[];
  /** Lines of the form that hold nothing but their number and what a list offered. */
  readonly unfilled: readonly number[];
  /** Rows, from 1, that belong to a table of something else below the ledger. */
  readonly otherTables: readonly { readonly first: number; readonly last: number }[];
}

/**
 * The rows below the header, put together by task; notes, totals, repeated headings and blank rows are left out. A table
 * below that has headings of its own is read by those; one that is no ledger is passed over.
 */
export function readBody(grid: Grid, first: LedgerHeader): LedgerBody {
  const tasks: TaskRows[] = [];
  const skipped: number[] = [];
  const unfilled: number[] = [];
  const otherTables: { first: number; last: number }[] = [];
  let header = first;
  let section = sectionAbove(grid, first);
  for (let row = header.lastRow + 1; row < grid.height; row++) {
    const kind = kindOf(grid, header, row);
    if (kind.is === 'section') section = kind.name;
    if (kind.is === 'stray') skipped.push(row + 1);
    if (kind.is === 'headings') header = headerBelow(grid, header, row);
    if (kind.is === 'foreign') {
      const last = endOfForeign(grid, header, row);
      otherTables.push({ first: row + 1, last: last + 1 });
      row = last;
    }
    if (kind.is !== 'data') continue;
    const current = bodyRow(grid, header, row);
    if (isUnfilled(current, header)) {
      unfilled.push(row + 1);
      continue;
    }
    const previous = tasks.at(-1);
    if (previous && continues(current)) previous.more.push(current);
    else tasks.push({ section, first: current, more: [] });
  }
  return { tasks, skipped, unfilled, otherTables };
}

/** A heading across the sheet may stand above the first row of headings as well; a title is none. */
function sectionAbove(grid: Grid, { lastRow }: LedgerHeader): string | null {
  const above = [lastRow - 1, lastRow - 2].flatMap((row) => (row < 0 ? [] : [ownCells(grid, row)]));
  const texts = above.flatMap((own) => (own.length === 1 ? [textOf(own[0]?.value ?? null)] : []));
  const names = texts.flatMap((text) => sectionRow.exec(text)?.groups?.['name'] ?? []);
  return names.find((name) => !sheetTitle.test(name)) ?? null;
}

/** Headings that come again are those of the next page, or of another ledger whose columns stand otherwise. */
function headerBelow(grid: Grid, header: LedgerHeader, row: number): LedgerHeader {
  const next = headerAt(grid, row);
  if (next === null) return header;
  const stands = [...next.columns].every(
    ([column, { index }]) => header.columns.get(column)?.index === index,
  );
  return stands ? header : next;
}

/** The last row before headings of a ledger come again. */
function endOfForeign(grid: Grid, header: LedgerHeader, from: number): number {
  let last = from;
  for (let row = from + 1; row < grid.height && kindOf(grid, header, row).is !== 'headings'; row++) {
    if (ownCells(grid, row).length > 0) last = row;
  }
  return last;
}

type RowKind =
  | { readonly is: 'nothing' | 'stray' | 'data' | 'headings' | 'foreign' }
  | { readonly is: 'section'; readonly name: string };

function kindOf(grid: Grid, header: LedgerHeader, row: number): RowKind {
  const own = ownCells(grid, row);
  const [first] = own;
  if (first === undefined) return { is: 'nothing' };
  const text = textOf(first.value);
  const isNote =
    noteRow.test(text) && (own.length <= 2 || own.some(({ value }) => signature.test(textOf(value))));
  if (totalRow.test(text) || isNote) return { is: 'nothing' };
  if (own.length > 1) return { is: kindOfCells(grid, header, row, own) };
  // A number alone is a line of the form that nobody has filled in.
  if (/^\d+$/.test(text)) return { is: 'nothing' };
  const across = grid.at(row, first.column + 1).column === first.column;
  if (!across && CONTENT.some((column) => header.columns.get(column)?.index === first.column))
    return { is: 'data' };
  const form = sectionRow.exec(text) ?? (across ? bareSectionRow.exec(text) : null);
  const name = form?.groups?.['name'];
  return name === undefined ? { is: 'stray' } : { is: 'section', name };
}

function kindOfCells(
  grid: Grid,
  header: LedgerHeader,
  row: number,
  own: readonly GridCell[],
): 'headings' | 'foreign' | 'data' {
  const texts = own.map((cell) => textOf(cell.value));
  if (texts.every(isHeading) || headerAt(grid, row) !== null) return 'headings';
  // Below a gap, a row of words without a number of its own begins a table of something else.
  const apart = ownCells(grid, row - 1).length <= 1;
  const words =
    own.every(({ value }) => typeof value === 'string') && texts.every((each) => each.length <= MAX_HEADING);
  const heads = texts.filter((each) => isHeading(each) || wordsOf(foreignHeadings).has(folded(each))).length;
  return apart && words && heads * 2 >= texts.length && !numbersRow(grid, header, row) ? 'foreign' : 'data';
}

const MAX_HEADING = 12;

const numbersRow = (grid: Grid, header: LedgerHeader, row: number): boolean => {
  const no = header.columns.get('no');
  return no !== undefined && /^\d/.test(folded(textOf(grid.at(row, no.index).value)));
};

const CONTENT = ['problem', 'task', 'measures'] as const satisfies readonly ImportColumn[];

function ownCells(grid: Grid, row: number): GridCell[] {
  return Array.from({ length: grid.width }, (_, column) => ({ cell: grid.at(row, column), column }))
    .filter(({ cell, column }) => cell.row === row && cell.column === column && textOf(cell.value) !== '')
    .map(({ cell }) => cell);
}

function bodyRow(grid: Grid, header: LedgerHeader, row: number): BodyRow {
  const cellOf = (column: ImportColumn): GridCell | null => {
    const place = header.columns.get(column);
    if (place === undefined) return null;
    const cell = grid.at(row, place.index);
    return cell.column === place.index ? cell : null;
  };
  return {
    line: row + 1,
    value: (column) => cellOf(column)?.value ?? null,
    fills: (column) => {
      const cell = cellOf(column);
      return cell !== null && cell.row === row && textOf(cell.value) !== '';
    },
  };
}

/** What a form offers before anybody has written: a number, the first of a list. */
const OFFERED: ReadonlySet<ImportColumn> = new Set(['no', 'completion', 'closure', 'horizon', 'ongoing']);

const isUnfilled = (row: BodyRow, header: LedgerHeader): boolean =>
  row.fills('no') &&
  [...header.columns.keys()].every((column) => OFFERED.has(column) || textOf(row.value(column)) === '');

/** The row shares its task with the one above, or brings nothing but further measures, units or days. */
function continues(row: BodyRow): boolean {
  const sharesTask = textOf(row.value('task')) !== '' && !row.fills('task');
  return sharesTask || !(['no', 'problem', 'task'] as const).some((column) => row.fills(column));
}
