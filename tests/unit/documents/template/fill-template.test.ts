import fc from 'fast-check';
import { zipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { fillTemplate } from '../../../../src/documents/template/fill-template.ts';
import { computeFigures } from '../../../../src/domain/ledger/figures.ts';
import type { LedgerRow } from '../../../../src/domain/ledger/ledger.ts';
import { aLedgerRow } from '../a-ledger-row.ts';
import { aTemplate, partsOf, placeholderSheet, sheetOf, withParts } from './a-template.ts';

const META = {
  roundName: '第七轮巡察',
  weekNo: 12,
  week: '2026-03-16',
  asOf: '2026-03-20',
  frozenAt: '2026-03-20 14:00',
  sha256: '9f2c41d7',
} as const;

const tasks = (count: number, differences: Partial<LedgerRow> = {}): LedgerRow[] =>
  Array.from({ length: count }, (_, index) =>
    aLedgerRow({ taskId: `t${index}`, no: index + 1, code: `${index + 1}`, ...differences }),
  );

const fill = (file: Buffer, rows: readonly LedgerRow[], mapping: string | null = null) =>
  fillTemplate(
    { rows, figures: computeFigures({ rows, asOf: META.asOf }), meta: META, since: null },
    { file, mapping },
  );

async function filled(file: Buffer, rows: readonly LedgerRow[], mapping: string | null = null) {
  const result = await fill(file, rows, mapping);
  if (result.kind === 'refused') throw new Error(result.reasons.join('\n'));
  const parts = partsOf(result.file);
  const { sheets } = await readXlsx(result.file, { readStyles: true });
  return { ...result, parts, sheets, first: sheets[0]! };
}

const refusal = async (file: Buffer, count = 3, mapping: string | null = null) => {
  const result = await fill(file, tasks(count), mapping);
  return result.kind === 'refused' ? result.reasons : [];
};

describe('placeholders', () => {
  test('the row is repeated for each task, the rest moves down', async () => {
    const { first } = await filled(await aTemplate(), tasks(3));
    expect(first.rows[0]?.[0]).toBe('第七轮巡察（第12周，截至2026-03-20）');
    expect(first.rows[1]?.[0]).toBe('共3项，红灯0项');
    const day = new Date('2026-09-30T00:00:00Z');
    const who = '公共服务办公室／李向晚';
    expect(first.rows.slice(3, 6).map((row) => row.slice(0, 4))).toEqual([
      [1, '完善首问负责和限时办结制度', day, who],
      [2, '完善首问负责和限时办结制度', day, who],
      [3, '完善首问负责和限时办结制度', day, who],
    ]);
    expect(first.rows[6]?.[0]).toBe('合计');
    expect(first.rows[8]?.[0]).toBe('填表人：');
  });

  test('with its height, borders, formats and merged cells', async () => {
    const { first } = await filled(await aTemplate(), tasks(3));
    for (const row of [3, 4, 5]) {
      expect(first.rowDefs?.get(row)?.height).toBe(33);
      expect(first.cells?.get(`${row},2`)?.style?.numFmt).toBe('yyyy"年"m"月"d"日"');
      expect(first.cells?.get(`${row},4`)?.style?.border?.left?.style).toBe('thin');
    }
    expect(
      first.merges?.map(({ startRow, startCol, endRow, endCol }) => [startRow, startCol, endRow, endCol]),
    ).toEqual([
      [0, 0, 0, 5],
      [3, 3, 3, 4],
      [4, 3, 4, 4],
      [5, 3, 5, 4],
      [8, 0, 8, 2],
    ]);
  });

  test('what belonged to the row grows with it', async () => {
    const { first, sheets, parts } = await filled(await aTemplate(), tasks(3));
    const sheet = parts['xl/worksheets/sheet1.xml']!;
    expect(sheet).toMatch(
      /<conditionalFormatting sqref="A4:F6">.*<formula>\$F4&gt;SUM\(\$F\$4:\$F\$6\)\/2</s,
    );
    expect(first.dataValidations?.[0]?.range).toBe('D4:D6');
    expect(first.autoFilter?.range).toBe('A3:F6');
    expect(['3,5', '4,5', '5,5', '6,5'].map((at) => first.cells?.get(at)?.formula)).toEqual([
      'LEN(B4)',
      'LEN(B5)',
      'LEN(B6)',
      'SUM(F4:F6)',
    ]);
    expect(sheets[1]?.cells?.get('1,0')?.formula).toBe("COUNTA('报送表'!B4:B6)");
    expect(sheets[1]?.rows[2]?.[0]).toBe('9f2c41d7');
    expect(parts['xl/workbook.xml']).toMatch(/name="全部任务"[^>]*>'报送表'!\$A\$4:\$F\$6</);
    expect(parts['xl/workbook.xml']).toMatch(/name="_xlnm.Print_Area"[^>]*>'报送表'!\$A\$1:\$F\$9</);
    expect(first.headerFooter?.oddFooter).toBe('&L第七轮巡察&C第&P页');
  });

  test('no value computed before is left, and it is computed when opened', async () => {
    const file = withParts(await aTemplate(), (parts) => {
      const part = 'xl/worksheets/sheet2.xml';
      parts[part] = parts[part]!.replace(/<\/f>(<v>[^<]*<\/v>|<v\/>)?/, '</f><v>99</v>');
    });
    const { parts } = await filled(file, tasks(3));
    expect(parts['xl/worksheets/sheet2.xml']).not.toContain('<v>99</v>');
    expect(parts['xl/workbook.xml']).toMatch(/<calcPr[^>]*fullCalcOnLoad="1"/);
  });

  test('parts that hold nothing to fill in stay byte for byte', async () => {
    const file = await aTemplate([
      placeholderSheet(),
      sheetOf('附表', { A1: { value: '原样' }, B9: { value: 3 } }),
    ]);
    const [before, { parts }] = [partsOf(file), await filled(file, tasks(4))];
    const changed = Object.keys(before).filter((name) => before[name] !== parts[name]);
    expect(changed.toSorted()).toEqual(['xl/workbook.xml', 'xl/worksheets/sheet1.xml']);
    expect(parts['xl/worksheets/sheet1.xml']).toContain(
      /<cols>.*<\/cols>/.exec(before['xl/worksheets/sheet1.xml']!)![0],
    );
    expect(Object.keys(parts).toSorted()).toEqual(Object.keys(before).toSorted());
  });

  test('no task leaves one empty row, one task moves nothing', async () => {
    const none = await filled(await aTemplate(), []);
    expect(none.first.rows[3]?.slice(0, 4)).toEqual([null, null, null, '／']);
    const one = await filled(await aTemplate(), tasks(1));
    expect(one.first.rows[4]?.[0]).toBe('合计');
    expect(one.first.cells?.get('4,5')?.formula).toBe('SUM(F4:F4)');
  });

  test('the same ledger gives the same bytes', async () => {
    const file = await aTemplate();
    expect((await filled(file, tasks(2))).file.equals((await filled(file, tasks(2))).file)).toBe(true);
  });

  test('parts of a rich text keep their fonts', async () => {
    const rich = '<is><r><rPr><b/></rPr><t>第{{周次}}周</t></r><r><t>进展</t></r></is>';
    const file = withParts(
      await aTemplate([sheetOf('表', { A1: { value: 'x' }, A2: { value: '{{序号}}' } })], []),
      (parts) => {
        const part = 'xl/worksheets/sheet1.xml';
        parts[part] = parts[part]!.replace(/<c r="A1"[^>]*>.*?<\/c>/, `<c r="A1" t="inlineStr">${rich}</c>`);
      },
    );
    const { parts } = await filled(file, tasks(1));
    expect(parts['xl/worksheets/sheet1.xml']).toMatch(
      /<rPr><b\/><\/rPr><t[^>]*>第12周<\/t>.*<t[^>]*>进展<\/t>/,
    );
  });

  test('formulas that Excel has shared among cells are written out', async () => {
    const file = withParts(await aTemplate([placeholderSheet()], []), (parts) => {
      const part = 'xl/worksheets/sheet1.xml';
      parts[part] = parts[part]!.replace(
        /<f>LEN\(B4\)<\/f>/,
        '<f t="shared" ref="F4:F5" si="0">LEN(B4)</f>',
      ).replace(/<f>SUM\(F4:F4\)<\/f>/, '<f t="shared" si="0"/>');
    });
    const { first } = await filled(file, tasks(2));
    expect(['3,5', '4,5', '5,5'].map((at) => first.cells?.get(at)?.formula)).toEqual([
      'LEN(B4)',
      'LEN(B5)',
      'LEN(B6)',
    ]);
  });
});

/** Two rows of headings, three prepared rows, a remark below. */
const formSheet = (prepared = 3) =>
  sheetOf(
    '上报表',
    {
      A1: { value: '整改情况上报表' },
      A2: { value: '序号' },
      B2: { value: '反馈的问题' },
      C2: { value: '整改' },
      E2: { value: '来文日期' },
      F2: { value: '亮灯情况' },
      C3: { value: '任务内容' },
      D3: { value: '完成时限' },
      ...Object.fromEntries(
        Array.from({ length: prepared }, (_, row) =>
          ['A', 'B', 'C', 'D', 'E', 'F'].map((letter) => [
            `${letter}${row + 4}`,
            { value: letter === 'A' ? row + 1 : null, style: { numFmt: '0.00' } },
          ]),
        ).flat(),
      ),
      [`A${prepared + 4}`]: { value: '注：一式两份。' },
    },
    {
      merges: [
        { startRow: 1, startCol: 2, endRow: 1, endCol: 3 },
        { startRow: 1, startCol: 0, endRow: 2, endCol: 0 },
      ],
    },
  );

describe('headings', () => {
  test('two rows of them, by any name the importer knows; the prepared rows are filled first', async () => {
    const { first, unfilled, mapping } = await filled(await aTemplate([formSheet()], []), tasks(2));
    expect(first.rows[3]?.slice(0, 6)).toEqual([
      1,
      '3.首问负责制落实不到位',
      '完善首问负责和限时办结制度',
      '2026-09-30',
      null,
      '绿灯\n未到期',
    ]);
    expect(first.rows[5]?.slice(0, 3)).toEqual([3, null, null]);
    expect(first.rows[6]?.[0]).toBe('注：一式两份。');
    expect(unfilled).toEqual(['E 来文日期']);
    expect(JSON.parse(mapping!)).toEqual({
      sheet: '上报表',
      headerRow: 3,
      firstRow: 4,
      columns: { A: '序号', B: '反馈问题', C: '整改任务', D: '整改时限', F: '亮灯/逾期天数' },
    });
  });

  test.each([0, 1, 3])('with %i rows prepared the remark stays below five tasks', async (prepared) => {
    const { first } = await filled(await aTemplate([formSheet(prepared)], []), tasks(5));
    expect(first.rows.slice(3, 8).map((row) => row[0])).toEqual([1, 2, 3, 4, 5]);
    expect(first.rows[8]?.[0]).toBe('注：一式两份。');
  });

  test('a saved mapping, corrected, decides', async () => {
    const file = await aTemplate([formSheet()], []);
    const { mapping } = await filled(file, tasks(1));
    const corrected = mapping!.replace('"D": "整改时限"', '"E": "责任领导"');
    const { first } = await filled(file, tasks(1), corrected);
    expect(first.rows[3]?.slice(3, 5)).toEqual([null, '周望舒']);
  });
});

const withCell = (name: string, value: string) => {
  const sheet = placeholderSheet();
  sheet.cells?.set(name, { value });
  return aTemplate([sheet], []);
};
const withFormula = (name: string, formula: string) => {
  const sheet = placeholderSheet();
  sheet.cells?.set(name, { value: null, formula });
  return aTemplate([sheet], []);
};

describe('refused, with the cell', () => {
  test.each<[string, () => Promise<Buffer>, RegExp[]]>([
    [
      'all unknown placeholders at once',
      async () => {
        const sheet = placeholderSheet();
        sheet.cells?.set('6,1', { value: '{{天气}}' });
        sheet.cells?.set('6,2', { value: '{{原因分析}}{{心情}}' });
        return aTemplate([sheet], []);
      },
      [/报送表, cell B7: \{\{天气}} is unknown/, /C7: \{\{原因分析}}/, /C7: \{\{心情}}/],
    ],
    ['a second row of tasks', () => withCell('6,1', '{{责任人}}'), [/cell B7: .*row 4 already/]],
    [
      'one cell of the repeated row',
      () => withFormula('5,1', 'F4*2'),
      [/cell B6: the formula's F4 is one cell/],
    ],
    ['a reference by text', () => withFormula('5,1', 'INDIRECT("A"&7)'), [/cell B6: .*cannot be followed/]],
    [
      'cells merged over rows',
      () =>
        aTemplate([placeholderSheet({ merges: [{ startRow: 2, startCol: 0, endRow: 3, endCol: 0 }] })], []),
      [/cell A3: the merged cells A3:A4/],
    ],
    [
      'no headings',
      () => aTemplate([sheetOf('表', { A1: { value: '你好' } })], []),
      [/neither placeholders/],
    ],
    [
      'rows that are filled already',
      async () => {
        const sheet = formSheet();
        sheet.cells?.set('3,1', { value: '上周的问题' });
        return aTemplate([sheet], []);
      },
      [/cell B4: .*clear them/],
    ],
    [
      'macros',
      async () => withParts(await aTemplate(), (parts) => (parts['xl/vbaProject.bin'] = 'x')),
      [/macros/],
    ],
    ['an old file', async () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), [/old \.xls/]],
    [
      'a password',
      async () => Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      [/password/],
    ],
    ['no workbook', async () => Buffer.from('序号,任务'), [/no \.xlsx/]],
  ])('%s', async (_, file, reasons) => {
    const given = await refusal(await file());
    expect(given).toHaveLength(reasons.length);
    reasons.forEach((reason, index) => expect(given[index]).toMatch(reason));
  });

  test('a bomb costs no more than the limit', async () => {
    const zeros = new Uint8Array(101 * 2 ** 20);
    const bomb = Buffer.from(zipSync({ 'xl/a.bin': zeros, 'xl/b.bin': zeros }, { level: 1 }));
    expect(await refusal(bomb)).toEqual([expect.stringMatching(/unpacks to too much/)]);
  });

  test.each([
    ['{', /no JSON/],
    ['{"sheet":"上报表","headerRow":3,"firstRow":3,"columns":{"A":"序号"}}', /firstRow/],
    ['{"sheet":"别的","headerRow":3,"firstRow":4,"columns":{"A":"序号"}}', /no sheet 别的/],
    ['{"sheet":"上报表","headerRow":3,"firstRow":4,"columns":{"A":"天气"}}', /column A: .*天气/],
    ['{"sheet":"上报表","headerRow":3,"firstRow":4,"columns":{"1":"序号"}}', /letters of a column/],
  ])('the mapping %s', async (mapping, reason) => {
    expect((await refusal(await aTemplate([formSheet()], []), 1, mapping)).join('\n')).toMatch(reason);
  });
});

test('figures that do not close are refused with their sum', async () => {
  const rows = tasks(2);
  const figures = computeFigures({ rows, asOf: META.asOf });
  const wrong = { ...figures, tasks: { ...figures.tasks, total: 4 } };
  const template = { file: await aTemplate(), mapping: null };
  await expect(fillTemplate({ rows, figures: wrong, meta: META, since: null }, template)).rejects.toThrow(
    /not 4/,
  );
});

/** What a cell can hold of it. */
const clean = (text: string) =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/(?!\n)[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '');

test('any text stays text, in its cell, whatever it looks like', async () => {
  const file = await aTemplate(
    [
      sheetOf('表', {
        A1: { value: '{{轮次}}' },
        A2: { value: '{{整改任务}}' },
        B2: { value: '甲{{备注}}' },
      }),
    ],
    [],
  );
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '=1+1',
      '+86138',
      '-5',
      '@SUM(A1)',
      '{{序号}}',
      '$&$1$`',
      '</t></is></c>',
      '&amp;',
      '_x0041_',
      ']]>',
      '"\'',
      '#REF!',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(nasty, { minLength: 1, maxLength: 4 }), async (texts) => {
      const rows = texts.map((text, index) => aLedgerRow({ taskId: `t${index}`, task: text, remark: text }));
      const { first } = await filled(file, rows);
      expect(texts.map((_, index) => first.rows[index + 1]?.[0] ?? '')).toEqual(texts.map(clean));
      expect(texts.map((_, index) => first.rows[index + 1]?.[1])).toEqual(
        texts.map((text) => `甲${clean(text)}`),
      );
      expect([...(first.cells?.values() ?? [])].some(({ formula }) => formula !== undefined)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('what looks like a formula is marked as text, so that editing the cell does not make it one', async () => {
  const { parts } = await filled(await aTemplate(), tasks(2, { task: '=1+1' }));
  const style = Number(/<c r="B4"[^>]* s="(\d+)"/.exec(parts['xl/worksheets/sheet1.xml']!)![1]);
  const looks = [.../<cellXfs.*<\/cellXfs>/s.exec(parts['xl/styles.xml']!)![0].matchAll(/<xf [^>]*>/g)];
  expect(looks[style]?.[0]).toContain('quotePrefix="1"');
});
