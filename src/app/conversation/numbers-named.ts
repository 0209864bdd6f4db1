import type { NumberRange } from '../task-filter.ts';

/** Numerals are read up to this (src/domain/reply/text/numbers.ts): which of them a text has is not looked for. */
const BY_NUMERALS: NumberRange = { from: 1, to: 999 };
/** Longer runs of digits are telephone numbers and the like. */
const MOST_DIGITS = 9;

/**
 * Every number that a text can mean by a code: of a round of whatever size no more is needed to understand it. Numbers
 * that follow each other may be the ends of a range.
 */
export function numbersNamed(text: string): readonly NumberRange[] {
  const digits = text.normalize('NFKC').match(/\d+/g) ?? [];
  const numbers = digits.filter(({ length }) => length <= MOST_DIGITS).map(Number);
  const single = numbers.map((number) => ({ from: number, to: number }));
  const between = numbers
    .slice(1)
    .map((number, at) => ({ one: number, other: numbers[at] ?? number }))
    .map(({ one, other }) => ({ from: Math.min(one, other), to: Math.max(one, other) }));
  return [BY_NUMERALS, ...[...single, ...between].filter(({ to }) => to > BY_NUMERALS.to)];
}
