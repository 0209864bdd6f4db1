import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readLedger } from '../../../src/documents/ledger-import.ts';
import type { LedgerMeta } from '../../../src/documents/ledger-document.ts';
import { writeLedger } from '../../../src/documents/ledger-xlsx.ts';
import { computeFigures } from '../../../src/domain/ledger/figures.ts';
import type { LedgerRow } from '../../../src/domain/ledger/ledger.ts';
import type { LedgerSince } from '../../../src/domain/ledger/movement.ts';
import { aLedgerRow } from './a-ledger-row.ts';

const META: LedgerMeta = {
  roundName: '第七轮巡察',
  weekNo: 12,
  week: '2026-03-16',
  asOf: '2026-03-20',
  frozenAt: '2026-03-20 14:00',
  sha256: '9f2c41d7e0ab55c3d1e2f3a4b5c6d7e8',
};

// prettier-ignore
const HEADINGS = [
  '序号', '问题类别', '反馈问题', '整改任务', '整改措施', '牵头领导', '责任单位', '责任人', '配合单位', '整改时限', '类型',
  '本周进展', '整改状态', '销号', '亮灯/逾期天数', '下一步计划', '佐证', '备注',
  '本周变化',
];

const write = (
  rows: readonly LedgerRow[],
  meta: Partial<LedgerMeta> = {},
  since: LedgerSince | null = null,
) =>
  writeLedger({
    rows,
    figures: computeFigures({ rows, asOf: META.asOf }),
    meta: { ...META, ...meta },
    since,
  });

async function sheetsOf(rows: readonly LedgerRow[], meta: Partial<LedgerMeta> = {}) {
  const { sheets } = await readXlsx(await write(rows, meta), { readStyles: true });
  return { ledger: sheets[0]!, statistics: sheets.at(-1)! };
}

/** What the first row of data shows under that heading. */
async function cellOf(heading: string, differences: Partial<LedgerRow>) {
  const { ledger } = await sheetsOf([aLedgerRow(differences)]);
  const column = HEADINGS.indexOf(heading);
  const style = ledger.cells?.get(`3,${column}`)?.style;
  return { value: ledger.rows[3]?.[column] ?? '', style };
}

async function heightWith(progress: string): Promise<number> {
  const { ledger } = await sheetsOf([aLedgerRow({ progress })]);
  return ledger.rowDefs?.get(3)?.height ?? 0;
}

describe('what a row shows', () => {
  test('the columns in their order, below the title and what the sheet is a picture of', async () => {
    const { ledger } = await sheetsOf([aLedgerRow()]);
    expect(ledger.name).toBe('整改台账');
    expect(ledger.rows[0]?.[0]).toBe('第七轮巡察整改台账');
    expect(ledger.rows[1]?.[0]).toBe(
      '第12周（2026-03-16起）　　数据截至：2026-03-20　　冻结时间：2026-03-20 14:00　　校验码：9f2c41d7e0ab　　变化对照：无上期',
    );
    expect(ledger.rows[2]).toEqual(HEADINGS);
    // prettier-ignore
    expect(ledger.rows[3]).toEqual([
      1, '作风建设方面', '3.首问负责制落实不到位', '完善首问负责和限时办结制度',
      '1.修订窗口服务规范\n2.每月抽查办件并通报', '周望舒', '公共服务办公室', '李向晚', '党建办公室\n司法所',
      new Date('2026-09-30T00:00:00Z'), '限期整改', '规范初稿已征求意见', '未完成', '未销号', '绿灯\n未到期', '下周提交审议',
      '2件', null, null,
    ]);
  });

  test('a ledger that is not frozen says so and has no hash', async () => {
    const { ledger } = await sheetsOf([aLedgerRow()], { frozenAt: null, sha256: null, weekNo: null });
    expect(ledger.rows[1]?.[0]).toBe(
      '周：2026-03-16起　　数据截至：2026-03-20　　未冻结，以后续冻结版为准　　变化对照：无上期',
    );
  });

  test.each<[Partial<LedgerRow>, string, string]>([
    [{ light: 'green', timeliness: 'not_due' }, '绿灯\n未到期', 'C6E0B4'],
    [{ light: 'yellow', timeliness: 'near' }, '黄灯\n临期', 'FFE699'],
    [{ light: 'red', timeliness: 'overdue', overdueDays: 12 }, '红灯\n逾期12天', 'F4A6A0'],
    [
      { light: 'closed', timeliness: 'done_on_time', closure: 'closed', completion: 'done' },
      '已办结\n按期完成',
      'D9D9D9',
    ],
    [
      { light: 'closed', timeliness: 'done_late', closure: 'closed', completion: 'done' },
      '已办结\n逾期完成',
      'D9D9D9',
    ],
    [{ light: 'green', timeliness: 'none', horizon: 'long' }, '绿灯\n不计时限', 'C6E0B4'],
  ])('the light of %o is %j, in words and colour', async (differences, text, colour) => {
    const { value, style } = await cellOf('亮灯/逾期天数', differences);
    expect(value).toBe(text);
    expect(style?.fill).toMatchObject({ fgColor: { rgb: expect.stringContaining(colour) } });
  });

  test.each<[string, Partial<LedgerRow>, unknown]>([
    ['序号', { code: 'A12' }, 'A12'],
    ['整改措施', { measures: ['修订规范'] }, '修订规范'],
    ['整改措施', { measures: [] }, ''],
    ['整改时限', { horizon: 'long', dueOn: null }, '长期坚持'],
    ['整改时限', { horizon: 'long', dueOn: '2026-09-30' }, '长期坚持'],
    ['整改时限', { horizon: 'immediate', dueOn: null, originalDueOn: null }, ''],
    ['备注', { dueOn: '2026-12-31', remark: '已批准延期' }, '原时限：\n2026-09-30\n已批准延期'],
    ['备注', { remark: '' }, ''],
    ['整改状态', { closure: 'second_review' }, '未完成\n销号审核中'],
    ['整改状态', { closure: 'closed', completion: 'done', light: 'closed' }, '已完成'],
    ['本周进展', { progress: '', reported: null, asked: true }, '（本周未填报）'],
    ['本周进展', { progress: '', reported: null, asked: false }, ''],
    ['本周进展', { progress: '', reported: 'no_change' }, '无变化'],
    ['佐证', { evidenceCount: 0 }, ''],
  ])('%s of %o is %j', async (heading, differences, shown) => {
    expect((await cellOf(heading, differences)).value).toEqual(shown);
  });
});

