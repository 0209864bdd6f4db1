import type { FigureError } from '../../domain/ledger/ledger.ts';

/** @throws RangeError that shows every sum that does not close: nothing is printed then (domain rule 4) */
export function refuseOpenSums(errors: readonly FigureError[]): void {
  if (errors.length === 0) return;
  const sums = errors.map(({ figure, total, parts, sum }) => {
    const terms = Object.entries(parts).map(([name, count]) => `${name} ${count}`);
    return `${figure}: ${terms.join(' + ')} = ${sum}, not ${total}`;
  });
  throw new RangeError(`the figures do not close: ${sums.join('; ')}`);
}
