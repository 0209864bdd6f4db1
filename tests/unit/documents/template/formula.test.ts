import { describe, expect, test } from 'vitest';
import { copiedFormula, grownFormula, movedFormula } from '../../../../src/documents/template/formula.ts';

/** Row 5 of 台账 becomes rows 5 to 8. */
const place = { sheet: '统计', growths: new Map([['台账', { first: 5, last: 5, by: 3 }]]) };
const own = { ...place, sheet: '台账' };

describe('a formula when rows come in', () => {
  test.each([
    ['SUM(F5:F5)', 'SUM(F5:F8)'],
    ['SUM(F4:F6)', 'SUM(F4:F9)'],
    ['sum($F$5:$F$5)+F7', 'sum($F$5:$F$8)+F10'],
    ['A1&"F7和F5:F5"&B4', 'A1&"F7和F5:F5"&B4'],
    ['SUM(F:F)+SUM(5:5)+SUM($6:$7)', 'SUM(F:F)+SUM(5:8)+SUM($9:$10)'],
    ['LOG10(A7)+A7B+表[F7]+1.5E7', 'LOG10(A10)+A7B+表[F7]+1.5E7'],
    ['统计!A7+台账!A7', '统计!A7+台账!A10'],
    ["'台账'!A7+'别的 表'!A7", "'台账'!A10+'别的 表'!A7"],
    ['[1]台账!A7', '[1]台账!A7'],
  ])('%s → %s', (formula, grown) => {
    expect(grownFormula(formula, own, true)).toEqual({ kind: 'changed', formula: grown });
  });

  test.each([
    ['统计!A7+A7', '统计!A7+A7'],
    ['COUNTIF(台账!O5:O5,"红灯*")', 'COUNTIF(台账!O5:O8,"红灯*")'],
  ])('on another sheet %s → %s', (formula, grown) => {
    expect(grownFormula(formula, place, true)).toEqual({ kind: 'changed', formula: grown });
  });

  test.each([
    ['F5*2', 'F5'],
    ['SUM(台账:统计!A7)', '台账:统计!A7'],
  ])('%s means several things', (formula, reference) => {
    expect(grownFormula(formula, own, true)).toMatchObject({ kind: 'unclear', reference });
  });

  test('a range that ends within the prepared rows would leave rows out', () => {
    const prepared = { sheet: '台账', growths: new Map([['台账', { first: 5, last: 9, by: 3 }]]) };
    expect(grownFormula('SUM(F5:F8)', prepared, true)).toMatchObject({ kind: 'unclear' });
    expect(grownFormula('SUM(F5:F9)', prepared, true)).toMatchObject({ formula: 'SUM(F5:F12)' });
  });
});

test.each([
  ['F5-G$2', 'F7-G$2'],
  ['A4+1', 'A6+1'],
  ['SUM(F$5:F5)', 'SUM(F$5:F7)'],
  ['F5/F$7', 'F7/F$10'],
  ['F5/SUM(F$5:F$5)', 'F7/SUM(F$5:F$8)'],
])('in the second copy %s reads %s', (formula, copied) => {
  expect(copiedFormula(formula, own, { model: 5, down: 2 })).toEqual({ kind: 'changed', formula: copied });
});

test('a copy does not guess what a row without $ means', () => {
  expect(copiedFormula('F5/B2', own, { model: 5, down: 2 })).toMatchObject({
    kind: 'unclear',
    reference: 'B2',
  });
});

test('a shared formula read elsewhere', () => {
  expect(movedFormula('A5+$B$5+C$5', 2, 1)).toEqual({ kind: 'changed', formula: 'B7+$B$5+D$5' });
});