describe('text stays text', () => {
  test.each([
    ['=1+1', '=1+1'],
    ['=HYPERLINK("http://x","点我")', '=HYPERLINK("http://x","点我")'],
    ['+8613800000000', '+8613800000000'],
    ['-5', '-5'],
    ['@SUM(A1)', '@SUM(A1)'],
    ['\t=1+1', ' =1+1'],
    ['#N/A', '#N/A'],
    ['#REF!', '#REF!'],
    ['TRUE', 'TRUE'],
    ['_x0041_', '_x0041_'],
    ['<b>&amp;', '<b>&amp;'],
    ['甲\u0000\u0008\u001F乙\uFFFE', '甲乙'],
    ['甲\uD83D乙', '甲乙'],
    ['第一行\r\n第二行', '第一行\n第二行'],
    ['😀收到', '😀收到'],
  ])('%j', async (remark, read) => {
    const { sheets } = await readXlsx(await write([aLedgerRow({ remark })]));
    expect(sheets[0]?.rows[3]?.[17]).toBe(read);
    const cells = [...(sheets[0]?.cells?.values() ?? [])];
    expect(cells.filter(({ formula, type }) => formula !== undefined || type === 'error')).toEqual([]);
  });

  test('a text is cut where Excel would refuse it, between characters', async () => {
    const { sheets } = await readXlsx(await write([aLedgerRow({ remark: `长${'😀'.repeat(20_000)}` })]));
    expect(sheets[0]?.rows[3]?.[17] === `长${'😀'.repeat(16_382)}…`).toBe(true);
  });

  test('what looks like a formula is formatted as text, so that editing the cell does not make it one', async () => {
    const { style } = await cellOf('备注', { remark: '=1+1' });
    expect(style?.numFmt).toBe('@');
  });

  test('the round may be called what it likes', async () => {
    const { ledger } = await sheetsOf([aLedgerRow()], { roundName: '=党建&作风<专项>' });
    expect(ledger.rows[0]?.[0]).toBe('=党建&作风<专项>整改台账');
    expect(ledger.headerFooter?.oddFooter).toContain('=党建&&作风<专项>整改台账');
  });
});

describe('the page', () => {
  test('A3 landscape, one page wide, headings repeated and frozen, filter over the data, page n of N', async () => {
    const { ledger } = await sheetsOf([aLedgerRow(), aLedgerRow({ taskId: 't2', no: 2, code: '2' })]);
    expect(ledger.pageSetup).toMatchObject({
      paperSize: 'a3',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$3',
    });
    expect(ledger.freezePane?.rows).toBe(3);
    expect(ledger.autoFilter?.range).toBe('A3:S5');
    expect(ledger.headerFooter?.oddFooter).toContain(
      '&C第 &P 页，共 &N 页&R冻结时间：2026-03-20 14:00　校验码：9f2c41d7e0ab',
    );
    expect(ledger.merges?.every(({ endRow }) => endRow < 2)).toBe(true);
  });

  test('every row is as high as its longest text needs, up to what Excel can show', async () => {
    const [short, long, endless] = [
      await heightWith('短'),
      await heightWith('长'.repeat(200)),
      await heightWith('长'.repeat(9000)),
    ];
    expect(long).toBeGreaterThan(short * 2);
    expect(endless).toBe(409);
  });

  test('a text too long for the row is set smaller, its neighbours are not', async () => {
    const { ledger } = await sheetsOf([aLedgerRow({ progress: '长'.repeat(700) })]);
    const sizeOf = (heading: string) =>
      ledger.cells?.get(`3,${HEADINGS.indexOf(heading)}`)?.style?.font?.size;
    expect(sizeOf('整改任务')).toBe(10);
    expect(sizeOf('本周进展')).toBeLessThan(10);
  });
});

