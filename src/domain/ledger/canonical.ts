import type { LedgerRow } from './ledger.ts';

/** The rows as JSON that is the same for the same ledger, whatever order rows and fields come in: what is hashed. */
export const canonicalRows = (rows: readonly LedgerRow[]): string =>
  `[${canonicalPiece(rows.toSorted((a, b) => a.no - b.no))}]`;

/**
 * What stands for some rows between the brackets, of rows in display order; a comma parts it from the next piece. A
 * ledger may be larger than a text can be.
 */
export const canonicalPiece = (rows: readonly LedgerRow[]): string =>
  rows.map((row) => JSON.stringify(withSortedKeys(row))).join(',');

const withSortedKeys = (row: LedgerRow): object =>
  Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)));
