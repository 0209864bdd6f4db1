import { groupBy } from '../domain/group-by.ts';
import { importText } from '../zh/ledger-import.ts';
import { numberBefore } from '../zh/columns.ts';
import type { ImportColumn } from '../zh/columns.ts';
import { hasSecrecyMark } from '../zh/secrecy.ts';
import { contentOf } from './cell-text.ts';
import { gridOf } from './grid.ts';
import type { Grid } from './grid.ts';
import { readBody } from './ledger-body.ts';
import type { BodyRow, LedgerBody } from './ledger-body.ts';
import { formsIn } from './ledger-forms.ts';
import { findHeader } from './ledger-header.ts';
import type { LedgerHeader } from './ledger-header.ts';
import { numbered } from './ledger-numbers.ts';
import { readTask } from './ledger-task.ts';
import type { UnnumberedTask } from './ledger-task.ts';
import { ownNameOf, warning } from './raw-ledger.ts';
import type { ImportProblem, RawLedgerRow } from './raw-ledger.ts';
import { columnName } from './sheet-rows.ts';
import type { SheetContent } from './sheet.ts';
import { readWorkbook, reasonUnreadable } from './workbook.ts';
import { TooLarge } from './zip.ts';

export interface LedgerImport {
  readonly rows: readonly RawLedgerRow[];
  /** By line. A row with errors is among the rows, with what could be read of it. */
  readonly problems: readonly ImportProblem[];
  /** The sheet that was read, when one was. */
  readonly sheet?: SheetContent;
}

const MAX_MEGABYTES = 10;
const MAX_ROWS = 20_000;

/**
 * Reads a ledger from an `.xlsx` or `.xls` file: the sheet that has the most headings of one. All that is wrong is
 * reported at once, also that the file is no spreadsheet; nothing is thrown.
 */
export async function readLedger(file: Buffer): Promise<LedgerImport> {
  if (file.length > MAX_MEGABYTES * 2 ** 20) return unreadable(importText.tooLarge(MAX_MEGABYTES));
  const sheets = await readWorkbook(file, MAX_ROWS + 1).catch((error: unknown) =>
    error instanceof TooLarge
      ? importText.unpacksTooLarge
      : importText.notASpreadsheet[reasonUnreadable(file)],
  );
  if (typeof sheets === 'string') return unreadable(sheets);
  return ledgerIn(sheets) ?? ledgerOfForms(sheets) ?? unreadable(importText.noHeader);
}

/** One task a sheet: 整改任务单, 销号单. Their lines are counted as those of a ledger put together of them. */
function ledgerOfForms(sheets: readonly SheetContent[]): LedgerImport | null {
  const forms = formsIn(sheets);
  if (forms === null) return null;
  if (isMarkedSecret(sheets, null, [])) return unreadable(importText.secret);
  const read = ledgerIn([forms.sheet]);
  return read && { ...read, problems: [warning(0, importText.formsRead(forms.names)), ...read.problems] };
}

interface Found {
  readonly sheet: SheetContent;
  readonly grid: Grid;
  readonly header: LedgerHeader;
  readonly body: LedgerBody;
}

/** The ledger among the sheets of a file: the one with the most columns of one. Null when there is none. */
export function ledgerIn(sheets: readonly SheetContent[]): LedgerImport | null {
  const [ledger, ...others] = sheets
    .filter(({ hidden }) => hidden !== true)
    .flatMap((sheet): Found[] => {
      const grid = gridOf(sheet);
      const header = findHeader(grid);
      return header === null ? [] : [{ sheet, grid, header, body: readBody(grid, header) }];
    })
    .toSorted((a, b) => worthOf(b) - worthOf(a));
  if (ledger === undefined) return null;
  const { sheet, grid, header, body } = ledger;
  if (isMarkedSecret(sheets, sheet, linesOf(body))) return unreadable(importText.secret);
  const { tasks, problems } = readTasks(body, header);
  const left = othersWithNews(ledger, others);
  const all = [
    ...(left.length > 0 ? [warning(0, importText.sheetRead(sheet.name))] : []),
    ...left.map((other) => warning(0, importText.otherSheet(other.sheet.name))),
    ...(grid.height > MAX_ROWS ? [warning(0, importText.tooManyRows(MAX_ROWS))] : []),
    ...sheetProblems(header, body, tasks),
    ...hiddenParts(ledger),
    ...uncomputedCells(ledger),
    ...problems,
  ];
  return { rows: numbered(body, tasks).tasks, problems: all.toSorted((a, b) => a.line - b.line), sheet };
}

