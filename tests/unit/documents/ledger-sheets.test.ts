import { readXlsx } from 'hucre/xlsx';
import type { Sheet } from 'hucre/xlsx';
import { describe, expect, test, vi } from 'vitest';
import type { LedgerDocument, LedgerMeta, Paper } from '../../../src/documents/ledger-document.ts';
import { writeLedger } from '../../../src/documents/ledger-xlsx.ts';
import { openZip } from '../../../src/documents/zip.ts';
import { computeFigures } from '../../../src/domain/ledger/figures.ts';
import type { LedgerRow } from '../../../src/domain/ledger/ledger.ts';
import { compareWeeks } from '../../../src/domain/ledger/movement.ts';
import { aLedgerRow } from './a-ledger-row.ts';

const META: LedgerMeta = {
  roundName: '第七轮巡察',
  weekNo: 12,
  week: '2026-03-16',
  asOf: '2026-03-20',
  frozenAt: '2026-03-20 14:00',
  sha256: '9f2c41d7e0ab55c3d1e2f3a4b5c6d7e8',
};
const SHEETS = ['整改台账', '台账（打印）', '问题清单', '任务清单', '责任清单', '制度清单', '统计'];

function documentOf(
  rows: readonly LedgerRow[],
  previous: readonly LedgerRow[] | null = null,
): LedgerDocument {
  return {
    rows,
    figures: computeFigures({ rows, asOf: META.asOf }),
    meta: META,
    since: previous && {
      number: 11,
      week: '2026-03-09',
      rows: previous,
      movement: compareWeeks(previous, rows),
    },
  };
}

async function sheetsOf(document: LedgerDocument, paper?: Paper): Promise<(name: string) => Sheet> {
  const file = await writeLedger(document, paper && { paper });
  const { sheets } = await readXlsx(file, { readStyles: true });
  expect(sheets.map(({ name }) => name)).toEqual(SHEETS);
  return (name) => sheets.find((sheet) => sheet.name === name)!;
}

const sizeOf = (sheet: Sheet) => sheet.cells?.get('3,3')?.style?.font?.size;

/** The rows below the headings, without what is empty at their end. */
const bodyOf = (sheet: Sheet): unknown[][] => sheet.rows.slice(3).map((row) => [...row]);

const ROWS = [
  aLedgerRow({ taskId: 't1', no: 1, code: '1', measureTypes: ['institution', 'other'] }),
  aLedgerRow({
    taskId: 't2',
    no: 2,
    code: '2',
    task: '公开办事指南',
    measures: ['编印指南'],
    measureTypes: ['institution'],
    unit: '党建办公室',
    leader: '林初霁',
    dueOn: '2026-12-31',
    completion: 'done',
    closure: 'closed',
    light: 'closed',
    timeliness: 'done_on_time',
  }),
  aLedgerRow({
    taskId: 't3',
    no: 3,
    code: '3',
    category: '基层治理方面',
    problemNo: 4,
    problem: '消防通道堵塞',
    task: '清理消防通道',
    measures: ['集中清理'],
    measureTypes: ['campaign'],
    horizon: 'long',
    dueOn: null,
    timeliness: 'none',
  }),
];

