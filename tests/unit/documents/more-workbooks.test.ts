import type { CellValue } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readLedger } from '../../../src/documents/ledger-import.ts';
import { sheetFile } from './sheet-file.ts';

/* Workbooks that were misread when they were first tried. */

const HEAD = ['序号', '反馈问题', '责任单位', '责任人', '整改时限', '整改状态'];
const said = (read: Awaited<ReturnType<typeof readLedger>>) =>
  read.problems.map(({ line, severity, message }) => `${severity} ${line} ${message}`);

/** One row below these headings, beside a problem. */
async function one(head: readonly string[], cells: readonly CellValue[]) {
  const read = await readLedger(
    await sheetFile([
      ['序号', '反馈问题', ...head],
      [1, '问题甲', ...cells],
    ]),
  );
  return { row: read.rows[0], said: said(read).filter((each) => each.startsWith('error')) };
}

test('a row for each measure, each with its own state: the task is as far as the slowest', async () => {
  const read = await readLedger(
    await sheetFile(
      [
        ['问题序号', '反馈问题', '整改措施', '责任单位', '责任人', '整改时限', '是否完成'],
        [1, '财务管理不规范', '修订制度', '财务科', '陈一', '2026-03-31', '√'],
        [null, null, '清理往来款', '财务科', '陈一', '2026-03-31', '×'],
        [2, '采购程序倒置', '通报批评', '财务科', '陈一', '2026-03-31', '✓'],
        [null, null, '开展培训', '财务科', '陈一', '2026-03-31', '√'],
      ],
      { merged: ['A2:A3', 'B2:B3', 'A4:A5', 'B4:B5'] },
    ),
  );
  expect(
    read.rows.map(({ completion, closure, measures }) => [completion, closure, measures.length]),
  ).toEqual([
    ['not_done', 'open', 2],
    ['done', 'closed', 2],
  ]);
  expect(said(read)).toContain('warning 3 本行的措施为“未完成”，任务按最慢的一条措施导入');
});

const row = (no: number, problem: string): CellValue[] => [
  no,
  problem,
  '措施',
  '甲科',
  '李一',
  '2026年6月',
  '推进',
];

test('headings that come again on the next page, one of them in words of their own', async () => {
  const head = ['序号', '问题描述', '措施', '责任科室', '责任人', '整改时限', '办理结果如何'];
  const read = await readLedger(
    await sheetFile(
      [
        ['第一部分  党的领导方面'],
        head,
        row(1, '问题一'),
        ['小计', '1项'],
        ['第二部分  党的建设方面'],
        head,
        row(1, '问题二'),
        ['作风建设方面（1个）'],
        head,
        row(1, '问题三'),
        ['总计', '3项'],
      ],
      { merged: ['A1:G1', 'A5:G5', 'A8:G8'] },
    ),
  );
  expect(read.rows.map(({ category, problem }) => [category, problem])).toEqual([
    ['党的领导方面', '问题一'],
    ['党的建设方面', '问题二'],
    ['作风建设方面', '问题三'],
  ]);
  expect(said(read).filter((each) => /另一张表|未读取/.test(each))).toEqual([]);
});

describe('people and units', () => {
  test.each([
    [['A角', 'B角'], ['王一', '李二'], { owner: '王一', contact: '李二' }],
    [['责任人', '联系人及电话'], ['王一', '李二 0571-88888888'], { owner: '王一', contact: '李二' }],
    [['责任人姓名', '经办人'], ['王一等3人', ''], { owner: '王一' }],
    [['责任人', '牵头领导'], ['王一', '党组书记：张某'], { leader: '张某' }],
    [['责任人', '责任单位'], ['王一', '办公室牵头，财务科配合'], { unit: '办公室', supports: ['财务科'] }],
  ])('%s: %s', async (head, cells, expected) => {
    expect((await one(head, cells)).row).toMatchObject(expected);
  });
});

describe('states and dates', () => {
  test.each([
    ['整改进度', '进行中', 'not_done'],
    ['办理进度', '已办结', 'done'],
    ['办理状态', '超期未办结', 'not_done'],
    ['是否完成', '✗', 'not_done'],
  ])('%s: %s', async (heading, text, completion) => {
    const read = await one(['责任单位', heading], ['甲科', text]);
    expect([read.row?.completion, read.said]).toEqual([completion, []]);
  });

  test.each([
    ['二〇二六年六月三十日', '2026-06-30'],
    ['二○二六年十二月', '2026-12-31'],
    ['二零二六年十月二十一日前', '2026-10-21'],
    ['二〇二六年底', '2026-12-31'],
  ])('%s is %s', async (text, due) => {
    const read = await one(HEAD.slice(2), ['甲科', '李一', text, '未完成']);
    expect([read.row?.due, read.said]).toEqual([due, []]);
  });
});