/** Views of the same tasks, as our own exports have them, tell nothing that is not read. */
function othersWithNews(ledger: Found, others: readonly Found[]): Found[] {
  const known = new Set([...subjectsOf(ledger, 'task'), ...subjectsOf(ledger, 'problem')]);
  return others.filter((other) => {
    const column = other.header.columns.has('task') ? 'task' : 'problem';
    return subjectsOf(other, column).some((subject) => !known.has(subject));
  });
}

const subjectsOf = ({ body }: Found, column: 'task' | 'problem'): string[] =>
  linesOf(body)
    .map((row) => contentOf(row.value(column)))
    .map((text) => numberBefore.exec(text)?.groups?.['text'] ?? text);

/** A sheet of figures has a few of the columns; a form that nobody has filled in has them all. */
const worthOf = ({ header, body }: Found): number => (body.tasks.length === 0 ? 0 : header.columns.size);

/**
 * Whether the file is marked (domain rule 10) where those who are given its rows cannot see it: in a title, in a note,
 * on a cover sheet. The rows are theirs to check.
 */
function isMarkedSecret(
  sheets: readonly SheetContent[],
  ledger: SheetContent | null,
  rows: readonly BodyRow[],
): boolean {
  const passedOn = new Set(rows.map(({ line }) => line));
  const cells = sheets.flatMap((sheet) => [
    sheet.name,
    ...sheet.rows.filter((_, row) => sheet !== ledger || !passedOn.has(row + 1)).flat(),
  ]);
  return cells.some((value) => typeof value === 'string' && hasSecrecyMark(value));
}

const linesOf = (body: LedgerBody): BodyRow[] => body.tasks.flatMap(({ first, more }) => [first, ...more]);

const unreadable = (message: string): LedgerImport => ({
  rows: [],
  problems: [{ severity: 'error', line: 0, column: '', message }],
});

function readTasks(
  body: LedgerBody,
  header: LedgerHeader,
): { tasks: UnnumberedTask[]; problems: ImportProblem[] } {
  const tasks: UnnumberedTask[] = [];
  const problems: ImportProblem[] = [];
  for (const rows of body.tasks) {
    const read = readTask(rows, header, tasks.at(-1) ?? null);
    tasks.push(read.task);
    problems.push(...read.problems);
  }
  return { tasks, problems };
}

/** Columns whose absence changes what the software can do. */
const EXPECTED: readonly ImportColumn[] = ['unit', 'owner', 'due'];

/** What is to be said of the sheet as a whole, at the line of its headings. */
function sheetProblems(
  header: LedgerHeader,
  body: LedgerBody,
  tasks: readonly UnnumberedTask[],
): ImportProblem[] {
  const line = header.lastRow + 1;
  const progress = header.columns.get('progress');
  const missing = EXPECTED.filter((column) => !header.columns.has(column)).map(ownNameOf);
  const closed = header.columns.has('closure') ? [] : tasks.filter(({ closure }) => closure === 'closed');
  return [
    ...missing.map((column) => warning(line, importText.missingColumn(column), column)),
    ...header.repeated.map((heading) => warning(line, importText.twice(heading), heading)),
    ...(header.unread.length > 0 ? [warning(line, importText.notImported(header.unread))] : []),
    ...(progress === undefined ? [] : [warning(line, importText.progressShown(progress.heading))]),
    ...(closed.length > 0 ? [warning(line, importText.assumedClosed(closed.length))] : []),
    ...numbered(body, tasks).problems,
    ...(body.unfilled.length > 0
      ? [warning(body.unfilled[0] ?? 0, importText.unfilledRows(body.unfilled))]
      : []),
    ...body.skipped.map((skipped) => warning(skipped, importText.skippedRow)),
    ...body.otherTables.map(({ first, last }) => warning(first, importText.otherTable(last))),
  ];
}

function hiddenParts({ sheet, header, body }: Found): ImportProblem[] {
  const columns = [...header.columns.values()].filter(
    ({ index }) => sheet.hiddenColumns?.has(index) === true,
  );
  const names = columns.map(({ heading }) => heading);
  return [
    ...(names.length > 0 ? [warning(header.lastRow + 1, importText.hiddenColumns(names))] : []),
    ...linesOf(body)
      .filter(({ line }) => sheet.hiddenRows.has(line - 1))
      .map(({ line }) => warning(line, importText.hiddenRow)),
  ];
}

/** What a program that does not compute has written reads as empty; the office is told which cells. */
function uncomputedCells({ sheet, header }: Found): ImportProblem[] {
  const read = new Set([...header.columns.values()].map(({ index }) => index));
  const cells = (sheet.uncomputed ?? []).filter(
    ({ row, column }) => row > header.lastRow && read.has(column),
  );
  return [...groupBy(cells, ({ row }) => row)].map(([row, own]) => {
    const names = own.map(({ column }) => `${columnName(column)}${row + 1}`);
    return warning(row + 1, importText.uncomputed(names));
  });
}