describe('同一批行的七张表', () => {
  test('问题清单：一个问题一行，状态取最慢的任务', async () => {
    const sheet = await sheetsOf(documentOf(ROWS));
    expect(bodyOf(sheet('问题清单'))).toEqual([
      // prettier-ignore
      [3, '作风建设方面', '首问负责制落实不到位', 2, '1、2', '周望舒\n林初霁', '公共服务办公室\n党建办公室',
        new Date('2026-12-31T00:00:00Z'), '未完成'],
      [4, '基层治理方面', '消防通道堵塞', 1, '3', '周望舒', '公共服务办公室', '长期坚持', '长期坚持'],
    ]);
  });

  test('任务清单和责任清单：行数等于任务数；责任清单按单位', async () => {
    const sheet = await sheetsOf(documentOf(ROWS));
    expect(bodyOf(sheet('任务清单')).map(([no]) => no)).toEqual([1, 2, 3]);
    expect(bodyOf(sheet('责任清单')).map(([unit, , , , no]) => [unit, no])).toEqual([
      ['公共服务办公室', 1],
      ['公共服务办公室', 3],
      ['党建办公室', 2],
    ]);
  });

  test('制度清单：只有建章立制的措施', async () => {
    const sheet = await sheetsOf(documentOf(ROWS));
    expect(bodyOf(sheet('制度清单')).map((row) => row.slice(0, 3))).toEqual([
      [1, '修订窗口服务规范', 1],
      [2, '编印指南', 2],
    ]);
  });

  test.each([
    [
      '早先冻结的周没有措施类型，照样能打印并说明',
      undefined,
      '本期有 1 项任务在冻结时未记录措施类型，其建章立制措施未列入本表。',
    ],
    ['没有制度也说明', ['other', 'other'] as const, '本期任务中没有建章立制类措施。'],
  ])('制度清单：%s', async (_, measureTypes, note) => {
    const { measureTypes: __, ...old } = aLedgerRow();
    const row = measureTypes === undefined ? old : { ...old, measureTypes };
    expect(bodyOf((await sheetsOf(documentOf([row])))('制度清单'))[0]?.[0]).toBe(note);
  });

  test('打印表合并相同的类别和问题，不筛选；台账不合并', async () => {
    const sheet = await sheetsOf(documentOf(ROWS));
    const merged = (name: string) =>
      sheet(name)
        .merges?.filter(({ startRow }) => startRow > 1)
        .map(({ startRow, endRow, startCol }) => [startRow, endRow, startCol]);
    expect(merged('整改台账')).toEqual([]);
    expect(merged('台账（打印）')).toEqual([
      [3, 4, 1],
      [3, 4, 2],
    ]);
    expect(sheet('台账（打印）').autoFilter).toBeUndefined();
    expect(sheet('台账（打印）').pageSetup?.printTitlesRow).toBe('$1:$3');
    // Excel heeds breaks only where the sheet is not fitted to the page.
    expect(sheet('统计').pageSetup).toMatchObject({ scale: 85 });
    expect(sheet('统计').pageSetup?.fitToPage).not.toBe(true);
    expect(sheet('统计').rowBreaks?.length).toBeGreaterThan(0);
  });

  test('合并块不超过半页：下一页又写明是什么', async () => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      aLedgerRow({ taskId: `t${index}`, no: index + 1, code: `${index + 1}` }),
    );
    const print = (await sheetsOf(documentOf(rows)))('台账（打印）');
    const heightOf = (from: number, to: number) =>
      Array.from(
        { length: to - from + 1 },
        (_, index) => print.rowDefs?.get(from + index)?.height ?? 0,
      ).reduce((sum, height) => sum + height, 0);
    const blocks = print.merges?.filter(({ startRow, startCol }) => startRow > 1 && startCol === 1) ?? [];
    expect(blocks.length).toBeGreaterThan(2);
    for (const { startRow, endRow } of blocks) {
      expect(heightOf(startRow, endRow)).toBeLessThanOrEqual(420);
      expect(print.rows[startRow]?.[1]).toBe('作风建设方面');
    }
  });

  test('合并的格子里问题再长也放得下', async () => {
    const long = '长'.repeat(300);
    const print = (await sheetsOf(documentOf(ROWS.map((row) => ({ ...row, problem: long })))))(
      '台账（打印）',
    );
    const alone = (await sheetsOf(documentOf([{ ...ROWS[0]!, problem: long }])))('整改台账');
    const height = [3, 4]
      .map((row) => print.rowDefs?.get(row)?.height ?? 0)
      .reduce((sum, each) => sum + each, 0);
    expect(height).toBeGreaterThanOrEqual(alone.rowDefs?.get(3)?.height ?? Infinity);
  });

  test('每张表都写明周次、冻结时间和校验码，页脚也有', async () => {
    const sheet = await sheetsOf(documentOf(ROWS, ROWS));
    for (const name of SHEETS) {
      expect(sheet(name).rows[1]?.[0]).toBe(
        '第12周（2026-03-16起）　　数据截至：2026-03-20　　冻结时间：2026-03-20 14:00　　校验码：9f2c41d7e0ab　　变化对照：第11周（2026-03-09起）',
      );
      const footer = sheet(name).headerFooter?.oddFooter ?? '';
      for (const part of ['第12周', '2026-03-20 14:00', '9f2c41d7e0ab']) expect(footer).toContain(part);
      expect(footer.length).toBeLessThanOrEqual(255);
    }
  });

  test('状态、销号、类型只能从下拉中选', async () => {
    const sheet = await sheetsOf(documentOf(ROWS));
    const choices = sheet('整改台账').dataValidations?.map(({ range, values }) => [range, values]);
    expect(choices).toEqual([
      ['K4:K6', ['立行立改', '限期整改', '长期坚持']],
      ['M4:M6', ['未完成', '基本完成', '已完成', '依规终止']],
      ['N4:N6', ['未销号', '待初审', '待复审', '待终审', '已销号', '退回', '反弹']],
    ]);
  });

  test('A3 为主，A4 列窄、字号不变', async () => {
    const [a3, a4] = [await sheetsOf(documentOf(ROWS)), await sheetsOf(documentOf(ROWS), 'a4')];
    for (const name of SHEETS.slice(0, -1)) {
      expect([a3(name).pageSetup?.paperSize, a4(name).pageSetup?.paperSize]).toEqual(['a3', 'a4']);
    }
    expect(sizeOf(a4('整改台账'))).toBe(sizeOf(a3('整改台账')));
    for (const name of SHEETS.slice(0, -1)) {
      for (const [column, heading] of (a4(name).rows[2] ?? []).entries()) {
        const width = a4(name).columns?.[column]?.width;
        if (heading === '整改时限') expect([name, width! >= 12]).toEqual([name, true]);
      }
    }
  });
});

