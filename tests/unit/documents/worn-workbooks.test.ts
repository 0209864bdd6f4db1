import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import type { CellValue } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readLedger } from '../../../src/documents/ledger-import.ts';
import { sheetFile } from './sheet-file.ts';

/*
 * More workbooks as offices have them: forms prepared for more rows than there are, numbers of every sort, and files
 * that are none.
 */

const HEAD = ['序号', '反馈问题', '责任单位', '责任人', '整改时限', '整改状态'];
const row = (no: CellValue, problem: CellValue, ...rest: CellValue[]): CellValue[] => [
  no,
  problem,
  ...['党建办公室', '李向晚', '2026年9月底', '未完成'].map((usual, index) => rest[index] ?? usual),
];
const said = (read: Awaited<ReturnType<typeof readLedger>>) =>
  read.problems.map(({ line, severity, message }) => `${severity} ${line} ${message}`);

test('numbers that begin again under every category are put in one row', async () => {
  const read = await readLedger(
    await sheetFile(
      [
        HEAD,
        ['一、党的建设方面（2个）', null, null, null, null, null],
        row(1, '问题甲'),
        row(2, '问题乙'),
        ['二、作风建设方面', null, null, null, null, null],
        row(1, '问题丙'),
      ],
      { merged: ['A2:F2', 'A5:F5'] },
    ),
  );
  expect(read.rows.map(({ no, problem }) => [no, problem])).toEqual([
    [1, '问题甲'],
    [2, '问题乙'],
    [3, '问题丙'],
  ]);
  expect(said(read)).toEqual(['warning 2 序号在各类别下重新开始，任务按顺序重新编号']);
});

test('within a category a number that comes twice is a fault', async () => {
  const read = await readLedger(await sheetFile([HEAD, row(1, '问题甲'), row(1, '问题乙')]));
  expect(said(read)).toEqual(['error 3 序号 1 与第 2 行重复']);
});

test('numbers in two steps: the problem, and a task of it', async () => {
  const read = await readLedger(
    await sheetFile([HEAD, row('1-1', '问题甲'), row('1-2', '问题甲'), row('2-1', '问题乙')]),
  );
  expect(read.rows.map(({ no, problemNo }) => [no, problemNo])).toEqual([
    [1, 1],
    [2, 1],
    [3, 2],
  ]);
  expect(said(read)).toEqual(['warning 1 序号分两级（如 1-1），前一级作为问题序号，任务按顺序重新编号']);
});

test.each([
  ['（7）', 7],
  ['(7)', 7],
  ['７．', 7],
  ['A7', 7],
])('the number %s', async (no, expected) => {
  const read = await readLedger(await sheetFile([HEAD, row(no, '问题甲')]));
  expect(read.rows.map((each) => each.no)).toEqual([expected]);
  expect(said(read)).toEqual([]);
});

test('lines that a form has numbered and nobody has filled in', async () => {
  const read = await readLedger(
    await sheetFile([
      HEAD,
      row(1, '问题甲'),
      ...Array.from({ length: 40 }, (_, index) => [index + 2, null, null, null, null, '未完成']),
    ]),
  );
  expect(read.rows).toHaveLength(1);
  expect(said(read)).toEqual(['warning 3 40 行只有序号或状态，没有问题和任务，未读取（第 3 行起）']);
});

test('who signs below the table is no task', async () => {
  const read = await readLedger(
    await sheetFile([
      HEAD,
      row(1, '问题甲'),
      ['主要负责人签字：', null, '填表人：钱一', null, '联系电话：0755-0000000', null],
      ['分管领导：', null, null, null, null, null],
    ]),
  );
  expect(read.rows).toHaveLength(1);
  expect(said(read)).toEqual([]);
});

test.each([
  ['综治办（牵头）、党建办（配合）', '李向晚（主任）', '综治办', ['党建办'], '李向晚', null],
  ['综治办', '李向晚13800001111', '综治办', [], '李向晚', null],
  ['综治办', '李向晚 0755-8123456\n赵满：8123457', '综治办', [], '李向晚', '赵满'],
])('%s · %s', async (units, people, unit, supports, owner, contact) => {
  const read = await readLedger(await sheetFile([HEAD, row(1, '问题甲', units, people)]));
  expect(read.rows).toMatchObject([{ unit, supports, owner, contact }]);
});

