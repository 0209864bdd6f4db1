export interface Span {
  readonly first: number;
  /** Behind the last. */
  readonly end: number;
}

/** Rows beyond the edge that are drawn already, so that scrolling shows no gap. */
const BEYOND = 12;

/** How many rows are there one after the other from the first on. */
export function loadedFromTop(rows: readonly (object | undefined)[]): number {
  const gap = rows.findIndex((row) => row === undefined);
  return gap < 0 ? rows.length : gap;
}

/** From the first to the last loaded row of a window; an empty span at its beginning where there is none. */
export function loadedWithin(rows: readonly (object | undefined)[], { first, end }: Span): Span {
  let [from, to] = [first, end];
  while (from < end && rows[from] === undefined) from += 1;
  if (from === end) return { first, end: first };
  while (rows[to - 1] === undefined) to -= 1;
  return { first: from, end: to };
}

/** Which rows of a long table are to be drawn: all of them would be ten thousand. */
export function windowOf(view: {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}): Span {
  const { scrollTop, height, rowHeight, count } = view;
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - BEYOND);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + BEYOND);
  return { first: Math.min(first, Math.max(0, end - 1)), end };
}

/** How many rows a window of that height has at most. */
export const mostDrawn = (height: number, rowHeight: number): number =>
  Math.ceil(height / rowHeight) + 1 + 2 * BEYOND;
