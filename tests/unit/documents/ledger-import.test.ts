import fc from 'fast-check';
import { zipSync } from 'fflate';
import type { CellValue } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readLedger } from '../../../src/documents/ledger-import.ts';
import { ledgerTemplate } from '../../../src/documents/ledger-template.ts';
import { readWorkbook } from '../../../src/documents/workbook.ts';
import { importHeadings, templateColumns } from '../../../src/zh/columns.ts';
import { sheetFile } from './sheet-file.ts';

const HEADINGS = [
  '序号',
  '问题类别',
  '反馈问题',
  '整改任务',
  '整改措施',
  '责任单位',
  '责任人',
  '整改时限',
  '整改状态',
  '销号',
];

/** A workbook by its name only, that unpacks to the bytes. */
const packed = (bytes: Buffer): Buffer => Buffer.from(zipSync({ 'xl/workbook.xml': bytes }, { level: 1 }));

/** A ledger of our own shape, one row for each set of cells that differ from the usual ones. */
async function ledgerWith(...differences: Readonly<Record<string, CellValue>>[]): Promise<Buffer> {
  const usual = {
    问题类别: '作风建设方面',
    整改措施: '修订制度',
    责任单位: '党建办公室',
    责任人: '李向晚',
    整改时限: '2026年9月30日',
    整改状态: '未完成',
    销号: '未销号',
  };
  const headings = [...new Set([...HEADINGS, ...differences.flatMap(Object.keys)])];
  const rows = differences.map((difference, index): CellValue[] => {
    const row: Record<string, CellValue> = {
      序号: index + 1,
      反馈问题: `第${index + 1}个问题`,
      整改任务: `任务${index + 1}`,
      ...usual,
      ...difference,
    };
    return headings.map((heading) => row[heading] ?? null);
  });
  return sheetFile([headings, ...rows]);
}

async function readOne(cells: Readonly<Record<string, CellValue>>) {
  const { rows, problems } = await readLedger(await ledgerWith(cells));
  return { row: rows[0]!, problems };
}

