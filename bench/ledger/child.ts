import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';
import { writeXlsx } from 'hucre/xlsx';
import type { LedgerDocument } from '../../src/documents/ledger-document.ts';
import { ledgerSheet, printSheet } from '../../src/documents/ledger-sheet.ts';
import { writeLedger } from '../../src/documents/ledger-xlsx.ts';
import { listSheets } from '../../src/documents/list-sheets.ts';
import type { OutSheet } from '../../src/documents/sheet.ts';
import { statisticsSheet } from '../../src/documents/statistics-sheet.ts';
import { computeFigures } from '../../src/domain/ledger/figures.ts';
import { compareWeeks } from '../../src/domain/ledger/movement.ts';
import { someRows } from './rows.ts';

/*
 * One export in a process of its own, whose memory is its alone: `child.ts duban|library|nothing ROWS`. The last only
 * makes the rows: what the others need beyond it is theirs.
 */

const [contestant = '', count = '0'] = process.argv.slice(2);
const rows = someRows(Number(count));
const previous = rows.map((row, index) => (index % 5 === 0 ? { ...row, light: 'yellow' as const } : row));
const ledger: LedgerDocument = {
  rows,
  figures: computeFigures({ rows, asOf: '2026-03-20' }),
  meta: {
    roundName: '第七轮巡察整改',
    weekNo: 12,
    week: '2026-03-16',
    asOf: '2026-03-20',
    frozenAt: '2026-03-20 14:00',
    sha256: '9f'.repeat(32),
  },
  since: { number: 11, week: '2026-03-09', rows: previous, movement: compareWeeks(previous, rows) },
};

const WAYS: Readonly<Record<string, () => Promise<number>>> = {
  duban: async () => (await writeLedger(ledger)).length,
  library: async () => (await writeXlsx({ sheets: sheets().map(held) })).length,
  nothing: async () => 0,
};

/** The same seven sheets. */
const sheets = (): OutSheet[] => [
  ledgerSheet(ledger, 'a3'),
  printSheet(ledger, 'a3'),
  ...listSheets(ledger, 'a3'),
  statisticsSheet(ledger),
];

const STYLE: CellStyle = { font: { name: 'Arial', size: 10 }, alignment: { wrapText: true } };

/** All rows of a sheet at once, as the library takes them; one style for all cells, which is less than we write. */
function held({ name, rows: all, merges }: OutSheet): WriteSheet {
  const list = [...all];
  return {
    name,
    rows: list.map(({ cells }) => cells.map(() => null)),
    cells: new Map(
      list.flatMap(({ cells }, row) =>
        cells.map(({ value }, column): [string, Partial<Cell>] => [
          `${row},${column}`,
          { value, style: STYLE },
        ]),
      ),
    ),
    merges: merges.map(({ top, left, bottom, right }) => ({
      startRow: top,
      startCol: left,
      endRow: bottom,
      endCol: right,
    })),
  };
}

const before = process.cpuUsage();
const bytes = await WAYS[contestant]?.();
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({
    bytes,
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
);
