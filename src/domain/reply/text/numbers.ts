import type { Numerals } from '../vocabulary.ts';
import { literalAt } from './lexicon.ts';

export interface NumberMatch {
  readonly value: number;
  readonly end: number;
  readonly script: 'digits' | 'numerals';
}

/** Longer runs are telephone numbers and the like. */
const MOST_DIGITS = 9;

/** A whole number at `at`: `12`, or in numerals up to 999. Leading zeros do not count. */
export function numberAt(text: string, at: number, numerals: Numerals): NumberMatch | null {
  let end = at;
  while (isDigit(text[end]) && end - at <= MOST_DIGITS) end += 1;
  if (end === at) return numeralsAt(text, at, numerals);
  return end - at > MOST_DIGITS ? null : { value: Number(text.slice(at, end)), end, script: 'digits' };
}

export const isDigit = (char: string | undefined): boolean =>
  char !== undefined && char >= '0' && char <= '9';

/** Reads hundreds, tens and units in that order: 一百二十三, 十二, 二十, 六. */
function numeralsAt(text: string, at: number, numerals: Numerals): NumberMatch | null {
  let value = 0;
  let end = at;
  for (const [sign, weight] of [
    [numerals.hundred, 100],
    [numerals.ten, 10],
  ] as const) {
    const digit = digitOf(text[end], numerals);
    const signAt = digit === null ? end : end + 1;
    if (literalAt(text, signAt, [sign]) === null) continue;
    if (digit === null && weight === 100) continue;
    value += (digit ?? 1) * weight;
    end = signAt + 1;
  }
  if (digitOf(text[end], numerals) === 0 && end > at) end += 1;
  const units = digitOf(text[end], numerals);
  if (units !== null) {
    value += units;
    end += 1;
  }
  return end === at ? null : { value, end, script: 'numerals' };
}

function digitOf(char: string | undefined, numerals: Numerals): number | null {
  if (char === undefined) return null;
  const digit = numerals.digits.findIndex((ways) => ways.includes(char));
  return digit < 0 ? null : digit;
}

/** Passes over blanks, not over the end of the line. */
export function skipBlanks(text: string, at: number): number {
  let end = at;
  while (text[end] === ' ') end += 1;
  return end;
}
