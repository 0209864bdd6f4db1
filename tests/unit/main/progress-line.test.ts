import { expect, test } from 'vitest';
import { progressLine } from '../../../src/main/progress-line.ts';

/** What was written, with the clock in hand. */
function aTerminal(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  let time = 0;
  const line = progressLine({ isTTY, columns, write: (text) => written.push(text) }, () => time);
  return { line, written, at: (ms: number) => void (time = ms) };
}
const CLEAR = '\r\u001B[K';

test('a bar after half a second, ten times a second at most, and taken away at the end', () => {
  const { line, written, at } = aTerminal(true);
  for (const [ms, done] of [
    [0, 0],
    [499, 20],
    [500, 25],
    [560, 30],
    [620, 50],
    [800, 100],
  ] as const) {
    at(ms);
    line.report('writing', done, 100);
  }
  line.clear();
  expect(written).toEqual([
    `${CLEAR}writing [######------------------] 25 %`,
    `${CLEAR}writing [############------------] 50 %`,
    `${CLEAR}writing [########################] 100 %`,
    CLEAR,
  ]);
});

test('nothing where nobody watches, and nothing of what is quick', () => {
  const piped = aTerminal(false);
  piped.line.report('writing', 0, 10);
  piped.at(9000);
  piped.line.report('writing', 9, 10);
  const quick = aTerminal(true);
  quick.line.report('writing', 10, 10);
  for (const { line } of [piped, quick]) line.clear();
  expect([piped.written, quick.written]).toEqual([[], []]);
});

test('a narrow terminal gets the bar alone, and never a line too wide to be written over', () => {
  const { line, written, at } = aTerminal(true, 12);
  line.report('writing', 0, 0);
  at(600);
  line.report('writing', 0, 0);
  expect(written).toEqual([`${CLEAR}[##########`]);
});
