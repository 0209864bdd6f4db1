import { expect, test } from 'vitest';
import { createMentionStripper } from '../../../../src/wecom/robot/mention.ts';

const strip = createMentionStripper(['督办', '督办助手', 'Du Ban (测试)']);

test.each([
  ['@督办助手 3 已完成', '3 已完成'],
  ['@督办助手\u20053 已完成', '3 已完成'],
  ['@督办助手\u00A03 已完成', '3 已完成'],
  ['@督办助手\u2005 \u00A03 已完成', '3 已完成'],
  ['@督办助手3 已完成', '3 已完成'],
  ['@督办助手\n3 已完成\n4 无变化', '3 已完成\n4 无变化'],
  ['  @督办助手 台账', '台账'],
  ['@督办 台账', '台账'],
  ['@督办助手', ''],
  ['@督办助手 @督办助手 台账', '台账'],
  ['@Du Ban (测试) 台账', '台账'],
  ['@王建国 请反馈', '@王建国 请反馈'],
  ['@督办助手 @王建国 催办', '@王建国 催办'],
  ['请 @督办助手 查台账', '请 @督办助手 查台账'],
  ['督办助手 台账', '督办助手 台账'],
  ['3 已完成', '3 已完成'],
  [' 3 已完成 ', ' 3 已完成 '],
])('%j → %j', (said, heard) => expect(strip(said)).toBe(heard));

test('a name may be written with anything', () => {
  const name = '督-办.*+?^${}()|[]/\\ 助手';
  expect(createMentionStripper([name])(`@${name} 台账`)).toBe('台账');
});

test('without names nothing is taken away', () => {
  expect(createMentionStripper([])('@督办助手 台账')).toBe('@督办助手 台账');
});
