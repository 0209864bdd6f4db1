import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import type { Cell, WriteSheet } from 'hucre/xlsx';

const SIDE = { style: 'thin', color: { rgb: '0000FF' } } as const;
const BOXED = { border: { top: SIDE, right: SIDE, bottom: SIDE, left: SIDE } } as const;

/** A cell with a border, as an office has made it. */
const boxed = (value: Cell['value'], more: Partial<Cell> = {}): Partial<Cell> => ({
  value,
  style: { ...BOXED, ...more.style },
  ...(more.formula !== undefined && { formula: more.formula }),
});

type Cells = Readonly<Record<string, Partial<Cell>>>;

/** A1 names as the library counts. */
const cellsOf = (cells: Cells): Map<string, Partial<Cell>> =>
  new Map(
    Object.entries(cells).map(([name, cell]) => [
      `${Number(name.slice(1)) - 1},${name.codePointAt(0)! - 65}`,
      cell,
    ]),
  );

const height = (cells: Cells): number => Math.max(...Object.keys(cells).map((name) => Number(name.slice(1))));

export const sheetOf = (name: string, cells: Cells, more: Partial<WriteSheet> = {}): WriteSheet => ({
  name,
  rows: Array.from({ length: height(cells) }, () => []),
  cells: cellsOf(cells),
  ...more,
});

/** Row 4 is repeated; the title, a total, a signature and a second sheet stand around it. */
export const placeholderSheet = (more: Partial<WriteSheet> = {}): WriteSheet =>
  sheetOf(
    '报送表',
    {
      A1: boxed('{{轮次}}（第{{周次}}周，截至{{截至日期}}）'),
      A2: boxed('共{{任务总数}}项，红灯{{红灯数}}项'),
      A3: boxed('序号'),
      B3: boxed('任务'),
      C3: boxed('时限'),
      D3: boxed('责任'),
      F3: boxed('件数'),
      A4: boxed('{{序号}}'),
      B4: boxed('{{整改任务}}'),
      C4: boxed('{{整改时限}}', { style: { numFmt: 'yyyy"年"m"月"d"日"' } }),
      D4: boxed('{{责任单位}}／{{责任人}}'),
      E4: boxed(null),
      F4: boxed(null, { formula: 'LEN(B4)' }),
      A5: boxed('合计'),
      F5: boxed(null, { formula: 'SUM(F4:F4)' }),
      A7: { value: '填表人：' },
    },
    {
      merges: [
        { startRow: 0, startCol: 0, endRow: 0, endCol: 5 },
        { startRow: 3, startCol: 3, endRow: 3, endCol: 4 },
        { startRow: 6, startCol: 0, endRow: 6, endCol: 2 },
      ],
      columns: [{ width: 7.5 }, { width: 41 }],
      rowDefs: new Map([[3, { height: 33 }]]),
      dataValidations: [{ type: 'list', values: ['甲', '乙'], range: 'D4' }],
      conditionalRules: [
        {
          type: 'expression',
          priority: 1,
          formula: '$F4>SUM($F$4:$F$4)/2',
          range: 'A4:F4',
          style: { font: { bold: true } },
        },
      ],
      autoFilter: { range: 'A3:F4' },
      pageSetup: { orientation: 'landscape', paperSize: 'a3' },
      headerFooter: { oddFooter: '&L{{轮次}}&C第&P页' },
      ...more,
    },
  );

const secondSheet = (): WriteSheet =>
  sheetOf('说明', {
    A1: { value: '=不动' },
    A2: { value: null, formula: "COUNTA('报送表'!B4:B4)" },
    A3: { value: '{{校验码}}' },
  });

export async function aTemplate(
  sheets: readonly WriteSheet[] = [placeholderSheet(), secondSheet()],
  names: Parameters<typeof writeXlsx>[0]['namedRanges'] = [
    { name: '全部任务', range: "'报送表'!$A$4:$F$4" },
    { name: '_xlnm.Print_Area', range: "'报送表'!$A$1:$F$7", scope: '报送表' },
  ],
): Promise<Buffer> {
  return Buffer.from(await writeXlsx({ sheets: [...sheets], namedRanges: names }));
}

export const partsOf = (file: Buffer): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(file)).map(([name, data]) => [name, strFromU8(data)]));

/** The file with parts of it written otherwise, or taken out. */
export function withParts(file: Buffer, change: (parts: Record<string, string>) => void): Buffer {
  const parts = partsOf(file);
  change(parts);
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))),
  );
}
