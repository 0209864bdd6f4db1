import { groupBy } from '../domain/group-by.ts';
import { importText } from '../zh/ledger-import.ts';
import type { CellLook, CellValue, OutCell, OutRow } from './sheet.ts';
import { footerText, writeWorkbook } from './workbook-writer.ts';

/** A row and what is to be said of it; line 0 is the sheet as a whole. */
interface Fault {
  readonly line: number;
  readonly message: string;
}

const PLAIN: CellLook = {};
const FAULTY: CellLook = { fill: 'FFF2CC' };
const WORDS: CellLook = { color: 'C00000' };
const WIDTH = 18;
const WIDE = 60;
const MAX_COLUMNS = 100;

/**
 * The sheet with one more column, in front, that says what is wrong with each row. Its own look is not kept.
 * @param mark in the foot of every page: who took it away, and when
 */
export async function markedCopy(
  { name, rows }: { readonly name: string; readonly rows: readonly (readonly CellValue[])[] },
  faults: readonly Fault[],
  mark = '',
): Promise<Buffer> {
  const byLine = groupBy(faults, ({ line }) => Math.max(1, line));
  const width = Math.min(
    MAX_COLUMNS,
    rows.reduce((most, row) => Math.max(most, row.length), 0),
  );
  const marked = rows.map((row, index): OutRow => {
    const own = byLine.get(index + 1) ?? [];
    const look = own.length > 0 ? FAULTY : PLAIN;
    const cells = Array.from({ length: width }, (_, column): OutCell => ({
      value: valueOf(row[column]),
      look,
    }));
    const words = own.map(({ message }) => message).join('\n');
    return { cells: [{ value: words, look: WORDS }, ...cells], height: null };
  });
  return writeWorkbook([
    {
      name: name === '' ? importText.markedSheet : name,
      widths: [WIDE, ...Array.from({ length: width }, () => WIDTH)],
      rows: marked,
      merges: [],
      frozen: { rows: 0, columns: 1 },
      filter: null,
      choices: [],
      paper: 'a3',
      footer: { left: '', centre: '', right: footerText(mark) },
    },
  ]);
}

const valueOf = (value: CellValue | undefined): OutCell['value'] =>
  typeof value === 'boolean' ? String(value).toUpperCase() : (value ?? null);
