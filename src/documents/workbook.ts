import { readXls, readXlsx } from 'hucre/xlsx';
import type { Sheet, Workbook } from 'hucre/xlsx';
import type { CellValue, SheetContent } from './sheet.ts';
import { sheetsWithCells } from './workbook-sheets.ts';
import { openZip } from './zip.ts';

/*
 * Reads workbooks. Only this module and the writer know the spreadsheet library.
 */

/** Of all parts of a workbook, unpacked: our own ledger of 10 000 tasks with its seven sheets takes two thirds of it. */
const MAX_UNPACKED = 96 * 2 ** 20;
/** Of them all, pictures too, whose bytes look like a tag now and again: that ledger has 3.7 million. */
const MAX_TAGS = 5_000_000;

/**
 * The sheets of an `.xlsx` or `.xls` file; rows beyond `maxRows` are left out.
 * @throws TooLarge when it unpacks to too much
 * @throws Error when the file is neither, damaged, or protected by a password
 */
export async function readWorkbook(file: Buffer, maxRows: number): Promise<SheetContent[]> {
  const workbook = isCompound(file) ? await readXls(file, { maxRows }) : await readPackage(file, maxRows);
  const inDays = workbook.dateSystem === '1904' ? sinceMacintosh : (value: CellValue) => value;
  return workbook.sheets.map((sheet) => fromHucre(sheet, inDays));
}

function readPackage(file: Buffer, maxRows: number): Promise<Workbook> {
  openZip(file, MAX_UNPACKED, MAX_TAGS).check();
  const held = sheetsWithCells(openZip(file, MAX_UNPACKED));
  return readXlsx(file, {
    maxRows,
    // A whole row or column that was coloured reaches to the edge of the sheet.
    range: `A1:${LAST_COLUMN}${maxRows}`,
    ...(held && { sheets: ({ index }) => held.has(index) }),
  });
}

/** The last one that old workbooks could have. */
const LAST_COLUMN = 'IV';

/**
 * A date whose format was lost, in a workbook that counts from 1904: numbers of that size are days in every column that
 * a ledger is read for.
 */
const sinceMacintosh = (value: CellValue): CellValue =>
  typeof value === 'number' && value >= FIRST_DAY && value <= LAST_DAY ? value + DAYS_TO_1904 : value;

const DAYS_TO_1904 = 1462;
/** 2000 to 2099 as such a workbook counts them. */
const FIRST_DAY = 36_526 - DAYS_TO_1904;
const LAST_DAY = 73_050 - DAYS_TO_1904;

/** Why a file is no workbook that can be read, by what it holds. */
export type Unreadable =
  'empty' | 'password' | 'word' | 'pdf' | 'page' | 'xml2003' | 'openDocument' | 'binary' | 'text' | 'damaged';

export const reasonUnreadable = (file: Buffer): Unreadable =>
  SIGNS.find(([, isSo]) => isSo(file))?.[0] ?? 'damaged';

const HEAD_BYTES = 4096;
const headOf = (file: Buffer): string => file.subarray(0, HEAD_BYTES).toString('latin1');
/** Names in a compound file are written in two bytes a letter. */
const holdsName = (file: Buffer, name: string): boolean => file.includes(Buffer.from(name, 'utf16le'));

const SIGNS: readonly (readonly [Unreadable, (file: Buffer) => boolean])[] = [
  ['empty', (file) => file.length === 0],
  [
    'password',
    (file) => isCompound(file) && (holdsName(file, 'EncryptedPackage') || holdsName(file, 'Workbook')),
  ],
  ['word', (file) => isCompound(file) && holdsName(file, 'WordDocument')],
  ['pdf', (file) => headOf(file).startsWith('%PDF')],
  ['openDocument', (file) => headOf(file).includes('application/vnd.oasis.opendocument')],
  ['xml2003', (file) => headOf(file).includes('urn:schemas-microsoft-com:office:spreadsheet')],
  ['binary', (file) => headOf(file).startsWith('PK') && file.includes('xl/workbook.bin')],
  ['page', (file) => /<(?:html|table|!doctype)/i.test(headOf(file))],
  ['text', (file) => !headOf(file).startsWith('PK') && !headOf(file).includes('\0')],
];

const isCompound = (file: Buffer): boolean => file.subarray(0, 4).equals(OLE_MAGIC);
const OLE_MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

function fromHucre(sheet: Sheet, inDays: (value: CellValue) => CellValue): SheetContent {
  const rowDefs = [...(sheet.rowDefs ?? [])];
  return {
    name: sheet.name,
    rows: sheet.rows.map((row) => row.map(inDays)),
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
    uncomputed: [...(sheet.cells ?? [])].flatMap(([at, { formula, value }]) => {
      const [row = 0, column = 0] = at.split(',').map(Number);
      return formula !== undefined && value === null ? [{ row, column }] : [];
    }),
    hidden: sheet.hidden === true || sheet.veryHidden === true,
  };
}
