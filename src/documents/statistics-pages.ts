/*
 * Where the pages of a sheet end that consists of several tables: none is cut in two that fits on a page, and one that
 * does not begins every page with its headings.
 */

export interface Measured {
  /** Points. */
  readonly height: number;
}

export interface Section<Line extends Measured> {
  readonly lines: readonly Line[];
  /** The line said again on the next page, where the section is longer than one. */
  readonly headings: Line | null;
}

export interface Paged<Line> {
  readonly lines: readonly Line[];
  /** Indexes of the lines that begin a page, the first page excepted. */
  readonly breaks: readonly number[];
}

/** @param room points on a page, what is repeated on each already taken off */
export function paged<Line extends Measured>(sections: readonly Section<Line>[], room: number): Paged<Line> {
  const lines: Line[] = [];
  const breaks: number[] = [];
  let used = 0;
  const newPage = () => {
    breaks.push(lines.length);
    used = 0;
  };
  const put = (line: Line) => {
    lines.push(line);
    used += line.height;
  };
  for (const { lines: own, headings } of sections) {
    if (used > 0 && used + heightOf(own) > room) newPage();
    own.forEach((line, index) => {
      // The sum and the remark below it stay with the row above them.
      const rest = own.slice(index);
      const needed = rest.length <= LAST_TOGETHER ? heightOf(rest) : line.height;
      if (used > 0 && used + needed > room) {
        newPage();
        if (headings !== null) put(headings);
      }
      put(line);
    });
  }
  return { lines, breaks };
}

const LAST_TOGETHER = 3;

const heightOf = (lines: readonly Measured[]): number => lines.reduce((sum, { height }) => sum + height, 0);
