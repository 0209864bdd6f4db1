import { expect, test } from 'vitest';
import { isConfirmation } from '../../../src/zh/confirmation.ts';

test.each([
  ['确认', 'yes'],
  ['确认。', 'yes'],
  [' 是的 ', 'yes'],
  ['好的👌', 'yes'],
  ['可以！', 'yes'],
  ['OK', 'yes'],
  ['ＯＫ', 'yes'],
  ['确认催办', 'yes'],
  ['发送', 'yes'],
  ['取消', 'no'],
  ['不发', 'no'],
  ['先不发了', null],
  ['算了吧…', 'no'],
  ['否', 'no'],
  ['不可以', 'no'],
  ['不确定', null],
  ['确认12已完成', null],
  ['12 已完成', null],
  ['可以先催城建办', null],
  ['收到', null],
  ['好像不对', null],
  ['', null],
])('%s → %s', (text, answer) => expect(isConfirmation(text)).toBe(answer));
