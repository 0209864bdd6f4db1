import type { LedgerRow } from '../domain/ledger/ledger.ts';
import { ledgerHeading, ledgerText } from '../zh/columns.ts';
import type { LedgerColumn } from '../zh/columns.ts';
import { ledgerLists } from '../zh/ledger-lists.ts';
import { cellOf, columnOf, rowsBefore } from './ledger-cells.ts';
import type { LedgerDocument, Paper } from './ledger-document.ts';
import { eachOf, tableSheet } from './table-sheet.ts';
import type { Table } from './table-sheet.ts';
import type { OutSheet } from './sheet.ts';

const COLUMNS = Object.keys(ledgerHeading) as LedgerColumn[];

/** 整改台账: one row per task, ready to be filtered and corrected. */
export const ledgerSheet = (document: LedgerDocument, paper: Paper): OutSheet =>
  tableSheet({ ...ledgerTable(document), name: ledgerText.sheet }, document, paper);

/** The same for paper: what several rows have in common stands once. Merged cells cannot be sorted or filtered. */
export function printSheet(document: LedgerDocument, paper: Paper): OutSheet {
  const keysOf = (keyOf: (row: LedgerRow) => string) => document.rows.map(keyOf);
  const merged = [
    { column: COLUMNS.indexOf('category'), keys: keysOf(({ category }) => category) },
    {
      column: COLUMNS.indexOf('problem'),
      keys: keysOf(({ category, problemNo }) => `${problemNo} ${category}`),
    },
  ];
  const table = { ...ledgerTable(document), name: ledgerLists.print.sheet, merged, filtered: false };
  return tableSheet(table, document, paper);
}

function ledgerTable(document: LedgerDocument): Omit<Table, 'name'> {
  const before = rowsBefore(document);
  return {
    title: ledgerText.title(document.meta.roundName),
    columns: COLUMNS.map(columnOf),
    ...eachOf(document.rows, (row) => COLUMNS.map((column) => cellOf(column, row, before))),
    frozenColumns: 1,
  };
}
