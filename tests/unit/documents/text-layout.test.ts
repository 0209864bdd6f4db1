import { describe, expect, test } from 'vitest';
import { fitText, lineCount, textWidth } from '../../../src/documents/text-layout.ts';

describe('how wide a text is', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['整改', 4],
    ['17处，完成80%。', 15],
    ['“三重一大”', 12],
    ['𠮷', 2],
    ['😀', 2],
  ])('%j is as wide as %i digits', (text, width) => expect(textWidth(text)).toBe(width));
});

describe('how many lines it takes', () => {
  test.each([
    ['', 10, 1],
    ['整改台账表', 10, 1],
    ['整改台账表。', 10, 2],
    ['整改\n台账', 10, 2],
    ['整改\n\n台账', 10, 3],
  ])('%j wrapped at %i → %i', (text, width, lines) => expect(lineCount(text, width)).toBe(lines));
});

test('the font gives way only when the row cannot grow any more', () => {
  expect(fitText('短', 30, [10, 8]).fontSize).toBe(10);
  expect(fitText('长'.repeat(500), 30, [10, 8]).fontSize).toBe(8);
  expect(fitText('长'.repeat(9000), 30, [10, 8])).toEqual({ fontSize: 8, height: 409 });
});
