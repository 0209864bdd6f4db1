import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readReport } from '../../../src/documents/report-reader.ts';
import { readWord } from '../../../src/documents/word-import.ts';
import { cell, docxFile, p, table, zipFile } from './docx-file.ts';

const textOf = (file: Buffer): string => {
  const read = readWord(file);
  return read.kind === 'text' ? read.text : '(a ledger)';
};

describe('a report in a Word document', () => {
  test.each(['report-lianhua-2025.txt', 'report-guanhu-2023.txt'])('%s reads as its text does', (name) => {
    const text = readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8');
    const file = docxFile(
      text
        .split(/\r?\n/)
        .map((line) => p(line))
        .join(''),
    );
    expect(readReport(textOf(file))).toEqual(readReport(text));
  });

  test('the numbers Word sets by itself are there, by paragraph and by style', () => {
    const file = docxFile(
      [
        p('关于巡察整改进展情况的通报'),
        p('反馈问题整改情况', { list: ['1', 0] }),
        p('党的建设方面', { list: ['1', 1] }),
        p('关于“学习不深入”的问题', { style: 'a1' }),
        p('整改状态：已完成'),
        p('整改情况：'),
        p('修订制度；', { list: ['1', 3] }),
        p('开展培训。', { list: ['1', 3] }),
        p('关于“调研不够”的问题', { style: 'a1' }),
        p('整改情况：调研4次。'),
        p('作风建设方面', { list: ['1', 1] }),
        p('关于“文风不实”的问题', { style: 'a1' }),
        p('整改情况：精简文件。'),
        p('下一步工作打算', { list: ['1', 0] }),
        p('持续用力', { list: ['2', 0] }),
      ].join(''),
    );
    expect(textOf(file).split('\n').slice(1, 12)).toEqual([
      '一、反馈问题整改情况',
      '（一）党的建设方面',
      '1.关于“学习不深入”的问题',
      '整改状态：已完成',
      '整改情况：',
      '①修订制度；',
      '②开展培训。',
      '2.关于“调研不够”的问题',
      '整改情况：调研4次。',
      '（二）作风建设方面',
      '1.关于“文风不实”的问题',
    ]);
    const { counts, problems } = readReport(textOf(file));
    expect(counts.byCategory.map(({ count }) => count)).toEqual([2, 1]);
    expect(problems[0]?.measures).toEqual(['修订制度', '开展培训。']);
  });

  test.each([
    [
      'deleted text is not there',
      '<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText><w:t>丙</w:t></w:r></w:del></w:p>',
      '甲',
    ],
    ['inserted text is', '<w:p><w:ins><w:r><w:t>甲</w:t></w:r></w:ins></w:p>', '甲'],
    ['hidden text is not', '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r></w:p>', ''],
    [
      'breaks and tabs',
      '<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>',
      '甲\n乙 丙',
    ],
    ['a table of contents is not', p('一、甲 3', { style: 't1' }), ''],
    [
      'a box of text',
      '<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>',
      '甲\n',
    ],
    [
      'links and fields',
      '<w:p><w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>',
      '甲',
    ],
    ['signs', p('a<b&c'), 'a<b&c'],
    ['rows of a table that is no ledger', table(['甲', '乙'], ['', '丙']), '甲 乙\n丙'],
  ])('%s', (_, body, text) => expect(textOf(docxFile(body))).toBe(text));

  test('a mark of secrecy in the head of the page is not lost', () => {
    const header = '<w:hdr><w:p><w:r><w:t>机密★1年</w:t></w:r></w:p></w:hdr>';
    expect(textOf(docxFile(p('正文'), { 'word/header1.xml': header }))).toBe('机密★1年\n正文');
  });
});

describe('a ledger in a Word document', () => {
  const HEAD = ['序号', '反馈问题', '整改措施', '责任单位', '责任人', '整改时限'];

  test('merged cells, lines in cells, and a table that the next page goes on with', () => {
    const read = readWord(
      docxFile(
        [
          p('青禾街道整改台账（2026年）'),
          table(
            [cell('基本信息', { span: 2 }), '任务', cell('责任', { span: 3 })],
            HEAD,
            [
              '1',
              cell('首问负责不落实', { down: 'restart' }),
              '①修订\n②培训',
              '党建办',
              '李向晚',
              '2026年9月底',
            ],
            ['2', cell('', { down: 'continue' }), '检查', '公服办', '赵满', '长期'],
          ),
          p('续表'),
          table(HEAD, ['3', '窗口空岗', '考勤', '公服办', '赵满', '2026年9月底']),
        ].join(''),
      ),
    );
    expect(read.kind === 'ledger' && read.sheet.rows).toMatchObject([
      { no: 1, problem: '首问负责不落实', due: '2026-09-30', measures: [{ text: '修订' }, { text: '培训' }] },
      { no: 2, problem: '首问负责不落实', due: null, horizon: 'long' },
      { no: 3, problem: '窗口空岗' },
    ]);
  });

  test('a mark above the table refuses the file', () => {
    const read = readWord(
      docxFile(p('秘密★5年') + table(HEAD, ['1', '甲', '乙', '党建办', '李向晚', '2026年9月底'])),
    );
    expect(read).toMatchObject({
      kind: 'ledger',
      sheet: { rows: [], problems: [{ severity: 'error', message: '带有密级标志，文件不予读取' }] },
    });
  });
});

describe('what is no Word document', () => {
  const bomb = Buffer.alloc(40 * 2 ** 20, 0x20);
  test.each<[string, () => Buffer]>([
    ['text', () => Buffer.from('通报')],
    ['an empty file', () => Buffer.alloc(0)],
    ['the old format', () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a container of something else', () => zipFile({ 'xl/workbook.xml': '<workbook/>' })],
    ['a container cut short', () => docxFile(p('甲')).subarray(0, 300)],
    [
      'XML with entities of its own',
      () => zipFile({ 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><w:document/>' }),
    ],
    ['a part that unpacks to forty megabytes', () => zipFile({ 'word/document.xml': bomb })],
  ])('%s', (_, file) => {
    expect(() => readWord(file())).toThrow('不是可读取的 Word 文件');
  });

  test('any byte may be broken', () => {
    const file = docxFile(p('关于“甲”的问题', { list: ['1', 2] }) + table(['a', 'b']));
    for (let at = 0; at < file.length; at += 7) {
      const broken = Buffer.from(file);
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      try {
        readWord(broken);
      } catch (error) {
        expect(error).toMatchObject({ code: 'import_invalid' });
      }
    }
  });
});

test('两列的表按栏目名读，状态不并进标题', () => {
  const word = readWord(
    docxFile(
      p('一、落实决策部署方面') +
        table(
          ['反馈问题', '整改进展'],
          ['1.窗口服务不规范，群众多头跑', '已完成。一是修订规范。二是开展培训3次。'],
          ['2.公章管理不严', '正在整改。制定用印登记办法'],
        ) +
        p('二、作风建设方面') +
        table(['反馈问题', '整改进展'], ['1.档案缺失', '已完成。补齐档案12卷']),
    ),
  );
  if (word.kind !== 'text') throw new Error('two columns are no ledger');
  expect(
    readReport(word.text).problems.map(({ category, title, completion }) => [category, title, completion]),
  ).toEqual([
    ['落实决策部署方面', '窗口服务不规范，群众多头跑', 'done'],
    ['落实决策部署方面', '公章管理不严', 'not_done'],
    ['作风建设方面', '档案缺失', 'done'],
  ]);
});
