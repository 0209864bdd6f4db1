import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { codePointsWithin, cutBytes, cutChars, headWithin, utf8Bytes } from '../../../src/wecom/limits.ts';

const FAMILY = '👨‍👩‍👧‍👦';
const FLAG = '🇨🇳';
/** A Han character outside the basic plane: a surrogate pair. */
const RARE = '𠮷';

test.each([
  ['已完成', 9],
  ['A12', 3],
  ['…', 3],
  [RARE, 4],
  [FAMILY, 25],
])('%s has %i bytes', (text, bytes) => expect(utf8Bytes(text)).toBe(bytes));

test.each([
  ['刚好', '一二三四五', 5, '一二三四五'],
  ['多一字', '一二三四五六', 5, '一二三四…'],
  ['生僻字各算一字', RARE.repeat(5), 5, RARE.repeat(5)],
  ['不切开生僻字', RARE.repeat(6), 5, `${RARE.repeat(4)}…`],
  ['表情算一字', `好${FAMILY}${FLAG}`, 3, `好${FAMILY}${FLAG}`],
  ['不切开表情', `好${FAMILY}${FLAG}办`, 3, `好${FAMILY}…`],
  ['空', '', 5, ''],
])('characters: %s', (_name, text, max, cut) => expect(cutChars(text, max)).toBe(cut));

test.each([
  ['刚好', '已完成', 9, '已完成'],
  ['少一字节', '已完成啦', 11, '已完…'],
  ['不切开生僻字', `${RARE}${RARE}`, 7, `${RARE}…`],
  ['不切开表情', `ab${FAMILY}${FAMILY}`, 40, `ab${FAMILY}…`],
])('bytes: %s', (_name, text, max, cut) => expect(cutBytes(text, max)).toBe(cut));

test.each([
  ['刚好', '已完成', 9, '已完成'],
  ['一个字也放不下', '已完成', 2, ''],
  ['刚好到表情之前', `${'a'.repeat(10)}${FAMILY}`, 34, 'a'.repeat(10)],
  ['不把字母和声调分开', `${'a'.repeat(9)}e\u0301`, 10, 'a'.repeat(9)],
  ['刚好到表情之后', `${'a'.repeat(10)}${FAMILY}b`, 35, `${'a'.repeat(10)}${FAMILY}`],
])('the head: %s', (_name, text, max, head) => expect(headWithin(text, max)).toBe(head));

test('a letter under hundreds of accents is cut after all', () => {
  const letter = `a${'\u0301'.repeat(300)}`;
  expect(headWithin(letter, 101)).toBe('');
  expect(codePointsWithin(letter, 101)).toBe(letter.slice(0, 51));
});

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('整', '改', '\n', FAMILY, FLAG, RARE, 'a', 'e\u0301'),
    fc.string({ unit: 'grapheme', maxLength: 1 }),
  ),
  maxLength: 200,
});

test('a cut text fits, begins like the text, and one more character would not fit', () => {
  const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });
  fc.assert(
    fc.property(anyText, fc.integer({ min: 8, max: 120 }), (text, max) => {
      const head = headWithin(text, max);
      expect(utf8Bytes(head)).toBeLessThanOrEqual(max);
      expect(text.startsWith(head)).toBe(true);
      const [next] = characters.segment(text.slice(head.length));
      if (next) expect(utf8Bytes(head + next.segment)).toBeGreaterThan(max);
    }),
  );
});
