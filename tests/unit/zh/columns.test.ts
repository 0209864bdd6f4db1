import { expect, test } from 'vitest';
import { ledgerText } from '../../../src/zh/columns.ts';

test.each([
  ['区委第五轮巡察整改', '区委第五轮巡察整改台账'],
  ['第七轮巡察', '第七轮巡察整改台账'],
])('轮次“%s”的台账标题', (round, title) => expect(ledgerText.title(round)).toBe(title));
