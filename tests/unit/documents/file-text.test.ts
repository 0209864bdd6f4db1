import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { fileText } from '../../../src/documents/file-text.ts';
import { hasSecrecyMark } from '../../../src/zh/secrecy.ts';

const zip = (parts: Record<string, string>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))),
  );

const docx = (...paragraphs: string[]): Buffer =>
  zip({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<w:document><w:body>${paragraphs.map((runs) => `<w:p>${runs}</w:p>`).join('')}</w:body></w:document>`,
  });
const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;

const xlsx = (...strings: string[]): Buffer =>
  zip({ 'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>` });

const marked = (data: Buffer, name: string): boolean => {
  const found = fileText(data, name);
  return found.kind === 'text' && found.texts.some(hasSecrecyMark);
};

describe('文件里的密级标志', () => {
  test.each([
    ['文本', Buffer.from('机密★3年\n整改台账'), 'a.txt', true],
    ['文本，国标编码', Buffer.from('bbfac3dca1ef33c4ea', 'hex'), 'a.txt', true],
    ['表格文本', Buffer.from('序号,内容\n1,【秘密】名单'), 'a.csv', true],
    ['普通文本', Buffer.from('要保守商业秘密，实行秘密投票'), 'a.txt', false],
    ['docx 抬头', docx(run('秘密'), run('关于整改情况的报告')), 'a.docx', true],
    ['docx，一个词拆成两段', docx(run('机') + run('密★1年')), 'a.docx', true],
    ['docx，正文里的词', docx(run('泄露商业秘密的，依规处理')), 'a.docx', false],
    ['docx 改名成 txt', docx(run('绝密')), 'a.txt', true],
    [
      'docx 页眉',
      zip({ 'word/document.xml': '<w:p/>', 'word/header1.xml': '<w:p><w:t>机密</w:t></w:p>' }),
      'a.docx',
      true,
    ],
    ['xlsx 单元格', xlsx('序号', '密级：机密'), 'a.xlsx', true],
    ['xlsx，普通', xlsx('序号', '问题类别'), 'a.xlsx', false],
    ['xlsx，实体写法', xlsx('&#x673A;&#23494;★1年'), 'a.xlsx', true],
    ['文件属性里', zip({ 'docProps/core.xml': '<title>【机密】名单</title>' }), 'a.docx', true],
  ] as const)('%s', (_, data, name, expected) => expect(marked(data, name)).toBe(expected));
});

describe('看不了的，不乱猜', () => {
  test.each([
    ['图片', Buffer.from('ffd8ffe000104a464946', 'hex'), 'a.jpg', 'unknown'],
    ['空文件', Buffer.alloc(0), 'a.bin', 'unknown'],
    ['压缩包里没有文稿', zip({ 'a.txt': '机密' }), 'a.zip', 'unknown'],
    ['坏的压缩包', docx(run('秘密')).subarray(0, 60), 'a.docx', 'unknown'],
    ['别的压缩格式', gzipSync('机密'), 'a.gz', 'unknown'],
  ] as const)('%s', (_, data, name, kind) => expect(fileText(data, name).kind).toBe(kind));

  // Making such files takes longer than looking into them.
  test('压缩炸弹：解到上限就停', { timeout: 120_000 }, () => {
    const bomb = Buffer.from(
      zipSync({ 'word/document.xml': new Uint8Array(40 * 1024 * 1024) }, { level: 1 }),
    );
    expect(bomb.length).toBeLessThan(100 * 1024);
    expect(fileText(bomb, 'a.docx').kind).toBe('too_large');
  });

  test('成千上万个小文件', { timeout: 120_000 }, () => {
    const many = Object.fromEntries(Array.from({ length: 2500 }, (_, at) => [`word/x${at}.xml`, '']));
    expect(fileText(zip(many), 'a.docx').kind).toBe('too_large');
  });
});
