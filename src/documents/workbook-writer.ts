import { setImmediate as otherWork } from 'node:timers/promises';
import { rangeRef, writeXlsx } from 'hucre/xlsx';
import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';
import { sheetFont } from '../zh/names.ts';
import { cellText, newStyles, rowXml } from './sheet-rows.ts';
import type { Styles } from './sheet-rows.ts';
import type { Block, CellLook, OutSheet } from './sheet.ts';
import { zipStream } from './zip-stream.ts';
import type { ZipStream } from './zip-stream.ts';
import { openZip } from './zip.ts';

/*
 * Writes workbooks: the spreadsheet library makes everything of the file but the rows, which are streamed into it.
 */

/** Column widths count its digits: a font every program has, or has the metrics of. */
const DEFAULT_FONT = { name: 'Arial', size: 10 };
const INCH_MM = 25.4;
const MARGINS = { top: 12, right: 8, bottom: 14, left: 8, header: 6, footer: 6 };

/** Page number and page count, in a footer. */
export const PAGE_NUMBER = '&P';
export const PAGE_COUNT = '&N';

/** Text for a footer, where `&` would begin a command. */
export const footerText = (text: string): string => text.replaceAll('&', '&&');

/** What the properties of the file say. */
export interface WorkbookFacts {
  readonly title: string;
  readonly description: string;
  /** Of making and last change. */
  readonly at: Date;
}

export interface WritingOptions {
  /** Without them the file says when it was written. */
  readonly facts?: WorkbookFacts;
  /** Hears how many rows of all sheets have been written. */
  readonly written?: (rows: number) => void;
}

export async function writeWorkbook(
  sheets: readonly OutSheet[],
  { facts, written }: WritingOptions = {},
): Promise<Buffer> {
  const shell = await readShell(sheets, [], facts);
  const zip = zipStream();
  for (const name of shell.names.filter((each) => !isSheet(each) && each !== STYLES))
    zip.add(name, shell.text(name));
  const styles = newStyles();
  let rows = 0;
  for (const [index, sheet] of sheets.entries()) {
    const frame = shell.text(sheetPart(index));
    for await (const count of streamSheet(sheet, { part: zip.part(sheetPart(index)), frame, styles })) {
      rows += count;
      written?.(rows);
    }
  }
  zip.add(STYLES, await styleSheet(sheets, styles.looks()));
  return zip.finish();
}

const STYLES = 'xl/styles.xml';
const sheetPart = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`;
const isSheet = (name: string): boolean => name.startsWith('xl/worksheets/sheet');

/** Rows that are packed at a time; between them the rest of the process has its turn. */
const ROWS_AT_ONCE = 200;

async function* streamSheet(
  sheet: OutSheet,
  { part, frame, styles }: { part: ReturnType<ZipStream['part']>; frame: string; styles: Styles },
): AsyncGenerator<number> {
  const { before, after } = splitFrame(frame);
  part.push(`${before}<sheetData>`);
  let batch: string[] = [];
  let index = 0;
  for (const row of sheet.rows) {
    batch.push(rowXml(row, index, styles));
    index += 1;
    if (batch.length < ROWS_AT_ONCE) continue;
    part.push(batch.join(''));
    yield batch.length;
    batch = [];
    await otherWork();
  }
  part.push(`${batch.join('')}</sheetData>${after}`);
  part.end();
  yield batch.length;
}

/** What stands before and behind the rows. */
function splitFrame(frame: string): { before: string; after: string } {
  const [before, after] = frame
    .replace(/<dimension [^>]*\/>/, '')
    .split(/<sheetData\/>|<sheetData>.*<\/sheetData>/su);
  if (before === undefined || after === undefined) throw new Error('the sheet has no place for its rows');
  return { before, after };
}

/** The looks as the library numbers them, which must be as we did: the rows are written by then. */
async function styleSheet(sheets: readonly OutSheet[], looks: readonly CellLook[]): Promise<string> {
  const shell = await readShell(sheets, looks);
  const numbers = [...shell.text(sheetPart(0)).matchAll(/<c r="[A-Z]+1" s="(\d+)"/g)].map(([, no]) =>
    Number(no),
  );
  const asExpected = looks.every((_, index) => numbers[index] === index + 1);
  if (!asExpected) throw new Error('the styles are numbered otherwise than the cells');
  return shell.text(STYLES);
}

interface Shell {
  readonly names: readonly string[];
  text(name: string): string;
}

const MAX_SHELL = 50 * 2 ** 20;

/** The file without its rows; the looks are shown in the first one of the first sheet. */
async function readShell(
  sheets: readonly OutSheet[],
  looks: readonly CellLook[],
  facts?: WorkbookFacts,
): Promise<Shell> {
  const bytes = await writeXlsx({
    sheets: sheets.map((sheet, index) => toHucre(sheet, index === 0 ? looks : [])),
    defaultFont: DEFAULT_FONT,
    ...(facts && { properties: propertiesOf(facts) }),
    namedRanges: sheets.flatMap(repeatedRows),
  });
  const zip = openZip(Buffer.from(bytes), MAX_SHELL);
  return { names: zip.names, text: (name) => zip.text(name) ?? '' };
}

/** The library would name the sheet without quotes, which a name with brackets may not be. */
const repeatedRows = ({ name, frozen }: OutSheet) =>
  frozen.rows === 0
    ? []
    : [
        {
          name: '_xlnm.Print_Titles',
          range: `'${name.replaceAll("'", "''")}'!$1:$${frozen.rows}`,
          scope: name,
        },
      ];

