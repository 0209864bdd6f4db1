import { expect, test } from 'vitest';
import { numberAt } from '../../../../../src/domain/reply/text/numbers.ts';
import { vocabulary } from '../../../../../src/zh/vocabulary.ts';

test.each<[text: string, value: number | null, length: number]>([
  ['12项', 12, 2],
  ['007', 7, 3],
  ['六', 6, 1],
  ['十', 10, 1],
  ['十二', 12, 2],
  ['二十', 20, 2],
  ['三十九', 39, 3],
  ['一百零五', 105, 4],
  ['一百二十三', 123, 5],
  ['两家', 2, 1],
  ['百姓', null, 0],
  ['项', null, 0],
  ['13800138000', null, 0],
])('%s is %s', (text, value, length) => {
  const number = numberAt(text, 0, vocabulary.numerals);
  expect([number?.value ?? null, number?.end ?? 0]).toEqual([value, length]);
});
