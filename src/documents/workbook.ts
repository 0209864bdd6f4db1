import { sheetFont } from '../zh/names.ts';
import { rangeRef, readXls, readXlsx, writeXlsx } from 'hucre/xlsx';
import type { Cell, CellStyle, Sheet, WriteSheet } from 'hucre/xlsx';
import { openZip } from './zip.ts';
import type { Block, CellLook, OutCell, OutSheet, SheetContent } from './sheet.ts';

/*
 * The only module that knows the spreadsheet library.
 */

/** Column widths count its digits: a font every program has, or has the metrics of. */
const DEFAULT_sheetFont = { name: 'Arial', size: 10 };
const INCH_MM = 25.4;
const MARGINS = { top: 12, right: 8, bottom: 14, left: 8, header: 6, footer: 6 };
const MAX_CELL_CHARS = 32_767;

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

/** Without facts the file says when it was written. */
export async function writeWorkbook(sheets: readonly OutSheet[], facts?: WorkbookFacts): Promise<Buffer> {
  const bytes = await writeXlsx({
    sheets: sheets.map(toHucre),
    defaultFont: DEFAULT_sheetFont,
    ...(facts && {
      properties: {
        title: cellText(facts.title),
        description: cellText(facts.description),
        created: facts.at,
        modified: facts.at,
      },
    }),
  });
  return Buffer.from(bytes);
}

/** Of all parts of a workbook, unpacked: 20 000 full rows take a tenth of it. */
const MAX_UNPACKED = 200 * 2 ** 20;

/**
 * The sheets of an `.xlsx` or `.xls` file; rows beyond `maxRows` are left out.
 * @throws an error when the file is neither, damaged, protected by a password, or unpacks to too much
 */
export async function readWorkbook(file: Buffer, maxRows: number): Promise<SheetContent[]> {
  const isOld = file.subarray(0, 4).equals(OLE_MAGIC);
  if (!isOld) openZip(file, MAX_UNPACKED).check();
  const workbook = await (isOld ? readXls : readXlsx)(file, { maxRows });
  return workbook.sheets.map(fromHucre);
}

const OLE_MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

function toHucre(sheet: OutSheet): WriteSheet {
  return {
    name: sheet.name,
    columns: sheet.widths.map((width) => ({ width })),
    rows: sheet.rows.map(({ cells }) => cells.map(() => null)),
    cells: new Map(
      sheet.rows.flatMap(({ cells }, row) =>
        cells.map((cell, column): [string, Partial<Cell>] => [`${row},${column}`, cellOf(cell)]),
      ),
    ),
    rowDefs: new Map(
      sheet.rows.flatMap(({ height }, row) => (height === null ? [] : [[row, { height }] as const])),
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

function printingOf({ frozen, paper, footer }: OutSheet): Partial<WriteSheet> {
  const margins = Object.fromEntries(Object.entries(MARGINS).map(([side, mm]) => [side, mm / INCH_MM]));
  return {
    freezePane: frozen,
    pageSetup: {
      paperSize: paper,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins,
      printTitlesRow: `$1:$${frozen.rows}`,
    },
    headerFooter: { oddFooter: `&L${footer.left}&C${footer.centre}&R${footer.right}` },
  };
}

function cellOf({ value, look }: OutCell): Partial<Cell> {
  if (typeof value !== 'string' || value === '')
    return { value: value === '' ? null : value, style: styleOf(look) };
  const text = cellText(value);
  // "@" keeps what looks like a formula a text even after somebody has edited the cell.
  const style = styleOf(/^[=+\-@]/.test(text) ? { ...look, format: '@' } : look);
  // The library writes the bare text "#N/A" as an error value; a run of rich text stays text.
  return text.startsWith('#') ? { richText: [{ text }], style } : { value: text, style };
}

/** Text as a cell can hold it: nothing XML forbids, no lone surrogate, not longer than Excel reads. */
function cellText(text: string): string {
  const clean = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/(?!\n)[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '');
  const short =
    clean.length > MAX_CELL_CHARS ? `${clean.slice(0, MAX_CELL_CHARS - 1).replace(/\p{Cs}$/u, '')}…` : clean;
  // Excel reads _x0041_ as "A": what was typed that way has its underscore escaped.
  return short.replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_');
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

function fromHucre(sheet: Sheet): SheetContent {
  const rowDefs = [...(sheet.rowDefs ?? [])];
  return {
    name: sheet.name,
    rows: sheet.rows,
    merges: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      top: startRow,
      left: startCol,
      bottom: endRow,
      right: endCol,
    })),
    hiddenRows: new Set(rowDefs.flatMap(([row, { hidden }]) => (hidden === true ? [row] : []))),
    hiddenColumns: new Set(
      (sheet.columns ?? []).flatMap((column, index) => (column?.hidden === true ? [index] : [])),
    ),
    hidden: sheet.hidden === true || sheet.veryHidden === true,
  };
}

const rangeOf = ({ top, left, bottom, right }: Block): string => rangeRef(top, left, bottom, right);