const propertiesOf = ({ title, description, at }: WorkbookFacts) => ({
  title: cellText(title),
  description: cellText(description),
  created: at,
  modified: at,
});

function toHucre(sheet: OutSheet, looks: readonly CellLook[]): WriteSheet {
  return {
    name: sheet.name,
    columns: sheet.widths.map((width) => ({ width })),
    rows: looks.length === 0 ? [] : [looks.map(() => null)],
    cells: new Map(
      looks.map((look, column): [string, Partial<Cell>] => [
        `0,${column}`,
        { value: null, style: styleOf(look) },
      ]),
    ),
    merges: sheet.merges.map(({ top, left, bottom, right }) => ({
      startRow: top,
      startCol: left,
      endRow: bottom,
      endCol: right,
    })),
    ...(sheet.filter && { autoFilter: { range: rangeOf(sheet.filter) } }),
    dataValidations: sheet.choices.map(({ block, values }) => ({
      type: 'list',
      values: [...values],
      allowBlank: true,
      showErrorMessage: true,
      range: rangeOf(block),
    })),
    ...printingOf(sheet),
  };
}

function printingOf({ frozen, paper, footer, pages }: OutSheet): Partial<WriteSheet> {
  const margins = Object.fromEntries(Object.entries(MARGINS).map(([side, mm]) => [side, mm / INCH_MM]));
  return {
    freezePane: frozen,
    ...(pages && { rowBreaks: [...pages.breaks] }),
    pageSetup: {
      paperSize: paper,
      orientation: 'landscape',
      // Excel heeds no breaks where it fits a sheet to the page.
      ...(pages === undefined ? { fitToPage: true, fitToWidth: 1, fitToHeight: 0 } : { scale: pages.scale }),
      horizontalCentered: true,
      margins,
    },
    headerFooter: { oddFooter: `&L${footer.left}&C${footer.centre}&R${footer.right}` },
  };
}

const SIDE = { style: 'thin', color: { rgb: '808080' } } as const;
const BORDER = { top: SIDE, right: SIDE, bottom: SIDE, left: SIDE };

function styleOf({ size = 10, bold = false, align = 'left', ...look }: CellLook): CellStyle {
  return {
    font: { name: sheetFont, size, bold, ...(look.color !== undefined && { color: { rgb: look.color } }) },
    alignment: { wrapText: true, vertical: 'center', horizontal: align },
    ...(look.border !== false && { border: BORDER }),
    ...(look.fill !== undefined && {
      fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: look.fill } },
    }),
    ...(look.format !== undefined && { numFmt: look.format }),
  };
}

const rangeOf = ({ top, left, bottom, right }: Block): string => rangeRef(top, left, bottom, right);
