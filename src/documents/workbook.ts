import { readXls, readXlsx } from 'hucre/xlsx';
import type { Sheet } from 'hucre/xlsx';
import type { SheetContent } from './sheet.ts';
import { openZip } from './zip.ts';

/*
 * Reads workbooks. Only this module and the writer know the spreadsheet library.
 */

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
