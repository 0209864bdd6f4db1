import { expect, test } from 'vitest';
import { fileNameOf } from '../../../src/wecom/file-name.ts';

/** As fetch hands it over: each byte of UTF-8 a character. */
const raw = (text: string): string => Buffer.from(text).toString('latin1');

test.each<[string, string | null, string]>([
  ['UTF-8 原样', raw('attachment; filename="整改报告.docx"'), '整改报告.docx'],
  ['没有引号', raw('attachment; filename=整改报告.docx'), '整改报告.docx'],
  ['filename* 优先', `attachment; filename="x.docx"; filename*=UTF-8''%E5%91%A8%E6%8A%A5.docx`, '周报.docx'],
  ['filename* 在前', `attachment; filename*=utf-8''%E5%91%A8%E6%8A%A5.docx; filename="x.docx"`, '周报.docx'],
  ['filename* 坏了', `attachment; filename*=UTF-8''%E5%9; filename="x.docx"`, 'x.docx'],
  ['百分号编码', 'attachment; filename="%E5%91%A8%E6%8A%A5.jpg"', '周报.jpg'],
  ['名字里有百分号', 'attachment; filename="50%.jpg"', '50%.jpg'],
  ['名字里有分号', 'attachment; filename="a;b.jpg"', 'a;b.jpg'],
  ['名字里有引号', 'attachment; filename="a\\"b.jpg"', 'a"b.jpg'],
  ['Latin-1', 'attachment; filename="caf\xe9.jpg"', 'caf\xe9.jpg'],
  ['路径去掉', 'attachment; filename="../../etc/passwd"', 'passwd'],
  ['编码过的路径', 'attachment; filename="..%2F..%2Fa.jpg"', 'a.jpg'],
  ['Windows 路径', 'attachment; filename="C:\\\\b.jpg"', 'b.jpg'],
  ['控制字符去掉', raw('attachment; filename="a\u0085b.jpg"'), 'ab.jpg'],
  ['只有点', 'attachment; filename=".."', 'media.jpg'],
  ['空的', 'attachment; filename=""', 'media.jpg'],
  ['没有名字', 'attachment', 'media.jpg'],
  ['没有头', null, 'media.jpg'],
])('%s', (_name, disposition, name) => expect(fileNameOf(disposition, 'media.jpg')).toBe(name));

test('a very long name keeps its ending', () => {
  const name = fileNameOf(raw(`attachment; filename="${'整'.repeat(300)}.docx"`), 'media');
  expect(Array.from(name)).toHaveLength(120);
  expect(name.endsWith('整.docx')).toBe(true);
});
