import type { Progress } from '../cli/cli.ts';

/** Where the line is shown; `isTTY` and `columns` as Node has them. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const BAR = 24;
const EVERY_MS = 100;
/** What is over sooner needs no bar. */
const SILENT_MS = 500;
const TO_LINE_START = '\r\u001B[K';

export interface ProgressLine extends Progress {
  /** Takes the line away, so that something else may be printed. */
  clear(): void;
}

/**
 * One line that is written over and over, for whoever watches: nothing where the output is no terminal.
 * @param now milliseconds of a clock that never goes back
 */
export function progressLine(terminal: Terminal, now: () => number): ProgressLine {
  let begun: { readonly what: string; readonly at: number } | null = null;
  let [shownAt, shown] = [-Infinity, false];
  return {
    report(what, done, total) {
      if (terminal.isTTY !== true) return;
      const at = now();
      if (begun === null || (begun.what !== what && !shown)) begun = { what, at };
      if (at - begun.at < SILENT_MS || at - shownAt < EVERY_MS) return;
      terminal.write(`${TO_LINE_START}${lineOf({ what, done, total, width: terminal.columns ?? 80 })}`);
      [shownAt, shown] = [at, true];
    },
    clear() {
      if (shown) terminal.write(TO_LINE_START);
      [begun, shown, shownAt] = [null, false, -Infinity];
    },
  };
}

/** `writing the ledger [######------------------] 25 %`, never wider than the terminal: it would not be written over. */
function lineOf({
  what,
  done,
  total,
  width,
}: {
  what: string;
  done: number;
  total: number;
  width: number;
}): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.floor(share * BAR);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}] ${Math.floor(share * 100)} %`;
  const line = `${what} ${bar}`;
  return line.length < width ? line : bar.slice(0, Math.max(0, width - 1));
}