describe('整改时限', () => {
  test.each<[CellValue, string | null, string]>([
    ['2026年9月30日', '2026-09-30', 'term'],
    ['2026年9月30日前', '2026-09-30', 'term'],
    ['2026 年 9 月 30 日', '2026-09-30', 'term'],
    ['２０２６年９月３０日', '2026-09-30', 'term'],
    ['2026.9.30', '2026-09-30', 'term'],
    ['2026/9/30', '2026-09-30', 'term'],
    ['2026-09-30', '2026-09-30', 'term'],
    ['20260930', '2026-09-30', 'term'],
    [20260930, '2026-09-30', 'term'],
    [new Date('2026-09-30T00:00:00Z'), '2026-09-30', 'term'],
    [46_295, '2026-09-30', 'term'], // the day of Excel's calendar, its date format lost
    ['2026年9月底', '2026-09-30', 'term'],
    ['2026年9月底前完成', '2026-09-30', 'term'],
    ['2026年9月', '2026-09-30', 'term'],
    ['2026.9', '2026-09-30', 'term'],
    [2026.9, '2026-09-30', 'term'],
    ['2028年2月', '2028-02-29', 'term'],
    ['2026年9月上旬', '2026-09-10', 'term'],
    ['2026年9月中旬', '2026-09-20', 'term'],
    ['2026年三季度', '2026-09-30', 'term'],
    ['2026年上半年', '2026-06-30', 'term'],
    ['2026年底', '2026-12-31', 'term'],
    ['2026年3月至9月底', '2026-09-30', 'term'],
    ['2026年3月1日—2026年9月30日', '2026-09-30', 'term'],
    ['2026.3.1-2026.9.30', '2026-09-30', 'term'],
    ['立行立改（2026年4月1日前）', '2026-04-01', 'immediate'],
    ['长期', null, 'long'],
    ['长期坚持', null, 'long'],
    ['持续推进', null, 'long'],
  ])('%s → %s, %s', async (written, due, horizon) => {
    const { row, problems } = await readOne({ 整改时限: written });
    expect({ due: row.due, horizon: row.horizon }).toEqual({ due, horizon });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.each<[CellValue, string]>([
    ['尽快', '无法识别时限“尽快”'],
    ['9月30日', '无法识别时限“9月30日”'], // of which year?
    ['2026年2月30日', '无法识别时限“2026年2月30日”'],
    ['2026年13月', '无法识别时限“2026年13月”'],
    [2026.1, '无法识别时限“2026.1”'], // January, or October that Excel has cut?
    ['', '“整改时限”为空'],
    ['立行立改', '“整改时限”为空'], // by when?
    ['/', '“整改时限”为空'],
  ])('%s is refused: %s', async (written, message) => {
    const { row, problems } = await readOne({ 整改时限: written });
    expect(row.due).toBeNull();
    expect(problems).toEqual([
      { severity: 'error', line: 2, column: '整改时限', message: expect.stringContaining(message) },
    ]);
  });

  test.each<[Record<string, CellValue>, string, string | null]>([
    [{ 类型: '长期坚持', 整改时限: '' }, 'long', null],
    [{ 类型: '长期坚持', 整改时限: '2026年9月30日' }, 'long', null],
    [{ 类型: '立行立改', 整改时限: '2026年9月30日' }, 'immediate', '2026-09-30'],
    [{ 类型: '限期整改', 整改时限: '2026年9月30日，长期坚持' }, 'term', '2026-09-30'],
    [{ 类型: '立行立改', 整改时限: '长期坚持' }, 'long', null],
    [{ 是否常态化坚持: '是', 整改时限: '' }, 'long', null],
    [{ 整改状态: '长期坚持', 整改时限: '' }, 'long', null],
  ])('%o → %s, %s', async (cells, horizon, due) => {
    const { row } = await readOne(cells);
    expect({ horizon: row.horizon, due: row.due }).toEqual({ horizon, due });
  });
});

describe('整改状态 and 销号', () => {
  test.each([
    ['已完成', '已销号', 'done', 'closed'],
    ['已完成', '未销号', 'done', 'open'],
    ['完成整改', '', 'done', 'open'],
    ['基本完成', '未销号', 'basically_done', 'open'],
    ['未完成', '待初审', 'not_done', 'first_review'],
    ['未完成\n销号审核中', '待复审', 'not_done', 'second_review'],
    ['正在推进', '退回', 'not_done', 'returned'],
    ['已完成（长期坚持）', '已销号', 'done', 'closed'],
    ['', '已销号', 'done', 'closed'],
    ['', '', 'not_done', 'open'],
    ['依规终止', '', 'stopped', 'open'],
  ])('%s, %s → %s, %s', async (completion, closure, expectedCompletion, expectedClosure) => {
    const { row, problems } = await readOne({ 整改状态: completion, 销号: closure });
    expect([row.completion, row.closure]).toEqual([expectedCompletion, expectedClosure]);
    expect(problems).toEqual([]);
  });

  test.each([
    ['差不多了', '未销号', '整改状态', '无法识别“差不多了”，可填：未完成、基本完成、已完成、依规终止'],
    ['已完成80%', '未销号', '整改状态', '无法识别“已完成80%”'],
    ['已完成', '再看看', '销号', '无法识别“再看看”'],
    ['未完成', '已销号', '销号', '“已销号”与“未完成”矛盾'],
  ])('%s, %s is refused', async (completion, closure, column, message) => {
    const { problems } = await readOne({ 整改状态: completion, 销号: closure });
    expect(problems).toEqual([
      { severity: 'error', line: 2, column, message: expect.stringContaining(message) },
    ]);
  });

  test('without a 销号 column what is done counts as struck off, and the office is told', async () => {
    const file = await sheetFile([
      ['反馈问题', '责任单位', '责任人', '整改时限', '整改状态'],
      ['首问负责不落实', '党建办公室', '李向晚', '2026年9月底', '已完成'],
      ['消防通道堵塞', '党建办公室', '李向晚', '2026年9月底', '未完成'],
    ]);
    const { rows, problems } = await readLedger(file);
    expect(rows.map(({ closure }) => closure)).toEqual(['closed', 'open']);
    expect(problems.map(({ message }) => message)).toEqual(['表中没有“销号”列，1 项“已完成”按“已销号”导入']);
  });

  test.each([
    ['states', ['已完成', '未完成'], ['done', 'not_done']],
    ['an account', ['已完成', '召开会议3次，制定方案'], ['not_done', 'not_done']],
  ])('完成情况 that holds %s', async (_, cells, completions) => {
    const rows = cells.map((cell, index) => [`问题${index}`, '党建办公室', '李向晚', '2026年9月底', cell]);
    const file = await sheetFile([['反馈问题', '责任单位', '责任人', '整改时限', '完成情况'], ...rows]);
    const read = await readLedger(file);
    expect(read.rows.map(({ completion }) => completion)).toEqual(completions);
  });
});

describe('people and units', () => {
  test.each([
    ['李向晚', '李向晚', null],
    ['李向晚、赵满', '李向晚', '赵满'],
    ['李向晚/赵满', '李向晚', '赵满'],
    ['李向晚\n赵满', '李向晚', '赵满'],
    ['李向晚 赵满', '李向晚', '赵满'],
    ['李向晚（A角）、赵满（B角）', '李向晚', '赵满'],
    ['赵 满', '赵满', null],
    ['赵　满', '赵满', null],
  ])('责任人 %j → %s, %s', async (written, owner, contact) => {
    const { row, problems } = await readOne({ 责任人: written });
    expect([row.owner, row.contact]).toEqual([owner, contact]);
    expect(problems).toEqual([]);
  });

  test('a third name is not taken silently', async () => {
    const { row, problems } = await readOne({ 责任人: '李向晚、赵满、孙有禾' });
    expect(row.remark).toBe('其他责任人：孙有禾');
    expect(problems.map(({ severity, message }) => [severity, message])).toEqual([
      ['warning', '本格只取前面的名字，其余记入备注：孙有禾'],
    ]);
  });

  test('a column of its own names the contact', async () => {
    const { row } = await readOne({ 责任人: '李向晚', 联络员: '赵满' });
    expect([row.owner, row.contact]).toEqual(['李向晚', '赵满']);
  });

  test.each([
    ['党建办公室', '', '党建办公室', []],
    ['党建办公室、财政办公室', '', '党建办公室', ['财政办公室']],
    ['牵头：党建办公室；配合：财政办公室、司法所', '', '党建办公室', ['财政办公室', '司法所']],
    ['党建办公室', '财政办公室、司法所', '党建办公室', ['财政办公室', '司法所']],
    ['党建办公室', '党建办公室、司法所', '党建办公室', ['司法所']],
    ['党建办公室', '无', '党建办公室', []],
  ])('责任单位 %s, 配合单位 %s', async (unit, supports, lead, supporting) => {
    const { row } = await readOne({ 责任单位: unit, 配合单位: supports });
    expect([row.unit, row.supports]).toEqual([lead, supporting]);
  });

  test('nobody to be asked is a warning', async () => {
    const { row, problems } = await readOne({ 责任人: '' });
    expect(row.owner).toBeNull();
    expect(problems).toEqual([{ severity: 'warning', line: 2, column: '责任人', message: '“责任人”为空' }]);
  });
});

describe('整改措施', () => {
  test.each([
    ['修订制度', ['other 修订制度']],
    ['1.修订制度；\n2.开展培训。', ['other 修订制度', 'other 开展培训。']],
    ['（1）修订制度。（2）开展培训。', ['other 修订制度。', 'other 开展培训。']],
    ['①修订制度；②整改17处；③投入2.5万元', ['other 修订制度', 'other 整改17处', 'other 投入2.5万元']],
    ['一是修订制度。二是开展培训。', ['other 修订制度。', 'other 开展培训。']],
    ['【建章立制】修订制度\n专项整治：集中清理', ['institution 修订制度', 'campaign 集中清理']],
    ['', []],
  ])('%j', async (written, measures) => {
    const { row } = await readOne({ 整改措施: written });
    expect(row.measures.map(({ type, text }) => `${type} ${text}`)).toEqual(measures);
  });

  test('the type may have its own column', async () => {
    const { row } = await readOne({ 整改措施: '收回超发补贴', 措施类型: '挽回损失' });
    expect(row.measures).toEqual([{ type: 'loss_recovery', text: '收回超发补贴' }]);
  });
});

describe('the shape of the sheet', () => {
  test('title, two rows of headings, merged cells, section rows, repeated headings, blanks, notes and totals', async () => {
    const file = await sheetFile(
      [
        ['某街道巡察整改台账', null, null, null, null, null, null],
        ['填报单位：整改办', null, null, null, null, null, '2026年3月'],
        ['编号', '问题清单', null, '责任清单', null, '整改\n时限', '备 注'],
        [null, '具体表现', '具体措施', '牵头部门', '责任人（联系电话）', null, null],
        ['一、作风建设方面', null, null, null, null, null, null],
        ['１', '首问负责不落实', '修订制度', '公共服务办公室', '李向晚', '2026年9月底', null],
        ['2', null, '开展培训', null, '赵满', '2026年10月底', null],
        [null, null, null, null, null, null, null],
        ['编号', '具体表现', '具体措施', '牵头部门', '责任人', '整改时限', '备注'],
        ['（二）基层治理方面', null, null, null, null, null, null],
        ['3', '消防通道堵塞', '集中清理', '综合治理办公室', '孙有禾', '长期', '每月巡查'],
        ['4', null, null, null, null, null, null],
        ['合计', '2', '3', null, null, null, null],
        ['注：本表每周五更新。', null, null, null, null, null, null],
      ],
      {
        merged: [
          'A1:G1',
          'A3:A4',
          'B3:C3',
          'D3:E3',
          'F3:F4',
          'G3:G4',
          'A5:G5',
          'B6:B7',
          'D6:D7',
          'A10:G10',
          'A14:G14',
        ],
      },
    );
    const { rows, problems } = await readLedger(file);
    expect(problems).toEqual([]);
    expect(
      rows.map((row) => [
        row.line,
        row.no,
        row.category,
        row.problem,
        row.task,
        row.unit,
        row.owner,
        row.due,
      ]),
    ).toEqual([
      [6, 1, '作风建设方面', '首问负责不落实', '首问负责不落实', '公共服务办公室', '李向晚', '2026-09-30'],
      [7, 2, '作风建设方面', '首问负责不落实', '首问负责不落实', '公共服务办公室', '赵满', '2026-10-31'],
      [11, 3, '基层治理方面', '消防通道堵塞', '消防通道堵塞', '综合治理办公室', '孙有禾', null],
    ]);
  });

  test('rows that share a merged task are its measures', async () => {
    const file = await sheetFile(
      [
        ['序号', '反馈问题', '整改任务', '整改措施', '责任单位', '责任人', '整改时限'],
        [1, '首问负责不落实', '完善制度', '修订办法', '党建办公室', '李向晚', '2026年6月底'],
        [null, null, null, '开展培训', '党建办公室', '李向晚', '2026年9月底'],
        [2, '消防通道堵塞', '集中清理', '张贴通告', '综治办', '孙有禾', '2026年6月底'],
      ],
      { merged: ['A2:A3', 'B2:B3', 'C2:C3'] },
    );
    const { rows, problems } = await readLedger(file);
    expect(rows.map(({ no, measures }) => [no, measures.map(({ text }) => text)])).toEqual([
      [1, ['修订办法', '开展培训']],
      [2, ['张贴通告']],
    ]);
    expect(problems).toEqual([
      { severity: 'warning', line: 3, column: '整改时限', message: '与任务首行的“整改时限”不同，按首行导入' },
    ]);
  });

  test('measures of one task may be numbered like tasks', async () => {
    const file = await sheetFile(
      [
        ['序号', '反馈问题', '整改任务', '整改措施', '责任单位', '责任人', '整改时限'],
        [1, '首问负责不落实', '完善制度', '修订办法', '党建办公室', '李向晚', '2026年6月底'],
        [2, null, null, '开展培训', null, null, null],
      ],
      { merged: ['B2:B3', 'C2:C3'] },
    );
    const { rows, problems } = await readLedger(file);
    expect(rows.map(({ no, measures }) => [no, measures.length])).toEqual([[1, 2]]);
    expect(problems).toEqual([]);
  });

  test('a number merged over several tasks is the number of the problem', async () => {
    const file = await sheetFile(
      [
        ['序号', '反馈问题', '整改任务', '责任单位', '责任人', '整改时限'],
        [7, '首问负责不落实', '完善制度', '党建办公室', '李向晚', '2026年6月底'],
        [null, null, '开展培训', '党建办公室', '李向晚', '2026年6月底'],
      ],
      { merged: ['A2:A3', 'B2:B3'] },
    );
    const { rows, problems } = await readLedger(file);
    expect(rows.map(({ no, problemNo, task }) => [no, problemNo, task])).toEqual([
      [1, 7, '完善制度'],
      [2, 7, '开展培训'],
    ]);
    expect(problems.map(({ message }) => message)).toEqual([
      '序号按问题编号，已作为问题序号，任务按顺序重新编号',
    ]);
  });

  test('a hidden row is read, and said to be hidden', async () => {
    const rows = [1, 2].map((no) => [no, `问题${no}`, '党建办公室', '李向晚', '2026年9月底']);
    const file = await sheetFile([['序号', '反馈问题', '责任单位', '责任人', '整改时限'], ...rows], {
      hidden: [3],
    });
    const { rows: read, problems } = await readLedger(file);
    expect(read).toHaveLength(2);
    expect(problems).toEqual([{ severity: 'warning', line: 3, column: '', message: '本行被隐藏，仍然读取' }]);
  });

  test('a problem number in front of the problem, an empty problem below it', async () => {
    const { rows, problems } = await readLedger(
      await ledgerWith({ 反馈问题: '3.首问负责不落实' }, { 反馈问题: null }, { 反馈问题: '2.5万元补贴超发' }),
    );
    expect(rows.map(({ problemNo, problem }) => [problemNo, problem])).toEqual([
      [3, '首问负责不落实'],
      [3, '首问负责不落实'],
      [null, '2.5万元补贴超发'],
    ]);
    expect(problems).toEqual([
      { severity: 'warning', line: 3, column: '反馈问题', message: '“反馈问题”为空，沿用上一行' },
    ]);
  });

  test('every heading of the table of synonyms is known by its column', async () => {
    const known = Object.values(importHeadings)
      .flat()
      .flatMap((names) => names.split(' '));
    expect(new Set(known).size).toBe(known.length);
    for (const problem of importHeadings.problem.flatMap((names) => names.split(' '))) {
      const { rows } = await readLedger(
        await sheetFile([
          [problem, '责任单位', '责任人'],
          ['首问负责不落实', '党建办', '李向晚'],
        ]),
      );
      expect(rows.map((row) => row.problem)).toEqual(['首问负责不落实']);
    }
  });
});

describe('what is wrong is said at once', () => {
  test('twelve bad rows, twelve errors with their lines', async () => {
    const bad = Array.from({ length: 12 }, (_, index) => ({ 整改时限: `待定${index}` }));
    const { problems } = await readLedger(await ledgerWith(...bad));
    expect(problems.map(({ line }) => line)).toEqual(bad.map((_, index) => index + 2));
  });

  test.each<[string, Record<string, CellValue>[], [number, string][]]>([
    ['a number twice', [{ 序号: 5 }, { 序号: '５' }], [[3, '序号 5 与第 2 行重复']]],
    ['no number', [{ 序号: null }], [[2, '“序号”为空']]],
    ['a number that is none', [{ 序号: '甲' }], [[2, '“甲”不是序号']]],
    ['neither problem nor task', [{ 反馈问题: null, 整改任务: null }], [[2, '“反馈问题”为空']]],
    ['an example of the template', [{ 备注: '示例，导入前请删除本行' }], [[2, '这是模板的示例行，请删除']]],
  ])('%s', async (_, rows, expected) => {
    const { problems } = await readLedger(await ledgerWith(...rows));
    expect(problems.map(({ severity, line, message }) => [severity, line, message])).toEqual(
      expected.map(([line, message]) => ['error', line, message]),
    );
  });

  test.each<[string, () => Promise<Buffer>, string]>([
    ['an empty file', async () => Buffer.alloc(0), '文件是空的'],
    ['a text', async () => Buffer.from('序号,反馈问题\n1,首问负责'), '这是文本或 CSV 文件'],
    ['half a file', async () => (await ledgerWith({})).subarray(0, 700), '不是可读取的 Excel 文件'],
    [
      'a sheet that is no ledger',
      () =>
        sheetFile([
          ['姓名', '电话'],
          ['李向晚', '无'],
        ]),
      '没有找到表头',
    ],
    ['too large a file', async () => Buffer.alloc(11 * 2 ** 20), '文件超过 10 MB'],
    ['a hundred megabytes inside', async () => packed(Buffer.alloc(100 * 2 ** 20)), '文件里的内容太多'],
    ['five million tags inside', async () => packed(Buffer.alloc(5_000_001, '<')), '文件里的内容太多'],
  ])('%s is an answer, not an exception', async (_, file, message) => {
    const { rows, problems } = await readLedger(await file());
    expect(rows).toEqual([]);
    expect(problems).toEqual([
      { severity: 'error', line: 0, column: '', message: expect.stringContaining(message) },
    ]);
  });

  test.each([
    ['in the title', '机密★1年'],
    ['in a note below', '注：本表密级：秘密'],
  ])('a mark of secrecy %s refuses the file', async (where, mark) => {
    const title = where === 'in the title' ? mark : '整改台账';
    const note = where === 'in the title' ? '注：每周更新' : mark;
    const row = ['涉及商业秘密保护不力', '党建办公室', '李向晚', '2026年9月底'];
    const sheet = [[title], ['反馈问题', '责任单位', '责任人', '整改时限'], row, [note]];
    const { rows, problems } = await readLedger(await sheetFile(sheet));
    expect(rows).toEqual([]);
    expect(problems.map(({ message }) => message)).toEqual(['带有密级标志，文件不予读取']);
  });

  test('missing and surplus columns are named', async () => {
    const file = await sheetFile([
      ['反馈问题', '整改措施', '涉及金额', '配合单位'],
      ['超发补贴', '收回', 3, '财政办'],
    ]);
    const { problems } = await readLedger(file);
    expect(problems.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'warning 表中没有“责任单位”列',
      'warning 表中没有“责任人”列',
      'warning 表中没有“整改时限”列',
      'warning 以下列不导入：涉及金额',
    ]);
  });

  test('any cells at all are read without throwing', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '序号',
        '反馈问题',
        '整改任务',
        '责任人',
        '整改时限',
        '长期',
        '一、方面',
        '注：',
        '合计',
        null,
      ),
      fc.double({ noNaN: true }),
      fc.date({ min: new Date('1901-01-01'), max: new Date('2999-01-01'), noInvalidDate: true }),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 8 }), async (rows) => {
        const file = await sheetFile([
          ['序号', '反馈问题', '整改任务', '整改措施', '责任人', '整改时限'],
          ...rows,
        ]);
        const read = await readLedger(file);
        expect(
          read.rows.every(({ problem, task }) => typeof problem === 'string' && typeof task === 'string'),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the template', () => {
  test('without its examples it is an empty ledger and nothing is wrong with it', async () => {
    const [sheet] = await readWorkbook(await ledgerTemplate(), 100);
    const file = await sheetFile(sheet!.rows.slice(0, 2));
    expect(await readLedger(file)).toMatchObject({ rows: [], problems: [] });
  });

  test('its examples are good rows, and refused as long as they are marked as examples', async () => {
    const { rows, problems } = await readLedger(await ledgerTemplate());
    expect(rows.map(({ due, horizon, contact }) => [due, horizon, contact])).toEqual([
      ['2026-09-30', 'term', '赵满'],
      [null, 'long', null],
    ]);
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [3, '这是模板的示例行，请删除'],
      [4, '这是模板的示例行，请删除'],
    ]);
  });

  test('every column is explained on its second sheet', async () => {
    const [, guide] = await readWorkbook(await ledgerTemplate(), 100);
    const explained = new Map(guide!.rows.map(([name, text]) => [name, text]));
    for (const [column, [text]] of Object.entries(templateColumns)) {
      expect(explained.get(importHeadings[column as keyof typeof templateColumns][0])).toBe(text);
    }
  });
});
