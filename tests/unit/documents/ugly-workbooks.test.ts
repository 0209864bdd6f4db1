import { writeXlsx } from 'hucre/xlsx';
import type { CellValue, WriteSheet } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readLedger } from '../../../src/documents/ledger-import.ts';
import { sheetFile } from './sheet-file.ts';

/*
 * Ten workbooks as offices have them.
 */

const bytesOf = async (...sheets: WriteSheet[]): Promise<Buffer> => Buffer.from(await writeXlsx({ sheets }));

type Read = Awaited<ReturnType<typeof readLedger>>;
const errors = ({ problems }: Read) =>
  problems.filter(({ severity }) => severity === 'error').map(({ line, message }) => [line, message]);
const warnings = ({ problems }: Read) =>
  problems.filter(({ severity }) => severity === 'warning').map(({ line, message }) => [line, message]);

const HEAD = ['序号', '反馈问题', '责任单位', '责任人', '整改时限', '整改状态'];
const UNIT = '党建办公室';
const plain = (no: CellValue, problem: CellValue, ...rest: CellValue[]): CellValue[] => [
  no,
  problem,
  ...[UNIT, '李向晚', '2026年9月底', '未完成'].map((usual, index) => rest[index] ?? usual),
];

test('1 two rows of headings in groups, categories merged downwards, 全角 numbers, notes and a total', async () => {
  const file = await sheetFile(
    [
      ['青禾街道巡察反馈问题整改台账（2026年度）', ...Array.from({ length: 9 }, () => null)],
      ['填报单位：整改办', null, null, null, null, null, null, '填报时间：2026年3月6日', null, null],
      ['序 号', '问题类别', '问题清单', null, '责任清单', null, null, '任务清单', null, '备注'],
      [
        null,
        null,
        '具体问题',
        '原因分析',
        '牵头领导',
        '责任科室',
        '责任人（电话）',
        '整改措施',
        '完成时限',
        null,
      ],
      [
        '１',
        '作风建设方面',
        '首问负责不落实',
        '制度缺失',
        '周望舒',
        '公服办',
        '李向晚',
        '①修订制度；②培训',
        '2026 年 9 月 30 日前',
        null,
      ],
      [
        '２',
        null,
        '窗口空岗',
        '管理松散',
        '周望舒',
        '公服办\n党建办',
        '李向晚\n赵满',
        '加强考勤',
        '9月30日前',
        null,
      ],
      [
        '３',
        '基层治理方面',
        '消防通道堵塞',
        null,
        '林初霁',
        '综治办、城建办',
        '孙有禾、赵满、钱一',
        '集中清理',
        '长期坚持',
        '每月巡查',
      ],
      ['合计', null, '3', null, null, null, null, null, null, null],
      ['注：责任人为科室负责人。', null, null, null, null, null, null, null, null, null],
      ['填表人：钱一', null, null, '审核人：周望舒', null, null, '联系电话：', null, null, null],
    ],
    { merged: ['A1:J1', 'A3:A4', 'B3:B4', 'C3:D3', 'E3:G3', 'H3:I3', 'J3:J4', 'B5:B6', 'A9:J9'] },
  );
  const read = await readLedger(file);
  expect(errors(read)).toEqual([]);
  expect(
    read.rows.map((row) => [
      row.no,
      row.category,
      row.problem,
      row.unit,
      row.supports,
      row.owner,
      row.contact,
      row.due,
      row.horizon,
    ]),
  ).toEqual([
    [1, '作风建设方面', '首问负责不落实', '公服办', [], '李向晚', null, '2026-09-30', 'term'],
    [2, '作风建设方面', '窗口空岗', '公服办', ['党建办'], '李向晚', '赵满', '2026-09-30', 'term'],
    [3, '基层治理方面', '消防通道堵塞', '综治办', ['城建办'], '孙有禾', '赵满', null, 'long'],
  ]);
  expect(read.rows.map(({ remark, cause }) => [remark, cause])).toEqual([
    ['', '制度缺失'],
    ['', '管理松散'],
    ['每月巡查\n其他责任人（电话）：钱一', undefined],
  ]);
  expect(warnings(read)).toEqual([
    [6, '有多个责任单位，第一个作牵头，其余作配合：党建办'],
    [6, '“9月30日前”没有写年份，按表题的2026年'],
    [7, '有多个责任单位，第一个作牵头，其余作配合：城建办'],
    [7, '本格只取前面的名字，其余记入备注：钱一'],
  ]);
});

