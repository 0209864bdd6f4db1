import { expect, test } from 'vitest';
import { inTurn, quantile, ratioOf, spreadOf } from '../../../bench/stats.ts';

test.each([
  [[7], 0.5, 7],
  [[1, 2, 3], 0.5, 2],
  [[1, 2, 3, 4], 0.5, 2.5],
  [[1, 2, 3, 4, 5], 1, 5],
  [Array.from({ length: 101 }, (_, index) => index), 0.99, 99],
])('of %j the quantile %d is %d', (sorted, share, expected) => {
  expect(quantile(sorted, share)).toBe(expected);
});

test('a spread does not mind the order of the rounds', () => {
  expect(spreadOf([300, 100, 200])).toEqual({ median: 200, min: 100, max: 300 });
});

test('a ratio is taken round by round: a round in which the machine was slow for both says nothing', () => {
  expect(ratioOf([80, 8, 40], [100, 10, 50])).toEqual({ median: 0.8, min: 0.8, max: 0.8 });
});

test('everybody is first once', () => {
  const rounds = [0, 1, 2, 3].map((round) => inTurn(['bare', 'insert', 'duban'], round).join(' '));
  expect(rounds).toEqual([
    'bare insert duban',
    'insert duban bare',
    'duban bare insert',
    'bare insert duban',
  ]);
});
