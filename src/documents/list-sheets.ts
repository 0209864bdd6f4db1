import { dutyLines, institutionLines, problemLines, untypedRows } from '../domain/ledger/lists.ts';
import type { InstitutionLine, ProblemLine } from '../domain/ledger/lists.ts';
import type { LedgerRow } from '../domain/ledger/ledger.ts';
import type { LedgerColumn } from '../zh/columns.ts';
import { ledgerLists, problemCompletion } from '../zh/ledger-lists.ts';
import { cellOf, codeValue, columnOf, dueValue, rowsBefore } from './ledger-cells.ts';
import type { LedgerDocument, Paper } from './ledger-document.ts';
import { DATE_FORMAT, DATE_WIDTH, eachOf, tableSheet } from './table-sheet.ts';
import type { Table, TableCell, TableColumn } from './table-sheet.ts';
import type { OutSheet } from './sheet.ts';

/** 问题清单, 任务清单, 责任清单, 制度清单: views of the rows of the ledger (domain rule 9). */
export const listSheets = (document: LedgerDocument, paper: Paper): OutSheet[] =>
  [problemList(document), taskList(document), dutyList(document), institutionList(document)].map((table) =>
    tableSheet(table, document, paper),
  );

const titleOf = ({ meta }: LedgerDocument, list: string): string => ledgerLists.title(meta.roundName, list);

const PROBLEM = ledgerLists.problems.headings;
const PROBLEM_COLUMNS: readonly (TableColumn & { cell(line: ProblemLine): TableCell })[] = [
  { heading: PROBLEM.no, width: 9, centred: true, cell: ({ no }) => ({ value: no }) },
  { heading: PROBLEM.category, width: 22, cell: ({ category }) => ({ value: category }) },
  { heading: PROBLEM.problem, width: 60, cell: ({ problem }) => ({ value: problem }) },
  { heading: PROBLEM.count, width: 8, centred: true, cell: ({ codes }) => ({ value: codes.length }) },
  { heading: PROBLEM.codes, width: 18, centred: true, cell: ({ codes }) => ({ value: codes.join('、') }) },
  { heading: PROBLEM.leaders, width: 16, centred: true, cell: ({ leaders }) => listed(leaders) },
  { heading: PROBLEM.units, width: 24, centred: true, cell: ({ units }) => listed(units) },
  { heading: PROBLEM.due, width: 13, narrowest: DATE_WIDTH, centred: true, cell: dueOf },
  {
    heading: PROBLEM.completion,
    width: 12,
    centred: true,
    cell: ({ completion }) => ({ value: problemCompletion[completion] }),
  },
];

const listed = (names: readonly string[]): TableCell => ({ value: names.join('\n') });

function dueOf({ horizon, dueOn }: ProblemLine): TableCell {
  return { value: dueValue({ horizon: horizon ?? 'term', dueOn }), look: { format: DATE_FORMAT } };
}

function problemList(document: LedgerDocument): Table {
  return {
    name: ledgerLists.problems.sheet,
    title: titleOf(document, ledgerLists.problems.sheet),
    columns: PROBLEM_COLUMNS,
    ...eachOf(problemLines(document.rows), (line) => PROBLEM_COLUMNS.map(({ cell }) => cell(line))),
  };
}

const WIDE: Partial<Record<LedgerColumn, number>> = { problem: 34, task: 40, measures: 50, unit: 18 };

const columnsOf = (columns: readonly LedgerColumn[]): TableColumn[] =>
  columns.map((column) => ({ ...columnOf(column), width: WIDE[column] ?? columnOf(column).width }));

const TASK_COLUMNS = [
  'no',
  'problem',
  'task',
  'measures',
  'due',
  'horizon',
  'completion',
  'closure',
  'light',
  'change',
] as const satisfies LedgerColumn[];

const taskList = (document: LedgerDocument): Table =>
  viewOf(document, document.rows, { sheet: ledgerLists.tasks.sheet, columns: TASK_COLUMNS });

const DUTY_COLUMNS = [
  'unit',
  'owner',
  'leader',
  'supports',
  'no',
  'problem',
  'task',
  'due',
  'completion',
  'light',
  'change',
] as const satisfies LedgerColumn[];

const dutyList = (document: LedgerDocument): Table =>
  viewOf(document, dutyLines(document.rows), { sheet: ledgerLists.duties.sheet, columns: DUTY_COLUMNS });

function viewOf(
  document: LedgerDocument,
  rows: readonly LedgerRow[],
  { sheet, columns }: { readonly sheet: string; readonly columns: readonly LedgerColumn[] },
): Table {
  const before = rowsBefore(document);
  return {
    name: sheet,
    title: titleOf(document, sheet),
    columns: columnsOf(columns),
    ...eachOf(rows, (row) => columns.map((column) => cellOf(column, row, before))),
  };
}

const INSTITUTION_COLUMNS = ['problem', 'task', 'unit', 'owner', 'due', 'completion'] as const;

function institutionList(document: LedgerDocument): Table {
  const { sheet, measure, order, code, untyped, none } = ledgerLists.institutions;
  const lines = institutionLines(document.rows);
  const missing = untypedRows(document.rows).length;
  const note = missing > 0 ? untyped(missing) : lines.length === 0 ? none : undefined;
  return {
    name: sheet,
    title: titleOf(document, sheet),
    columns: [
      { heading: order, width: 6, centred: true },
      { heading: measure, width: 50 },
      { heading: code, width: 9, centred: true },
      ...columnsOf(INSTITUTION_COLUMNS),
    ],
    ...eachOf(lines, institutionCells),
    ...(note !== undefined && { note }),
  };
}

const institutionCells = ({ measure, row }: InstitutionLine, index: number): TableCell[] => [
  { value: index + 1 },
  { value: measure },
  { value: codeValue(row.code) },
  ...INSTITUTION_COLUMNS.map((column) => cellOf(column, row, null)),
];
