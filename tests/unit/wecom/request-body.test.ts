import { expect, test } from 'vitest';
import { requestBody } from '../../../src/wecom/request-body.ts';

test.each([
  ['汉字不转义', '已完成 👍', '{"content":"已完成 👍"}'],
  ['换行和制表留下', 'a\n\tb', '{"content":"a\\n\\tb"}'],
  ['引号照常转义', '说“好”"', '{"content":"说“好”\\""}'],
  ['控制字符去掉', 'a\u0000\u000b\u001f\u007f\u0085b', '{"content":"ab"}'],
  ['Windows 换行', 'a\r\nb', '{"content":"a\\nb"}'],
  ['半个生僻字去掉', 'a\ud842b', '{"content":"ab"}'],
  ['完整生僻字留下', 'a𠮷b', '{"content":"a𠮷b"}'],
])('%s', (_name, content, json) => {
  const body = requestBody({ content });
  expect(body).toBe(json);
  expect(body).not.toMatch(/\\u/);
});
