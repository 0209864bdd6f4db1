import type { Numerals } from '../vocabulary.ts';

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
  while (isDigit(text, end) && end - at <= MOST_DIGITS) end += 1;
  if (end === at) return numeralsAt(text, at, numerals);
  return end - at > MOST_DIGITS ? null : { value: Number(text.slice(at, end)), end, script: 'digits' };
}

export function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** Reads hundreds, tens and units in that order: 一百二十三, 十二, 二十, 六. */
function numeralsAt(text: string, at: number, numerals: Numerals): NumberMatch | null {
  if (!isNumeral(text, at, numerals)) return null;
  let value = 0;
  let end = at;
  let digit = digitAt(text, end, numerals);
  if (digit !== null && text[end + 1] === numerals.hundred) {
    value = digit * 100;
    end += 2;
    digit = digitAt(text, end, numerals);
  }
  // Ten may stand without a digit before it, a hundred may not.
  const tenAt = digit === null ? end : end + 1;
  if (text[tenAt] === numerals.ten) {
    value += (digit ?? 1) * 10;
    end = tenAt + 1;
    digit = digitAt(text, end, numerals);
  }
  if (digit === 0 && end > at) digit = digitAt(text, (end += 1), numerals);
  if (digit !== null) {
    value += digit;
    end += 1;
  }
  return end === at ? null : { value, end, script: 'numerals' };
}

/** One of the characters numbers are written with, apart from the digits. */
export function isNumeral(text: string, at: number, numerals: Numerals): boolean {
  if (isAscii(text, at)) return false;
  return text[at] === numerals.ten || text[at] === numerals.hundred || digitAt(text, at, numerals) !== null;
}

/** Numerals are counted by their code, which is found several times as fast as a character. */
const digitAt = (text: string, at: number, numerals: Numerals): number | null =>
  numerals.digits.get(text.charCodeAt(at)) ?? null;

/** Also beyond either end. */
const isAscii = (text: string, at: number): boolean => !(text.charCodeAt(at) > 127);

/** Passes over blanks, not over the end of the line. */
export function skipBlanks(text: string, at: number): number {
  let end = at;
  while (text[end] === ' ') end += 1;
  return end;
}
