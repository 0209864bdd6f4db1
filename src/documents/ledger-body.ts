import { noteRow, sectionRow, totalRow } from '../zh/columns.ts';
import type { ImportColumn } from '../zh/columns.ts';
import { textOf } from './cell-text.ts';
import type { Grid, GridCell } from './grid.ts';
import { isHeading } from './ledger-header.ts';
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
}

/** The rows below the header, put together by task; notes, totals, repeated headings and blank rows are left out. */
export function readBody(grid: Grid, header: LedgerHeader): LedgerBody {
  const tasks: TaskRows[] = [];
  const skipped: number[] = [];
  let section: string | null = null;
  for (let row = header.lastRow + 1; row < grid.height; row++) {
    const kind = kindOf(grid, header, row);
    if (kind.is === 'section') section = kind.name;
    if (kind.is === 'stray') skipped.push(row + 1);
    if (kind.is !== 'data') continue;
    const current = bodyRow(grid, header, row);
    const previous = tasks.at(-1);
    if (previous && continues(current)) previous.more.push(current);
    else tasks.push({ section, first: current, more: [] });
  }
  return { tasks, skipped };
}

type RowKind =
  { readonly is: 'nothing' | 'stray' | 'data' } | { readonly is: 'section'; readonly name: string };

function kindOf(grid: Grid, header: LedgerHeader, row: number): RowKind {
  const own = ownCells(grid, row);
  const [first] = own;
  if (first === undefined) return { is: 'nothing' };
  const text = textOf(first.value);
  if (totalRow.test(text) || (own.length <= 2 && noteRow.test(text))) return { is: 'nothing' };
  if (own.length > 1) return { is: own.every((cell) => isHeading(textOf(cell.value))) ? 'nothing' : 'data' };
  // A number alone is a line of the form that nobody has filled in.
  if (/^\d+$/.test(text)) return { is: 'nothing' };
  const across = grid.at(row, first.column + 1).column === first.column;
  if (!across && CONTENT.some((column) => header.columns.get(column)?.index === first.column))
    return { is: 'data' };
  const name = sectionRow.exec(text)?.groups?.['name'];
  return name === undefined ? { is: 'stray' } : { is: 'section', name };
}

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

/** The row shares its task with the one above, or brings nothing but further measures, units or days. */
function continues(row: BodyRow): boolean {
  const sharesTask = textOf(row.value('task')) !== '' && !row.fills('task');
  return sharesTask || !(['no', 'problem', 'task'] as const).some((column) => row.fills(column));
}
