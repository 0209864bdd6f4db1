import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutBytes, cutChars, splitBytes, utf8Bytes } from '../../../src/wecom/limits.ts';

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
  ['整行', '第一行内容\n第二行', 22, '第一行内容…'],
  ['行太短就切在字间', '短\n很长很长很长很长', 22, '短\n很长很长很…'],
])('bytes: %s', (_name, text, max, cut) => expect(cutBytes(text, max)).toBe(cut));

test('a mark of one’s own counts', () => expect(cutBytes('一二三四五', 12, '（略）')).toBe('一（略）'));

describe('splitting', () => {
  test.each([
    ['不必切', '一段\n两行', 100, ['一段\n两行']],
    ['段落之间', '第一段一\n第一段二\n\n第二段', 35, ['第一段一\n第一段二', '第二段']],
    ['刚好在段尾', '一二三\n\n四五六', 9, ['一二三', '四五六']],
    ['刚好在行尾', '甲乙\n丙丁\n戊', 13, ['甲乙\n丙丁', '戊']],
    ['行之间', '甲乙丙\n丁戊己\n庚', 21, ['甲乙丙\n丁戊己', '庚']],
    ['只有很短的一段', '题\n\n一二三四五\n六七八九十', 24, ['题\n\n一二三四五', '六七八九十']],
    ['字之间', '一二三四五', 7, ['一二', '三四', '五']],
    ['空', '', 10, []],
  ])('%s', (_name, text, max, pieces) => expect(splitBytes(text, max)).toEqual(pieces));

  const anyText = fc.string({
    unit: fc.oneof(
      fc.constantFrom('整', '改', '\n', '\n\n', FAMILY, FLAG, RARE, 'a', 'e\u0301'),
      fc.string({ unit: 'grapheme', maxLength: 1 }),
    ),
    maxLength: 200,
  });

  test('every piece fits, and nothing but line breaks is lost', () =>
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 120 }), (text, max) => {
        const pieces = splitBytes(text, max);
        expect(pieces.every((piece) => utf8Bytes(piece) <= max)).toBe(true);
        expect(pieces.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
      }),
    ));

  test('a cut text fits and begins like the text', () =>
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 120 }), (text, max) => {
        const cut = cutBytes(text, max);
        expect(utf8Bytes(cut)).toBeLessThanOrEqual(max);
        expect(cut === text || text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    ));

  test('a letter under hundreds of accents is split after all', () => {
    const letter = `a${'\u0301'.repeat(300)}`;
    expect(splitBytes(letter, 100).join('')).toBe(letter);
  });
});
