import type { LedgerRow } from './ledger.ts';

/** The rows as JSON that is the same for the same ledger, whatever order rows and fields come in: what is hashed. */
export const canonicalRows = (rows: readonly LedgerRow[]): string =>
  bracketed(canonicalPiece(rows.toSorted((a, b) => a.no - b.no)));

export const bracketed = (piece: string): string => `[${piece}]`;

/**
 * What stands for some rows between the brackets, of rows in display order; a comma parts it from the next piece. A
 * ledger may be larger than a text can be.
 */
export function canonicalPiece(rows: readonly LedgerRow[]): string {
  const inOrder = new Map<string, readonly string[]>();
  return rows
    .map((row) => {
      const keys = Object.keys(row);
      const known = keys.join();
      const sorted = inOrder.get(known) ?? keys.toSorted();
      inOrder.set(known, sorted);
      return JSON.stringify(Object.fromEntries(sorted.map((key) => [key, Reflect.get(row, key)])));
    })
    .join(',');
}
