import { expect, test } from 'vitest';
import { fileNameIn } from '../../../src/web/desk/office/file-name-in.ts';

test.each([
  [`attachment; filename="????.xlsx"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.xlsx`, '台账.xlsx'],
  ['attachment; filename="ledger.xlsx"', 'ledger.xlsx'],
  ['', 'file'],
])('%s → %s', (header, name) => {
  expect(fileNameIn(header)).toBe(name);
});
