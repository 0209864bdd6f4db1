import type { CompletionCount, Figures, GroupCount } from '../domain/ledger/ledger.ts';
import { countTimeliness, ratesOf } from '../domain/ledger/timeliness.ts';
import { countHeading, ledgerHeading, ledgerText } from '../zh/columns.ts';
import { statisticsText } from '../zh/statistics.ts';
import { movementLines } from '../zh/messages/movement.ts';
import { ledgerFooter, lineOf, LOOK, metaLine } from './ledger-document.ts';
import type { LedgerDocument } from './ledger-document.ts';
import { fitText } from './text-layout.ts';
import type { CellLook, OutCell, OutRow, OutSheet } from './sheet.ts';

const PARTS = ['done', 'basicallyDone', 'notDone', 'ongoing', 'stopped'] as const;
const COUNTS = ['total', ...PARTS] as const;

const NAME_WIDTH = 44;
const WIDTHS = [NAME_WIDTH, ...COUNTS.map(() => 12), 12];
const WHOLE_WIDTH = WIDTHS.reduce((sum, width) => sum + width, 0);

const BODY_SIZE = 11;
const NAME: CellLook = { size: BODY_SIZE };
const COUNT: CellLook = { size: BODY_SIZE, align: 'center' };
const RATE: CellLook = { ...COUNT, format: '0.0%' };
const NOTE: CellLook = { size: BODY_SIZE, border: false };
const SECTION: CellLook = { size: 13, bold: true, border: false };

/** A line of text across the sheet, or a row of a table. */
type Line = { readonly across: string; readonly look: CellLook } | { readonly cells: readonly OutCell[] };

/** The figures (domain rule 4): every table says what it counts, and ends in the total it adds up to. */
export function statisticsSheet({ rows, figures, meta, since }: LedgerDocument): OutSheet {
  const { problems, tasks, byCategory, byUnit, byLeader } = figures;
  const lines: Line[] = [
    { across: statisticsText.title(meta.roundName), look: LOOK.title },
    { across: metaLine(meta, since), look: LOOK.meta },
    { across: statisticsText.whole, look: SECTION },
    { cells: headings('') },
    { cells: countCells(statisticsText.counted(statisticsText.problems), problems) },
    { cells: countCells(statisticsText.counted(statisticsText.tasks), tasks) },
    ...notes(rows, figures).map((across) => ({ across, look: NOTE })),
    ...movement(since),
    ...table(statisticsText.problems, ledgerHeading.category, byCategory.problems, problems),
    ...table(statisticsText.tasks, ledgerHeading.category, byCategory.tasks, tasks),
    ...table(statisticsText.tasks, ledgerHeading.unit, byUnit, tasks),
    ...table(statisticsText.tasks, ledgerHeading.leader, byLeader, tasks),
    { across: '', look: NOTE },
    { across: statisticsText.rateNote, look: NOTE },
  ];
  return {
    name: ledgerText.statisticsSheet,
    widths: WIDTHS,
    rows: lines.map(rowOf),
    merges: lines.flatMap((line, row) =>
      'across' in line ? [{ top: row, left: 0, bottom: row, right: WIDTHS.length - 1 }] : [],
    ),
    frozen: { rows: 2, columns: 0 },
    filter: null,
    choices: [],
    paper: 'a4',
    footer: ledgerFooter(meta),
  };
}

function notes(rows: LedgerDocument['rows'], figures: Figures): string[] {
  const timeliness = countTimeliness(rows);
  return [
    ...statisticsText.notes(figures),
    statisticsText.horizons(figures.byHorizon),
    statisticsText.timeliness(timeliness, figures.tasks.total),
    statisticsText.rates(ratesOf(figures, timeliness)),
  ];
}

/** Codes beyond that many of one kind of change are counted. */
const SHOWN_CODES = 60;

/** What changed since the week before, and how the base did (domain rule 4); nothing in the first week. */
function movement(since: LedgerDocument['since']): Line[] {
  if (since === null) return [];
  const lines = movementLines(since.movement, SHOWN_CODES);
  return [
    { across: '', look: NOTE },
    { across: statisticsText.movement(since.number), look: SECTION },
    ...(lines.length > 0 ? lines : [statisticsText.noMovement]).map((across) => ({ across, look: NOTE })),
  ];
}

function table(counted: string, by: string, groups: readonly GroupCount[], whole: CompletionCount): Line[] {
  const parts = PARTS.map((part) => `${countHeading[part]} ${whole[part]}`).join('＋');
  return [
    { across: '', look: NOTE },
    { across: statisticsText.table(counted, by, whole.total), look: SECTION },
    { cells: headings(by) },
    ...groups.map(({ name, count }) => ({ cells: countCells(name || statisticsText.nameless, count) })),
    { cells: countCells(countHeading.total, whole, true) },
    { across: statisticsText.checked(parts, whole.total), look: NOTE },
  ];
}

const headings = (first: string): OutCell[] =>
  [first, ...COUNTS.map((part) => countHeading[part]), statisticsText.rate].map((value) => ({
    value,
    look: LOOK.heading,
  }));

const countCells = (name: string, count: CompletionCount, bold = false): OutCell[] => [
  { value: name, look: { ...NAME, bold } },
  ...COUNTS.map((part) => ({ value: count[part], look: { ...COUNT, bold } })),
  count.total === 0
    ? { value: '—', look: { ...COUNT, bold } }
    : { value: count.done / count.total, look: { ...RATE, bold } },
];

function rowOf(line: Line): OutRow {
  if ('cells' in line) {
    return { cells: line.cells, height: heightOf(String(line.cells[0]?.value), NAME_WIDTH, BODY_SIZE) };
  }
  const height = heightOf(line.across, WHOLE_WIDTH, line.look.size ?? BODY_SIZE);
  return { cells: lineOf(line.across, line.look, WIDTHS.length), height };
}

const heightOf = (text: string, width: number, size: number): number => fitText(text, width, [size]).height;