test('headings that are broken are named in one line', async () => {
  const heads = ['序号', '反馈问题', '责 任\n部门', '责任人', '整改\n时限'];
  const read = await readLedger(await sheetFile([heads, [1, '问题甲', '综治办、党建办', '李向晚', '尽快']]));
  expect(read.problems.map(({ column }) => column)).toEqual(['责任部门', '整改时限']);
});

test.each([
  ['1900', 46_295],
  ['1904', 46_295 - 1462],
] as const)('a day whose format was lost, counted from %s', async (dateSystem, serial) => {
  const rows = [HEAD, row(1, '问题甲', null, null, serial)].map((each) => [...each]);
  const file = await writeXlsx({ dateSystem, sheets: [{ name: '台账', rows }] });
  const read = await readLedger(Buffer.from(file));
  expect(read.rows.map(({ due }) => due)).toEqual(['2026-09-30']);
});

const compound = (name: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(name, 'utf16le')]);

describe('files that are no workbook say what to do', () => {
  test.each([
    ['nothing', Buffer.alloc(0), '文件是空的'],
    ['a password', compound('EncryptedPackage'), '文件加了密码或已损坏，请取消密码、另存为 .xlsx 后再导入'],
    ['Word', compound('WordDocument'), '这是 Word 文件（.doc），请另存为 .docx 后再导入'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), '这是 PDF 文件，请导入原来的 Excel 或 Word 文件'],
    [
      'CSV',
      Buffer.from('序号,反馈问题\n1,甲\n'),
      '这是文本或 CSV 文件，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入',
    ],
    [
      'a web page',
      Buffer.from('<html><table></table></html>'),
      '这是网页格式的表格，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入',
    ],
    [
      'half a file',
      Buffer.from('504b0304140008', 'hex'),
      '不是可读取的 Excel 文件（支持 .xlsx 和 .xls，且不能加密码），文件可能已损坏',
    ],
  ])('%s', async (_, file, message) => {
    expect(said(await readLedger(file))).toEqual([`error 0 ${message}`]);
  });
});

test('a formula whose result the file does not hold: the cell is named, and nothing is made up', async () => {
  const written = await sheetFile([HEAD, row(1, '问题甲'), row(2, '问题乙'), row(3, '问题丙')]);
  const file = withCells(written, {
    B2: '<c r="B2" t="str"><f>"问题"&amp;"甲"</f><v>问题甲</v></c>',
    D3: '<c r="D3"><f>VLOOKUP(A3,X:Y,2,0)</f></c>',
    E3: '<c r="E3"><f>TODAY()</f></c>',
    D4: '<c r="D4" t="str"><f>IF(1,"","x")</f><v></v></c>',
  });
  const read = await readLedger(file);
  expect(read.rows.map(({ problem, owner }) => [problem, owner])).toEqual([
    ['问题甲', '李向晚'],
    ['问题乙', null],
    ['问题丙', null],
  ]);
  expect(said(read)).toEqual([
    'warning 3 单元格 D3、E3 是公式，文件里没有保存结果，按空读取；请用 Excel 或 WPS 打开、保存后再导入',
    'warning 3 “责任人”为空',
    'error 3 “整改时限”为空',
    'warning 4 “责任人”为空',
  ]);
});

/** The first sheet with these cells as some program wrote them. */
function withCells(file: Buffer, cells: Readonly<Record<string, string>>): Buffer {
  const parts = unzipSync(file);
  const name = 'xl/worksheets/sheet1.xml';
  const xml = Object.entries(cells).reduce(
    (text, [at, cell]) => text.replace(new RegExp(`<c r="${at}"[^>]*?(?:/>|>.*?</c>)`), cell),
    strFromU8(parts[name] ?? new Uint8Array()),
  );
  return Buffer.from(zipSync({ ...parts, [name]: strToU8(xml) }));
}
