import { expect, test } from 'vitest';
import { canonicalRows } from '../../../../src/domain/ledger/canonical.ts';
import type { LedgerRow } from '../../../../src/domain/ledger/ledger.ts';
import { aRow } from './a-row.ts';

const rows = [aRow({ no: 1 }), aRow({ no: 2, leader: null })];

test('行和字段怎样排列，写出来都一样', () => {
  const reversed = rows
    .toReversed()
    .map((row) => Object.fromEntries(Object.entries(row).toReversed()) as never);
  expect(canonicalRows(reversed)).toBe(canonicalRows(rows));
});

test('读回来还是原来的行', () => {
  expect(JSON.parse(canonicalRows(rows))).toEqual(rows);
});

test('字段按字母顺序，没有多余空白', () => {
  expect(canonicalRows(rows.slice(0, 1))).toMatch(
    /^\[\{"asked":true,"category":"作风建设","closure":"open",/,
  );
});

test.each<[string, Partial<LedgerRow>]>([
  ['改一个字', { progress: '已完成初稿。' }],
  ['灯变了', { light: 'red' }],
  ['多一份佐证', { evidenceCount: 1 }],
  ['措施换了先后', { measures: ['乙', '甲'] }],
])('%s，写出来就不同', (_, change) => {
  const row = aRow();
  const plain = { ...row, measures: ['甲', '乙'] };
  expect(canonicalRows([{ ...plain, ...change }])).not.toBe(canonicalRows([plain]));
});
