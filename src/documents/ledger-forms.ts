import type { ImportColumn } from '../zh/columns.ts';
import { labelWithValue } from '../zh/columns.ts';
import { importText } from '../zh/ledger-import.ts';
import { contentOf, textOf } from './cell-text.ts';
import { gridOf } from './grid.ts';
import type { Grid } from './grid.ts';
import { columnOf } from './ledger-header.ts';
import { ownNameOf } from './raw-ledger.ts';
import type { CellValue, SheetContent } from './sheet.ts';

/*
 * Forms: 整改任务单, 销号单, one task on each, its labels left and what is filled in right of them. They are put together
 * as the rows of a ledger, which is then read as any other.
 */

type Form = Map<ImportColumn, CellValue>;

/** Without one of them a sheet with a problem on it is something else. */
const TELLING: readonly ImportColumn[] = ['measures', 'unit', 'due'];
/** Their forms are read row by row; a text of many pages is none. */
const MAX_ROWS = 2000;

export interface Forms {
  /** A row of headings, and one for each form in the order of the file. */
  readonly sheet: SheetContent;
  /** The sheet each form stands on. */
  readonly names: readonly string[];
}

/** Null where no visible sheet holds one. */
export function formsIn(sheets: readonly SheetContent[]): Forms | null {
  const found = sheets
    .filter(({ hidden }) => hidden !== true)
    .flatMap((sheet) => formsOn(gridOf(sheet)).map((form) => ({ form, name: sheet.name })));
  if (found.length === 0) return null;
  const forms = found.map(({ form }) => form);
  const columns = [...new Set(forms.flatMap((form) => [...form.keys()]))].filter(
    // Where some have none, they are counted in the order of the file.
    (column) => column !== 'no' || forms.every((form) => contentOf(form.get('no') ?? null) !== ''),
  );
  const rows = [
    columns.map(ownNameOf),
    ...forms.map((form) => columns.map((column) => form.get(column) ?? null)),
  ];
  const sheet = { name: importText.forms, rows, merges: [], hiddenRows: new Set<number>() };
  return { sheet, names: found.map(({ name }) => name) };
}

/** Several may stand below each other: each begins with the same label. */
function formsOn(grid: Grid): Form[] {
  const forms: Form[] = [];
  let first: ImportColumn | null = null;
  for (let row = 0; row < Math.min(grid.height, MAX_ROWS); row += 1) {
    for (const [column, value] of labelsIn(grid, row)) {
      first ??= column;
      if (column === first) forms.push(new Map());
      const form = forms.at(-1);
      if (form && contentOf(form.get(column) ?? null) === '') form.set(column, value);
    }
  }
  return forms.filter(isTask);
}

const isTask = (form: Form): boolean => {
  const says = (column: ImportColumn) => contentOf(form.get(column) ?? null) !== '';
  return (says('problem') || says('task')) && TELLING.some(says);
};

/** The labels of a row with what stands right of each, or behind its colon. */
function labelsIn(grid: Grid, row: number): [ImportColumn, CellValue][] {
  const labels: [ImportColumn, CellValue][] = [];
  for (let index = 0; index < grid.width; index += 1) {
    const cell = grid.at(row, index);
    if (cell.row !== row || cell.column !== index) continue;
    const text = textOf(cell.value);
    const within = labelWithValue.exec(text)?.groups;
    const column = columnOf(within?.['label'] ?? text);
    if (column === null) continue;
    labels.push([column, within?.['value'] ?? valueBeside(grid, row, index)]);
  }
  return labels;
}

/** The next cell that is another one; a label there says that nothing was filled in. */
function valueBeside(grid: Grid, row: number, label: number): CellValue {
  for (let index = label + 1; index < grid.width; index += 1) {
    const { value, column } = grid.at(row, index);
    if (column === label) continue;
    return columnOf(textOf(value)) === null ? value : null;
  }
  return null;
}
