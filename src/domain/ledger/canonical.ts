import type { LedgerRow } from './ledger.ts';

/** The rows as JSON that is the same for the same ledger, whatever order rows and fields come in: what is hashed. */
export function canonicalRows(rows: readonly LedgerRow[]): string {
  return JSON.stringify(rows.toSorted((a, b) => a.no - b.no).map(withSortedKeys));
}

const withSortedKeys = (row: LedgerRow): object =>
  Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)));
