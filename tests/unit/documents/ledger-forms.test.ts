import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readLedger } from '../../../src/documents/ledger-import.ts';

/* One task a sheet: labels left, what was filled in right of them. */

type Cells = (string | number | null)[][];

const fileOf = async (sheets: Record<string, Cells>): Promise<Buffer> =>
  Buffer.from(await writeXlsx({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows })) }));

const said = async (sheets: Record<string, Cells>) => {
  const { rows, problems } = await readLedger(await fileOf(sheets));
  return {
    rows: rows.map(({ no, problem, measures, unit, owner, due }) => ({
      no,
      problem,
      measures: measures.map(({ text }) => text),
      unit,
      owner,
      due,
    })),
    errors: problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    told: problems.find(({ line }) => line === 0)?.message,
  };
};

const FORM: Cells = [
  ['整改任务单', null, null, null],
  ['编号', '3', '问题类别', '作风建设方面'],
  ['反馈问题', '窗口服务不规范', null, null],
  ['整改措施', '1.修订窗口规范。2.每月抽查。', null, null],
  ['责任单位', '政务办', '责任人', '李向晚'],
  ['整改时限', '2026年6月底', '完成情况', '未完成'],
  ['责任单位负责人意见', null, null, null],
];
const READ = {
  no: 3,
  problem: '窗口服务不规范',
  measures: ['修订窗口规范。', '每月抽查。'],
  unit: '政务办',
  owner: '李向晚',
  due: '2026-06-30',
};

/** Labels and what was filled in, in one cell each. */
const inOneCell = (problem: string): Cells => [
  [`反馈问题：${problem}`, null],
  ['整改措施：1.修订窗口规范。2.每月抽查。', null],
  ['责任单位：政务办', '责任人：李向晚'],
  ['整改时限：2026年6月底', null],
  [null, null],
];

describe('一张表一项任务', () => {
  test('标签在左、内容在右；每张表一项，预览写明来自哪些表', async () => {
    const other: Cells = FORM.map((row) =>
      row.map((cell) => (cell === '3' ? '4' : cell === '窗口服务不规范' ? '公章管理不严' : cell)),
    );
    expect(await said({ 任务3: FORM, 任务4: other, 说明: [['填表说明']] })).toEqual({
      rows: [READ, { ...READ, no: 4, problem: '公章管理不严' }],
      errors: [],
      told: '按“一张表一项任务”读取 2 项，第 2 行起依次为：任务3、任务4',
    });
  });

  test('一行里几组标签和内容，不当作表头', async () => {
    const rows: Cells = [
      ['销号单', null, null, null, null, null],
      ['反馈问题', '窗口服务不规范', '责任单位', '政务办', '整改时限', '2026-06-30'],
      ['整改措施', '1.修订窗口规范。2.每月抽查。', '责任人', '李向晚', null, null],
    ];
    expect((await said({ 销号单: rows })).rows).toEqual([{ ...READ, no: 1 }]);
  });

  test('标签和内容写在一格；同一张表上下排几份', async () => {
    const { rows, errors } = await said({
      销号单: [...inOneCell('窗口服务不规范'), ...inOneCell('公章管理不严')],
    });
    expect(errors).toEqual([]);
    expect(rows).toEqual([
      { ...READ, no: 1 },
      { ...READ, no: 2, problem: '公章管理不严' },
    ]);
  });

  test('有的表没有编号：按文件中的次序编号', async () => {
    const without = FORM.filter(([label]) => label !== '编号');
    expect((await said({ 甲: FORM, 乙: without })).rows.map(({ no }) => no)).toEqual([1, 2]);
  });

  test.each<[string, Cells]>([
    [
      '只有问题，没有措施、单位和时限',
      [
        ['反馈问题', '窗口服务不规范'],
        ['备注', '略'],
      ],
    ],
    [
      '没有问题和任务',
      [
        ['责任单位', '政务办'],
        ['整改时限', '2026-06-30'],
      ],
    ],
    [
      '问题没有填',
      [
        ['反馈问题', null],
        ['整改措施', '修订窗口规范'],
      ],
    ],
  ])('%s：不读取', async (_name, rows) => {
    const read = await said({ 表: rows });
    expect(read.rows).toEqual([]);
    expect(read.errors[0]).toContain('没有找到表头');
  });

  test('任一张表带密级标志，都不读取', async () => {
    const read = await said({ 任务3: FORM, 封面: [['机密★1年']] });
    expect(read).toMatchObject({ rows: [], errors: ['带有密级标志，文件不予读取'] });
  });
});
