import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cell, docxFile, p, table, zipFile } from '../unit/documents/docx-file.ts';
import { sheetFile } from '../unit/documents/sheet-file.ts';

/* Files as offices hand them in, and files made to do harm. */

export interface HandedIn {
  readonly name: string;
  readonly data: Buffer;
}

const HEAD = ['序号', '问题类别', '反馈问题', '整改任务', '责任单位', '责任人', '整改时限', '整改状态'];
const row = (no: number) => [
  no,
  '党的建设',
  `问题${no}`,
  `任务${no}`,
  '城建办',
  '陆海平',
  '2026年9月30日',
  '未完成',
];

const REPORT = path.join(import.meta.dirname, '../fixtures/report-lianhua-2025.txt');

/** Good ones; they are damaged by the fuzzer. */
export async function goodFiles(): Promise<readonly HandedIn[]> {
  const rows = [['整改台账'], HEAD, ...Array.from({ length: 12 }, (_, index) => row(index + 1))];
  const xlsx = await sheetFile(rows, { merged: ['A1:H1', 'B3:B5'], hidden: [7] });
  const words = [HEAD, row(1), row(2)].map((cells) => cells.map(String));
  const docx = docxFile(
    [
      p('关于整改情况的报告'),
      p('（一）关于“学习不深入”的问题', { list: ['1', 1] }),
      p('整改状态：已完成'),
      table(...words, [cell('合并', { span: 3 }), cell('下', { down: 'restart' })]),
    ].join(''),
  );
  const report = readFileSync(REPORT).subarray(0, 6000);
  return [
    { name: '台账.xlsx', data: xlsx },
    { name: '报告.docx', data: docx },
    { name: '报告.txt', data: report },
    { name: '报告.txt', data: Buffer.from(report.toString('utf8'), 'utf16le') },
    { name: '台账.csv', data: Buffer.from(words.map((cells) => cells.join(',')).join('\n')) },
    { name: '旧台账.xls', data: Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), report]) },
    { name: '台账.pdf', data: Buffer.from('%PDF-1.7\n1 0 obj') },
  ];
}

