import { describe, expect, test } from 'vitest';
import { readLedger } from '../../../src/documents/ledger-import.ts';
import { rawWorkbook, type RawParts } from './raw-workbook.ts';

/* The same two tasks in every manner in which programs save them. */

const HEADINGS = ['序号', '反馈问题', '整改措施', '责任单位', '责任人', '整改时限', '整改状态'];
const ROWS = [
  ['1', '窗口服务不规范', '修订窗口规范', '政务办', '李向晚', '46112', '未完成'],
  ['2', '公章管理不严', '制定用印办法', '党政办', '孙有禾', '46203', '已完成'],
];
const READ = [
  ['窗口服务不规范', ['修订窗口规范'], '政务办', '李向晚', '2026-03-31', 'not_done'],
  ['公章管理不严', ['制定用印办法'], '党政办', '孙有禾', '2026-06-30', 'done'],
];

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const LETTERS = 'ABCDEFG';
const DUE = 5;
const inline = (text: string, at: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const dated = (serial: string, at: string, style = 1): string =>
  `<c r="${at}" s="${style}"><v>${serial}</v></c>`;

interface Manner {
  readonly text?: (text: string, at: string) => string;
  readonly date?: (serial: string, at: string) => string;
  readonly number?: (no: string, at: string) => string;
  readonly row?: (no: number, cells: string) => string;
}

/** The rows of the sheet, cell by cell as the manner has it. */
function rowsIn({ text = inline, date = dated, number, row }: Manner = {}): string {
  const asNumber = number ?? ((no, at) => `<c r="${at}"><v>${no}</v></c>`);
  return [HEADINGS, ...ROWS]
    .map((cells, index) => {
      const made = cells.map((cell, column) => {
        const at = `${LETTERS[column] ?? ''}${index + 1}`;
        if (index > 0 && column === 0) return asNumber(cell, at);
        return index > 0 && column === DUE ? date(cell, at) : text(cell, at);
      });
      return row ? row(index + 1, made.join('')) : `<row r="${index + 1}">${made.join('')}</row>`;
    })
    .join('');
}

/** Shared strings, each entry as the manner writes it. */
function shared(entry: (text: string) => string): Pick<RawParts, 'rows' | 'sharedStrings'> {
  const all = [HEADINGS, ...ROWS].flat();
  return {
    rows: rowsIn({ text: (text, at) => `<c r="${at}" s="0" t="s"><v>${all.indexOf(text)}</v></c>` }),
    sharedStrings: all.map((text) => `<si>${entry(text)}</si>`).join(''),
  };
}

const halves = (text: string): [string, string] => [text.slice(0, 1), text.slice(1)];

const MANNERS: readonly (readonly [string, RawParts])[] = [
  ['inline strings', { rows: rowsIn() }],
  ['shared strings', shared((text) => `<t xml:space="preserve"> ${text} </t>`)],
  [
    'shared strings in runs, with their reading above them (rPh)',
    shared((text) => {
      const [a, b] = halves(text);
      return `<r><rPr><b/><sz val="11"/><rFont val="宋体"/></rPr><t>${a}</t></r><r><t xml:space="preserve">${b}</t></r><rPh sb="0" eb="1"><t>xù</t></rPh><phoneticPr fontId="1" type="noConversion"/>`;
    }),
  ],
  [
    'inline strings in runs',
    {
      rows: rowsIn({
        text: (text, at) => {
          const [a, b] = halves(text);
          return `<c r="${at}" t="inlineStr"><is><r><t>${a}</t></r><r><rPr><color rgb="FFFF0000"/></rPr><t>${b}</t></r></is></c>`;
        },
      }),
    },
  ],
  ['dates by a code of WPS', { rows: rowsIn({ date: (serial, at) => dated(serial, at, 2) }) }],
  [
    'days counted from 1904',
    {
      rows: rowsIn({ date: (serial, at) => dated(`${Number(serial) - 1462}`, at) }),
      workbookPr: '<workbookPr date1904="1"/>',
    },
  ],
  ['a date with a time of day', { rows: rowsIn({ date: (serial, at) => dated(`${serial}.375`, at) }) }],
  [
    'a date in the way of science',
    { rows: rowsIn({ date: (serial, at) => dated(`${Number(serial) / 10_000}E4`, at) }) },
  ],
  [
    'dates of ISO (t="d")',
    {
      rows: rowsIn({
        date: (serial, at) =>
          `<c r="${at}" s="1" t="d"><v>${serial === '46112' ? '2026-03-31' : '2026-06-30T00:00:00'}</v></c>`,
      }),
    },
  ],
  [
    'numbers kept as text',
    { rows: rowsIn({ number: (no, at) => `<c r="${at}" s="3" t="str"><v>${no}</v></c>` }) },
  ],
  [
    'formulas with their text',
    {
      rows: rowsIn({
        text: (text, at) => `<c r="${at}" t="str"><f>VLOOKUP(A1,表2!A:B,2,0)</f><v>${text}</v></c>`,
      }),
    },
  ],
  [
    'a number by a formula for all rows',
    {
      rows: rowsIn({
        number: (no, at) => `<c r="${at}"><f t="shared" ref="A2:A3" si="0">ROW()-1</f><v>${no}</v></c>`,
      }),
    },
  ],
  [
    'cells that do not say where they are',
    {
      rows: rowsIn({
        text: (text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`,
        date: (serial) => `<c s="1"><v>${serial}</v></c>`,
        number: (no) => `<c><v>${no}</v></c>`,
        row: (_no, cells) => `<row>${cells}</row>`,
      }),
    },
  ],
  [
    'WPS with its own names, choices and extensions',
    {
      rows: rowsIn({
        row: (no, cells) =>
          `<row r="${no}" ht="28" customHeight="1" spans="1:7" x14ac:dyDescent="0.15">${cells}</row>`,
      }),
      roots:
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" mc:Ignorable="x14ac etc"',
      beforeSheets:
        '<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="D:\\台账\\" xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>',
      afterData:
        '<extLst><ext uri="{x}" xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"><etc:dataList><etc:row r="9"><etc:c r="A9"><etc:v>7</etc:v></etc:c></etc:row></etc:dataList></ext></extLst>',
    },
  ],
  ['a target from the root of the file', { rows: rowsIn(), target: '/xl/worksheets/sheet1.xml' }],
  [
    'a sheet in a folder of its own',
    { rows: rowsIn(), target: 'sheets/data.xml', sheetPath: 'xl/sheets/data.xml' },
  ],
  [
    'names with a prefix',
    {
      rows: rowsIn(),
      rewrite: (xml) =>
        /<(?:worksheet|workbook|sst|styleSheet) /.test(xml)
          ? xml
              .replaceAll(/<(\/?)(?=[a-zA-Z])/g, '<$1x:')
              .replaceAll(/xmlns="(http[^"]*spreadsheetml[^"]*)"/g, 'xmlns:x="$1"')
          : xml,
    },
  ],
  [
    'strict Open XML',
    {
      rows: rowsIn(),
      rewrite: (xml) =>
        xml
          .replaceAll(
            'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
            'http://purl.oclc.org/ooxml/spreadsheetml/main',
          )
          .replaceAll(
            'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
            'http://purl.oclc.org/ooxml/officeDocument/relationships',
          ),
    },
  ],
  [
    'a workbook with macros under another name',
    {
      rows: rowsIn(),
      workbookType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
      more: { 'xl/vbaProject.bin': Buffer.from('d0cf11e0a1b11ae1', 'hex') },
    },
  ],
  [
    'names, a hidden sheet, a chart among the sheets',
    {
      rows: rowsIn(),
      sheets:
        '<sheet name="代码" sheetId="2" state="veryHidden" r:id="rId8"/><sheet name="图" sheetId="3" r:id="rId9"/><sheet name="台账" sheetId="1" r:id="rId1"/>',
      afterSheets:
        '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="2" hidden="1">台账!$A$1:$G$3</definedName><definedName name="旧表">#REF!</definedName></definedNames>',
      relationships: `<Relationship Id="rId8" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId9" Type="${OFFICE}/chartsheet" Target="chartsheets/sheet1.xml"/>`,
      more: {
        'xl/worksheets/sheet2.xml': `<worksheet xmlns="${SPREADSHEET}"><sheetData><row r="1">${inline('未完成', 'A1')}</row></sheetData></worksheet>`,
        'xl/chartsheets/sheet1.xml': `<chartsheet xmlns="${SPREADSHEET}"><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>`,
      },
    },
  ],
  [
    'a sheet that is named and not there',
    {
      rows: rowsIn(),
      sheets: '<sheet name="已删" sheetId="2" r:id="rId8"/><sheet name="台账" sheetId="1" r:id="rId1"/>',
    },
  ],
  [
    'a mark of byte order, line breaks between the tags',
    { rows: rowsIn(), rewrite: (xml) => `\uFEFF${xml.replaceAll('><', '>\r\n  <')}` },
  ],
  [
    'signs as entities and in CDATA',
    { rows: rowsIn({ text: (text, at) => inline(`${text.slice(0, 1)}<![CDATA[${text.slice(1)}]]>`, at) }) },
  ],
  [
    'characters by number',
    {
      rows: rowsIn({
        text: (text, at) =>
          inline(
            text.replaceAll(/./gu, (each) => `&#x${(each.codePointAt(0) ?? 0).toString(16)};`),
            at,
          ),
      }),
    },
  ],
  ['line ends as _x000D_', { rows: rowsIn({ text: (text, at) => inline(`${text}_x000D_\n`, at) }) }],
  [
    'a hundred thousand empty cells behind',
    { rows: rowsIn() + '<row r="1048576"><c r="XFD1048576" s="1"/></row>' },
  ],
];

describe('workbooks as programs save them', () => {
  test.each(MANNERS)('%s', async (_name, parts) => {
    const { rows, problems } = await readLedger(rawWorkbook(parts));
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(
      rows.map(({ problem, measures, unit, owner, due, completion }) => [
        problem,
        measures.map(({ text }) => text),
        unit,
        owner,
        due,
        completion,
      ]),
    ).toEqual(READ);
  });
});

test('a binary workbook under the name of the other says what to do', async () => {
  const file = rawWorkbook({ rows: rowsIn(), more: { 'xl/workbook.bin': Buffer.from('8301', 'hex') } });
  const renamed = Buffer.from(
    file.toString('latin1').replaceAll('xl/workbook.xml', 'xl/workbook.xxx'),
    'latin1',
  );
  const { problems } = await readLedger(renamed);
  expect(problems.map(({ message }) => message)).toEqual([
    '这是二进制工作簿（.xlsb），请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入',
  ]);
});
