import type { Span } from './window-of.ts';

/** Rows asked for at once. */
export const BLOCK = 200;
/** Who scrolls finds the next rows there already. */
const AHEAD = 60;

/** The blocks that hold these rows and those around them, what is looked at first. */
export function blocksFor({ first, end }: Span, count: number): readonly number[] {
  const blockOf = (row: number): number =>
    Math.floor(Math.min(Math.max(row, 0), Math.max(count - 1, 0)) / BLOCK);
  return [...new Set([blockOf(first), blockOf(end - 1), blockOf(end - 1 + AHEAD), blockOf(first - AHEAD)])];
}

/** The rows with those of one block in their place; as many places as there are rows. */
export function withBlock<T>(
  rows: readonly (T | undefined)[],
  block: number,
  loaded: readonly T[],
  count: number,
): readonly (T | undefined)[] {
  const next = Array.from({ length: count }, (_, at) => rows[at]);
  loaded.forEach((row, at) => {
    if (block * BLOCK + at < count) next[block * BLOCK + at] = row;
  });
  return next;
}
