import { expect, test } from 'vitest';
import { blocksFor, withBlock } from '../../../src/web/desk/work/blocks.ts';

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
