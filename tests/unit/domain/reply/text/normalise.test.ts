import { expect, test } from 'vitest';
import { normalise, typed } from '../../../../../src/domain/reply/text/normalise.ts';

test.each<[source: string, text: string]>([
  ['９　未启动', '9 未启动'],
  ['ａ１２已完成', 'A12已完成'],
  ['6：已完成。', '6:已完成;'],
  ['（6）【6】', '(6)[6]'],
  ['6—9、6～9、6－9', '6-9、6-9、6-9'],
  ['“已完成”「已完成」', '“已完成”“已完成”'],
  ['①修订⑵盘点⒊建账㈣归档', '①修订①盘点①建账①归档'],
  ['6️⃣已完成', '6已完成'],
  ['6 ✅ ☑ ✔️', '6 √ √ √'],
  ['9❌', '9×'],
  ['👌🏻', '👌'],
  ['完\u200b成\ufeff', '完成'],
  ['6\t已完成\r\n9', '6 已完成\n\n9'],
  ['@督办助手 6已完成', '  6已完成'],
  ['@督办助手\u20056已完成', '  6已完成'],
  ['发到a@b.cn', '发到A@B.CN'],
])('%j → %j', (source, text) => {
  expect(normalise(source).text).toBe(text);
});

test('leads back to what was typed', () => {
  const message = normalise('６️⃣ 已完成👌🏻，Ａ栋');
  const start = message.text.indexOf('已');
  expect(typed(message, start, message.text.length)).toBe('已完成👌🏻，Ａ栋');
});
