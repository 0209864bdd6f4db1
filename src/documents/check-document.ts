import { checkFigures } from '../domain/ledger/check-figures.ts';
import type { FigureError } from '../domain/ledger/ledger.ts';
import { checkLists } from '../domain/ledger/lists.ts';
import type { LedgerDocument } from './ledger-document.ts';

/** @throws RangeError with the sums when the figures do not close (domain rule 4). */
export function refuseOpenFigures({ rows, figures }: LedgerDocument): void {
  const errors = [...checkFigures(figures), ...checkLists(rows, figures)];
  if (errors.length > 0) throw new RangeError(`figures do not close: ${errors.map(sumOf).join('; ')}`);
}

function sumOf({ figure, total, parts, sum }: FigureError): string {
  const addends = Object.entries(parts).map(([name, value]) => `${name} ${value}`);
  return `${figure}: ${addends.join(' + ')} = ${sum}, not ${total}`;
}