test('2 deadlines of every sort', async () => {
  const dues: CellValue[] = [
    '2024年9月底',
    '长期',
    46_295,
    new Date('2026-09-30T00:00:00Z'),
    '2026 . 9 . 30',
    '２０２６年９月',
    '2026年第三季度',
    '立行立改（2026年4月1日前）',
  ];
  const file = await sheetFile([
    HEAD,
    ...dues.map((due, index) => plain(index + 1, `问题${index}`, null, null, due)),
  ]);
  const read = await readLedger(file);
  expect(errors(read)).toEqual([]);
  expect(read.rows.map(({ due, horizon }) => [due, horizon])).toEqual([
    ['2024-09-30', 'term'],
    [null, 'long'],
    ...Array.from({ length: 5 }, () => ['2026-09-30', 'term']),
    ['2026-04-01', 'immediate'],
  ]);
});

test('3 every bad row at once, with its line and its reason', async () => {
  const file = await sheetFile([
    HEAD,
    plain(1, '问题一', null, null, '尽快'),
    plain(1, '问题二'),
    plain('三', '问题三'),
    plain(4, null),
    plain(5, '问题五', null, null, null, '快了'),
    plain(6, '问题六', null, null, '2026年2月30日'),
    plain(7, '问题七'),
  ]);
  const read = await readLedger(file);
  expect(errors(read).map(([line, message]) => `${line} ${message}`)).toEqual([
    expect.stringContaining('2 无法识别时限“尽快”'),
    '3 序号 1 与第 2 行重复',
    '4 “三”不是序号',
    '5 “反馈问题”为空',
    expect.stringContaining('6 无法识别“快了”'),
    expect.stringContaining('7 无法识别时限“2026年2月30日”'),
  ]);
  expect(read.rows).toHaveLength(7);
});

test('4 hidden rows and columns are read, and the office is told', async () => {
  const file = await bytesOf({
    name: '台账',
    rows: [HEAD, plain(1, '问题一'), plain(2, '问题二')],
    columns: HEAD.map((_, index) => ({ width: 12, hidden: index === 3 })),
    rowDefs: new Map([[2, { hidden: true }]]),
  });
  const read = await readLedger(file);
  expect(read.rows.map(({ owner }) => owner)).toEqual(['李向晚', '李向晚']);
  expect(warnings(read).slice(-2)).toEqual([
    [1, '以下列被隐藏，仍然读取：责任人'],
    [3, '本行被隐藏，仍然读取'],
  ]);
});

test('5 several sheets: the ledger is found, wherever it stands', async () => {
  const read = await readLedger(
    await bytesOf(
      { name: '封面', rows: [['整改台账'], ['2026年3月']] },
      {
        name: '统计',
        rows: [
          ['序号', '责任单位', '反馈问题', '已完成'],
          [1, UNIT, 3, 2],
        ],
      },
      { name: '台账', rows: [HEAD, plain(1, '问题一'), plain(2, '问题二')] },
      { name: '空表', rows: [[...HEAD, '备注', '配合单位']] },
    ),
  );
  expect(read.rows).toHaveLength(2);
  // An empty form holds nothing that was left out.
  expect(warnings(read).filter(([line]) => line === 0)).toEqual([
    [0, '读取“台账”'],
    [0, '工作表“统计”也像台账，未读取；一次只读取一张'],
  ]);
});

test('6 a second table below: with columns in another order, and one of something else', async () => {
  const file = await sheetFile([
    HEAD,
    plain(1, '问题一'),
    [],
    ['二、基层治理方面'],
    ['序号', '责任单位', '责任人', '反馈问题', '整改时限', '整改状态'],
    [2, '综治办', '孙有禾', '问题二', '2026年6月底', '已完成'],
    [],
    ['整改工作联络表'],
    ['科室', '姓名', '职务', '联系电话'],
    [UNIT, '李向晚', '主任', '12345'],
    ['综治办', '孙有禾', '主任', '12346'],
  ]);
  const read = await readLedger(file);
  expect(errors(read)).toEqual([]);
  expect(read.rows.map(({ no, problem, unit, completion }) => [no, problem, unit, completion])).toEqual([
    [1, '问题一', UNIT, 'not_done'],
    [2, '问题二', '综治办', 'done'],
  ]);
  expect(warnings(read)).toContainEqual([9, '从本行到第 11 行像另一张表，未读取']);
});

const cell = (row: number, column: number, value: object) => [`${row},${column}`, value] as const;

