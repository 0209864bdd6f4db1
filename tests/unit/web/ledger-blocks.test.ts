import { expect, test } from 'vitest';
import { blocksFor, withBlock } from '../../../src/web/desk/work/blocks.ts';
import { COLUMNS, isLong } from '../../../src/web/desk/work/ledger-columns.ts';
import { loadedWithin, mostDrawn, windowOf } from '../../../src/web/desk/work/window-of.ts';

test.each([
  ['表头', { first: 0, end: 20 }, 10_000, [0]],
  ['快到下一段', { first: 110, end: 150 }, 10_000, [0, 1]],
  ['两段之间', { first: 190, end: 220 }, 10_000, [0, 1]],
  ['刚过一段', { first: 210, end: 240 }, 10_000, [1, 0]],
  ['段的中间', { first: 290, end: 320 }, 10_000, [1]],
  ['拖到底', { first: 9975, end: 10_000 }, 10_000, [49]],
  ['不满一段', { first: 0, end: 5 }, 5, [0]],
  ['还不知道有几行', { first: 0, end: 20 }, 0, [0]],
] as const)('%s：要第 %j 行，共 %i 行，取 %j 段', (_, span, count, blocks) =>
  expect(blocksFor(span, count)).toEqual(blocks),
);

test('一段放在它的位置，别的不动；比说的多的不要', () => {
  const rows = withBlock(['甲', '乙'], 1, ['丙', '丁', '戊'], 202);
  expect(rows).toHaveLength(202);
  expect([rows[0], rows[1], rows[2], rows[200], rows[201]]).toEqual(['甲', '乙', undefined, '丙', '丁']);
});

const row = {};

test.each([
  ['都在', [row, row, row], { first: 0, end: 3 }, { first: 0, end: 3 }],
  ['后一段还没到', [row, row, undefined, undefined], { first: 1, end: 4 }, { first: 1, end: 2 }],
  ['前一段还没到', [undefined, undefined, row, row], { first: 1, end: 4 }, { first: 2, end: 4 }],
  ['一行也没有', [undefined, undefined], { first: 0, end: 2 }, { first: 0, end: 0 }],
] as const)('画出来的：%s', (_, rows, span, drawn) => expect(loadedWithin(rows, span)).toEqual(drawn));

test('一窗最多画几行，窗开在哪里都不超过', () => {
  const most = mostDrawn(600, 48);
  for (const scrollTop of [0, 1, 47, 48, 1000, 4799, 4800]) {
    const { first, end } = windowOf({ scrollTop, height: 600, rowHeight: 48, count: 10_000 });
    expect(end - first).toBeLessThanOrEqual(most);
  }
});

test.each([
  ['unit', '综合科', false],
  ['unit', '城建办公室综合科', true],
  ['owner', 'Wang', false],
  ['title', '短', true],
] as const)('%s 里的“%s”要不要截：%s', (key, text, long) => {
  const column = COLUMNS.find((each) => each.key === key);
  expect(column && isLong(column, text)).toBe(long);
});
