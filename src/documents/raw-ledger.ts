import type { DateOnly } from '../domain/calendar/date.ts';
import type { ClosureState, Completion, Horizon, Measure } from '../domain/task/task.ts';
import { importHeadings } from '../zh/columns.ts';
import type { ImportColumn } from '../zh/columns.ts';
import type { BodyRow } from './ledger-body.ts';
import type { LedgerHeader } from './ledger-header.ts';

/** One task of an imported ledger, normalised. */
export interface RawLedgerRow {
  /** Row of the sheet, from 1. */
  readonly line: number;
  readonly no: number;
  readonly category: string;
  readonly problem: string;
  /** As numbered in the sheet, if it is. */
  readonly problemNo: number | null;
  readonly task: string;
  readonly measures: readonly Measure[];
  readonly leader: string | null;
  readonly unit: string | null;
  readonly owner: string | null;
  readonly contact: string | null;
  readonly supports: readonly string[];
  /** Null for `long`, and where the sheet names none. */
  readonly due: DateOnly | null;
  readonly horizon: Horizon;
  readonly completion: Completion;
  /** The sheet does not say how far the task is. */
  readonly unstated?: true;
  readonly closure: ClosureState;
  readonly remark: string;
  /** Where the sheet has them and the row says something: what was done, and what comes next. */
  readonly cause?: string;
  readonly progress?: string;
  readonly nextPlan?: string;
}

/** What is wrong with a line: an error means it was not understood, a warning how it was. */
export interface ImportProblem {
  readonly severity: 'error' | 'warning';
  /** Row of the sheet, from 1; 0 for the file as a whole. */
  readonly line: number;
  /** The heading as it stands in the sheet, ours where the sheet has none; empty for the line as a whole. */
  readonly column: string;
  readonly message: string;
}

export const warning = (line: number, message: string, column = ''): ImportProblem => ({
  severity: 'warning',
  line,
  column,
  message,
});

/** The reading of one line: what is wrong is noted, and the reading goes on. */
export interface Reading {
  readonly row: BodyRow;
  /** Of dates that name none, if the title of the sheet does. */
  readonly year: string | null;
  readonly has: (column: ImportColumn) => boolean;
  /** What the sheet calls the column, or what we do. */
  readonly nameOf: (column: ImportColumn) => string;
  readonly note: (severity: ImportProblem['severity'], column: ImportColumn, message: string) => void;
}

/** Our own name of a column. */
export const ownNameOf = (column: ImportColumn): string => importHeadings[column][0];

export function readingOf(row: BodyRow, header: LedgerHeader, problems: ImportProblem[]): Reading {
  const nameOf = (column: ImportColumn) => header.columns.get(column)?.heading ?? ownNameOf(column);
  return {
    row,
    year: header.year,
    has: (column) => header.columns.has(column),
    nameOf,
    note: (severity, column, message) => {
      problems.push({ severity, line: row.line, column: nameOf(column), message });
    },
  };
}