const workbook = (sheet: string, more: Readonly<Record<string, string | Buffer>> = {}): Buffer =>
  zipFile({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml':
      '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  });
const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
const heading = `<row r="1">${HEAD.map((name, index) => text(`${'ABCDEFGH'.charAt(index)}1`, name)).join('')}</row>`;
const sheetOf = (rows: string, more = '') =>
  `<worksheet><sheetData>${heading}${rows}</sheetData>${more}</worksheet>`;
const first = `<row r="2">${text('A2', '1')}${text('C2', '问题')}${text('D2', '任务')}</row>`;
const zeros = () => Buffer.alloc(80 * 2 ** 20);
const nested = (depth: number, tag = 'w:p') => `<${tag}>`.repeat(depth) + `</${tag}>`.repeat(depth);
const lol = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
const entities = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">${lol}]>`;
const external = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';

/** Made to take memory, time, or what is not theirs. Made when asked for: some are large. */
export const HARMFUL: Readonly<Record<string, () => HandedIn>> = {
  '八十兆的零（xlsx 炸弹）': () => ({
    name: 'a.xlsx',
    data: workbook(sheetOf(first), { 'xl/x.xml': zeros() }),
  }),
  表本身是炸弹: () => ({
    name: 'a.xlsx',
    data: workbook(sheetOf('<row></row>'.repeat(6_500_000))),
  }),
  'docx 正文是炸弹': () => ({
    name: 'a.docx',
    data: docxFile('<w:p></w:p>'.repeat(3_200_000)),
  }),
  'docx 两百万个空段落': () => ({ name: 'a.docx', data: docxFile('<w:p/>'.repeat(2_000_000)) }),
  'docx 标记刚好不超限': () => ({ name: 'a.docx', data: docxFile('<w:p/>'.repeat(399_000)) }),
  表里的标记刚好不超限: () => ({ name: 'a.xlsx', data: workbook(sheetOf('<row></row>'.repeat(1_400_000))) }),
  'docx 二十万行的表': () => ({
    name: 'a.docx',
    data: docxFile('<w:tbl><w:tr/></w:tbl>'.repeat(2) + `<w:tbl>${'<w:tr/>'.repeat(200_000)}</w:tbl>`),
  }),
  三千个部件: () => ({
    name: 'a.xlsx',
    data: zipFile(Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`xl/${at}.xml`, 'x']))),
  }),
  压缩包套压缩包: () => ({
    name: 'a.xlsx',
    data: zipFile({ 'a.zip': zipFile({ 'b.zip': zipFile({ 'c.xml': 'x'.repeat(10_000_000) }) }) }),
  }),
  第一百万行: () => ({
    name: 'a.xlsx',
    data: workbook(sheetOf(`${first}<row r="1048576">${text('XFD1048576', '尾')}</row>`)),
  }),
  行号是天文数字: () => ({
    name: 'a.xlsx',
    data: workbook(sheetOf(`<row r="99999999999">${text('ZZZZZZ99999999999', '尾')}</row>`)),
  }),
  合并整张表: () => ({
    name: 'a.xlsx',
    data: workbook(sheetOf(first, '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>')),
  }),
  五万处合并: () => ({
    name: 'a.xlsx',
    data: workbook(
      sheetOf(first, `<mergeCells>${'<mergeCell ref="A2:H20000"/>'.repeat(50_000)}</mergeCells>`),
    ),
  }),
  两万行上的五千处重叠合并: () => ({
    name: 'a.xlsx',
    data: workbook(
      sheetOf(
        Array.from({ length: 19_000 }, (_, at) => `<row r="${at + 2}">${text(`H${at + 2}`, 'x')}</row>`).join(
          '',
        ),
        `<mergeCells>${'<mergeCell ref="A2:H19000"/>'.repeat(5000)}</mergeCells>`,
      ),
    ),
  }),
  一格一百万列: () => ({
    name: 'a.xlsx',
    data: workbook(sheetOf(`<row r="2">${text('AAAAAA2', '远')}</row>`)),
  }),
  'xlsx 深嵌套': () => ({ name: 'a.xlsx', data: workbook(nested(400_000, 'row')) }),
  'docx 深嵌套': () => ({ name: 'a.docx', data: docxFile(nested(400_000)) }),
  'docx 嵌套的表': () => ({ name: 'a.docx', data: docxFile(nested(3000, 'w:tbl')) }),
  'docx 跨一亿列': () => ({
    name: 'a.docx',
    data: docxFile(
      `<w:tbl>${'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr></w:tc></w:tr>'.repeat(2000)}</w:tbl>`,
    ),
  }),
  'docx 实体炸弹': () => ({ name: 'a.docx', data: zipFile({ 'word/document.xml': `${entities}&l9;` }) }),
  'xlsx 实体炸弹': () => ({ name: 'a.xlsx', data: workbook(`${entities}<worksheet>&l9;</worksheet>`) }),
  'docx 外部实体': () => ({
    name: 'a.docx',
    data: zipFile({ 'word/document.xml': `${external}<w:document>&e;</w:document>` }),
  }),
  'xlsx 外部实体': () => ({
    name: 'a.xlsx',
    data: workbook(
      `${external}<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>`,
    ),
  }),
  文件名往上跳: () => ({
    name: '../../../etc/passwd.xlsx',
    data: zipFile({ '../../../../tmp/x.xml': 'x', '/etc/passwd': 'x', 'xl/worksheets/..\\..\\x.xml': 'x' }),
  }),
  关系指到外面: () => ({
    name: 'a.xlsx',
    data: workbook(sheetOf(first), {
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="../../../../../etc/passwd"/></Relationships>',
    }),
  }),
  样式互相继承: () => ({
    name: 'a.docx',
    data: docxFile(p('正文', { style: 'x' }), {
      'word/styles.xml':
        '<w:styles><w:style w:styleId="x"><w:basedOn w:val="y"/></w:style><w:style w:styleId="y"><w:basedOn w:val="x"/></w:style></w:styles>',
    }),
  }),
  一行两百万字: () => ({ name: 'a.txt', data: Buffer.from(`（一）${'关于“的问题'.repeat(300_000)}`) }),
  全是左括号: () => ({ name: 'a.txt', data: Buffer.from('（'.repeat(600_000)) }),
  全是空格: () => ({ name: 'a.txt', data: Buffer.from(`整改状态${' '.repeat(2_000_000)}x`) }),
  全是星号: () => ({ name: 'a.txt', data: Buffer.from('*'.repeat(2_000_000)) }),
  全是换行: () => ({ name: 'a.txt', data: Buffer.from('\n'.repeat(3_000_000)) }),
  全是编号: () => ({ name: 'a.txt', data: Buffer.from('（一）1.\n'.repeat(150_000)) }),
  全是日期: () => ({ name: 'a.txt', data: Buffer.from('2026 年 9 月 '.repeat(150_000)) }),
};