describe('本周变化', () => {
  test('用文字写在自己的列里；新增的写新增，没变的留空', async () => {
    const previous = [aLedgerRow({ taskId: 't1', light: 'yellow', timeliness: 'near' }), ROWS[1]!];
    const sheet = await sheetsOf(documentOf(ROWS, previous));
    const changes = ['整改台账', '台账（打印）', '任务清单'].map((name) =>
      bodyOf(sheet(name)).map((row) => row.at(-1) ?? ''),
    );
    expect(changes).toEqual(Array.from({ length: 3 }, () => ['黄灯→绿灯\n临期→未到期', '', '新增']));
  });

  test('第一期没有可比的，整列为空', async () => {
    const sheet = await sheetsOf(documentOf(ROWS));
    expect(bodyOf(sheet('整改台账')).map((row) => row.at(-1) ?? '')).toEqual(['', '', '']);
  });

  test('统计表列出变动和基数的和', async () => {
    const document = documentOf(ROWS, ROWS.slice(0, 2));
    const base = {
      before: 2,
      after: 3,
      added: ['3'],
      parts: 0,
      changes: [],
      problems: { before: 1, after: 2 },
    };
    const since = document.since && { ...document.since, movement: { ...document.since.movement, base } };
    const lines = (await sheetsOf({ ...document, since }))('统计').rows.map(([first]) => first);
    expect(lines).toEqual(
      expect.arrayContaining([
        '与上期（第11周）相比',
        '新增任务1项：3号',
        '任务总数：上周2项，增加1项，减少0项，本周3项',
        '问题总数：上周1项，本周2项',
      ]),
    );
  });
});

/** All columns that hold text from outside, dangerous at once. */
const POISON = ['=1+1', '+cmd|x!A0', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1', '%00=1', '#REF!'] as const;
const poisoned = (text: string): LedgerRow =>
  aLedgerRow({
    code: text,
    category: text,
    problem: text,
    task: text,
    measures: [text],
    measureTypes: ['institution'],
    leader: text,
    unit: text,
    owner: text,
    supportUnits: [text],
    progress: text,
    nextPlan: text,
    remark: text,
    reportedUpTo: text,
    reportedUpOn: '2026-03-18',
  });

describe('没有一格能成为公式', () => {
  test.each(POISON)('%j 在每一列、每一张表都是文本', async (text) => {
    const rows = [poisoned(text)];
    const document = documentOf(rows, [aLedgerRow()]);
    const file = await writeLedger({ ...document, meta: { ...META, roundName: text } });
    const zip = openZip(file, 50 * 2 ** 20);
    for (let no = 1; no <= SHEETS.length; no += 1) {
      const xml = zip.text(`xl/worksheets/sheet${no}.xml`) ?? '';
      expect(xml).toContain('<sheetData>');
      // No formula, no error value, and every string is in the table of strings.
      expect(xml).not.toMatch(/<f[ >/]|t="(?:str|e|b)"/);
    }
    expect(zip.names.filter((name) => /externalLink|connections|embeddings|vba/i.test(name))).toEqual([]);
  });

  test('文字开头像公式的格子，各表都设为文本格式', async () => {
    const sheet = await sheetsOf(documentOf([poisoned('=1+1')]));
    for (const name of SHEETS) {
      const found = [...(sheet(name).cells ?? [])].filter(
        ([, { value }]) => typeof value === 'string' && /^[=+\-@]/.test(value),
      );
      expect(found.length).toBeGreaterThan(0);
      for (const [at, { style }] of found) expect([name, at, style?.numFmt]).toEqual([name, at, '@']);
    }
  });
});

test('同一期何时导出都是同样的字节', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-21T00:00:00Z') });
  const document = documentOf(ROWS, ROWS.slice(1));
  const first = await writeLedger(document);
  vi.setSystemTime(new Date('2027-01-01T09:30:00Z'));
  const again = await writeLedger(document);
  vi.useRealTimers();
  expect(again.equals(first)).toBe(true);
  expect(openZip(again, 10 ** 6).text('docProps/core.xml')).toContain(`SHA-256: ${META.sha256}`);
});