describe('the figures', () => {
  const rows = [
    aLedgerRow({
      taskId: 't1',
      completion: 'done',
      closure: 'closed',
      light: 'closed',
      horizon: 'immediate',
    }),
    aLedgerRow({ taskId: 't2', completion: 'basically_done' }),
    aLedgerRow({ taskId: 't3', problemNo: 4, category: '基层治理方面', unit: '' }),
  ];

  test('problems and tasks by category, tasks by unit, each with its total and rate', async () => {
    const { statistics } = await sheetsOf(rows);
    const lines = statistics.rows.map((row) => row.filter((value) => value !== null && value !== ''));
    expect(lines).toEqual(
      expect.arrayContaining([
        ['反馈问题（项）', 2, 0, 1, 1, 0, 0, 0],
        ['整改任务（项）', 3, 1, 1, 1, 0, 0, 1 / 3],
        ['反馈问题按问题类别（共 2 项）'],
        ['整改任务按问题类别（共 3 项）'],
        ['作风建设方面', 2, 1, 1, 0, 0, 0, 0.5],
        ['整改任务按责任单位（共 3 项）'],
        ['（未明确）', 1, 0, 0, 1, 0, 0, 0],
        ['合计', 3, 1, 1, 1, 0, 0, 1 / 3],
        ['核对：已完成 1＋基本完成 1＋未完成 1＋长期坚持 0＋依规终止 0＝3 项，各行之和与合计一致。'],
        ['已完成的任务中含立行立改 1 项；任务中已销号 1 项，销号审核中 0 项。'],
      ]),
    );
  });

  test('figures that do not close are refused with their sum', async () => {
    const figures = computeFigures({ rows, asOf: META.asOf });
    const wrong = { ...figures, tasks: { ...figures.tasks, total: 4 } };
    await expect(writeLedger({ rows, figures: wrong, meta: META, since: null })).rejects.toThrow(
      'tasks: done 1 + basicallyDone 1 + notDone 1 + ongoing 0 + stopped 0 = 3, not 4',
    );
  });

  test('a round without tasks has a ledger too', async () => {
    const { ledger, statistics } = await sheetsOf([]);
    expect(ledger.rows).toHaveLength(3);
    expect(statistics.rows.flat()).toContain('—');
  });
});

test('what was exported can be imported again', async () => {
  const name = fc.constantFrom('周望舒', '李向晚', '欧阳若水');
  const text = fc.array(fc.constantFrom('修订制度', '开展培训', '第3批', '（试行）', '“三重一大”'), {
    minLength: 1,
  });
  const row = fc.record({
    problem: text.map((words) => `问题${words.join('')}`),
    task: text.map((words) => `任务${words.join('')}`),
    measures: fc.array(
      text.map((words) => `抓${words.join('')}`),
      { maxLength: 4 },
    ),
    owner: name,
    leader: name,
    dueOn: fc.constantFrom<`${number}-${number}-${number}`[]>('2026-09-30', '2028-02-29'),
    horizon: fc.constantFrom('immediate' as const, 'term' as const),
    closure: fc.constantFrom(
      'open' as const,
      'first_review' as const,
      'second_review' as const,
      'returned' as const,
    ),
    completion: fc.constantFrom('not_done' as const, 'basically_done' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (drafts) => {
      const rows = drafts.map((draft, index) =>
        aLedgerRow({ ...draft, no: index + 1, code: `${index + 1}`, originalDueOn: draft.dueOn }),
      );
      const read = await readLedger(await write(rows));
      expect(read.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(
        read.rows.map((each) => ({
          ...each,
          line: 0,
          measures: each.measures.map(({ text: words }) => words),
        })),
      ).toEqual(
        rows.map((each) => ({
          line: 0,
          no: each.no,
          category: each.category,
          problem: each.problem,
          problemNo: each.problemNo,
          task: each.task,
          measures: each.measures,
          leader: each.leader,
          unit: each.unit,
          owner: each.owner,
          contact: null,
          supports: each.supportUnits,
          due: each.dueOn,
          horizon: each.horizon,
          completion: each.completion,
          closure: each.closure,
          progress: each.progress,
          nextPlan: each.nextPlan,
          remark: `下一步计划：${each.nextPlan}`,
        })),
      );
    }),
    { numRuns: 25 },
  );
});