test('7 formulas, rich text and values in error', async () => {
  const file = await bytesOf({
    name: '台账',
    rows: [HEAD, plain(1, '问题一'), plain(2, '问题二'), plain(3, '问题三')],
    cells: new Map([
      cell(1, 0, { formula: 'ROW()-1', formulaResult: 1 }),
      cell(1, 1, {
        richText: [{ text: '首问' }, { text: '负责', font: { bold: true } }, { text: '不落实' }],
      }),
      cell(2, 2, { value: '#REF!', type: 'error' }),
      cell(3, 4, { value: '#N/A', type: 'error' }),
    ]),
  });
  const read = await readLedger(file);
  expect(read.rows[0]).toMatchObject({ no: 1, problem: '首问负责不落实' });
  expect(errors(read)).toEqual([
    [3, '单元格是错误值“#REF!”'],
    [4, '单元格是错误值“#N/A”'],
  ]);
});

test('8 blank rows, rows of the form that nobody has filled in, spaces and asterisks everywhere', async () => {
  const file = await sheetFile([
    [],
    ['  台账  '],
    HEAD.map((heading) => ` ★${heading.split('').join(' ')}：`),
    [],
    plain('1.', ' ** 首问负责不落实 ** ', '  党建办公室 ', ' 李 向 晚 '),
    [],
    [2, null, null, null, null, null],
    ['3', null, '', ' ', null, null],
    plain('4、', '窗口空岗', null, '赵　满'),
  ]);
  const read = await readLedger(file);
  expect(errors(read)).toEqual([]);
  expect(read.rows.map(({ no, problem, unit, owner }) => [no, problem, unit, owner])).toEqual([
    [1, '首问负责不落实', UNIT, '李向晚'],
    [4, '窗口空岗', UNIT, '赵满'],
  ]);
});

test('9 other names of columns, accounts beside states, long-term tasks with their plan', async () => {
  const file = await sheetFile([
    [
      '编号',
      '方面',
      '巡察反馈问题',
      '整改事项',
      '工作举措',
      '分管领导',
      '牵头部门',
      '协办单位',
      '具体责任人',
      '联络员',
      '整改完成时限',
      '是否长期坚持',
      '整改进展情况',
      '完成情况',
      '下一步打算',
      '说明',
    ],
    [
      'A1',
      '党建',
      '学习不深入',
      '健全制度',
      '一是修订。二是培训。',
      '周望舒',
      '组织科、宣传科',
      '办公室',
      '李向晚',
      '赵满',
      '2026.9.30',
      '否',
      '已修订',
      '已完成',
      '',
      '',
    ],
    [
      'A2',
      '党建',
      '活动形式单一',
      '丰富活动',
      '主题党日',
      '周望舒',
      '组织科',
      '无',
      '李向晚',
      '',
      '—',
      '是',
      '已开展2次',
      '长期坚持',
      '每月一次',
      '协调场地',
    ],
  ]);
  const read = await readLedger(file);
  expect(errors(read)).toEqual([]);
  expect(read.rows).toMatchObject([
    {
      no: 1,
      task: '健全制度',
      unit: '组织科',
      supports: ['宣传科', '办公室'],
      contact: '赵满',
      completion: 'done',
      progress: '已修订',
    },
    {
      no: 2,
      horizon: 'long',
      due: null,
      completion: 'not_done',
      nextPlan: '每月一次',
      remark: '协调场地\n下一步计划：每月一次',
    },
  ]);
  expect(warnings(read)).toContainEqual([1, '“整改进展情况”只在预览中显示，不导入']);
});

test('10 ten thousand rows take less than five seconds', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => plain(index + 1, `问题${index}的具体表现`));
  const file = await sheetFile([HEAD, ...rows]);
  const start = process.cpuUsage().user;
  const read = await readLedger(file);
  expect(read.rows).toHaveLength(10_000);
  expect((process.cpuUsage().user - start) / 1e6).toBeLessThan(5);
}, 60_000);

describe('what is refused as a whole', () => {
  const SHEET = [HEAD, plain(1, '问题一')];
  test.each<[string, WriteSheet[]]>([
    ['a mark in the title', [{ name: '台账', rows: [['机密★1年'], ...SHEET] }]],
    [
      'a mark on a cover sheet',
      [
        { name: '台账', rows: SHEET },
        { name: '封面', rows: [['秘密★5年']] },
      ],
    ],
    [
      'a mark on a hidden sheet',
      [
        { name: '台账', rows: SHEET },
        { name: '封面', hidden: true, rows: [['密级：秘密']] },
      ],
    ],
  ])('%s', async (_, sheets) => {
    const read = await readLedger(await bytesOf(...sheets));
    expect([read.rows, errors(read)]).toEqual([[], [[0, '带有密级标志，文件不予读取']]]);
  });
});
