import type { CompletionCount, Figures, GroupCount } from '../domain/ledger/ledger.ts';
import { countTimeliness, ratesOf } from '../domain/ledger/timeliness.ts';
import { countHeading, ledgerHeading, ledgerText } from '../zh/columns.ts';
import { statisticsText } from '../zh/statistics.ts';
import { movementLines } from '../zh/messages/movement.ts';
import { ledgerFooter, lineOf, LOOK, metaLine } from './ledger-document.ts';
import type { LedgerDocument } from './ledger-document.ts';
import { fitText } from './text-layout.ts';
import type { CellLook, OutCell, OutSheet } from './sheet.ts';
import { paged } from './statistics-pages.ts';
import type { Section } from './statistics-pages.ts';

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
type Line = { readonly height: number; readonly cells: readonly OutCell[]; readonly isAcross: boolean };

/** Per cent, at which the columns fit A4 with the fonts of any program. */
const SCALE = 85;
/** A4 landscape at that scale to its margins, less the two rows repeated on every page, and a little to spare. */
const PAGE_POINTS = 540;

/** The figures (domain rule 4): every table says what it counts, and ends in the total it adds up to. */
export function statisticsSheet({ rows, figures, meta, since }: LedgerDocument): OutSheet {
  const { problems, tasks, byCategory, byUnit, byLeader } = figures;
  const head = [
    across(statisticsText.title(meta.roundName), LOOK.title),
    across(metaLine(meta, since), LOOK.meta),
  ];
  const body = paged(
    [
      { lines: whole(rows, figures), headings: null },
      ...movement(since),
      table(statisticsText.problems, ledgerHeading.category, {
        groups: byCategory.problems,
        whole: problems,
      }),
      table(statisticsText.tasks, ledgerHeading.category, { groups: byCategory.tasks, whole: tasks }),
      table(statisticsText.tasks, ledgerHeading.unit, { groups: byUnit, whole: tasks }),
      table(statisticsText.tasks, ledgerHeading.leader, { groups: byLeader, whole: tasks }),
    ],
    PAGE_POINTS,
  );
  const lines = [...head, ...body.lines];
  return {
    name: ledgerText.statisticsSheet,
    widths: WIDTHS,
    rows: lines,
    merges: lines.flatMap(({ isAcross }, row) =>
      isAcross ? [{ top: row, left: 0, bottom: row, right: WIDTHS.length - 1 }] : [],
    ),
    frozen: { rows: head.length, columns: 0 },
    filter: null,
    choices: [],
    paper: 'a4',
    pages: { breaks: body.breaks.map((row) => row + head.length), scale: SCALE },
    footer: ledgerFooter(meta),
  };
}

const whole = (rows: LedgerDocument['rows'], figures: Figures): Line[] => [
  across(statisticsText.whole, SECTION),
  inRow(headings('')),
  inRow(countCells(statisticsText.counted(statisticsText.problems), figures.problems)),
  inRow(countCells(statisticsText.counted(statisticsText.tasks), figures.tasks)),
  ...[...notes(rows, figures), statisticsText.rateNote].map((text) => across(text, NOTE)),
];

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
function movement(since: LedgerDocument['since']): Section<Line>[] {
  if (since === null) return [];
  const said = movementLines(since.movement, SHOWN_CODES);
  const lines = [
    across('', NOTE),
    across(statisticsText.movement(since.number), SECTION),
    ...(said.length > 0 ? said : [statisticsText.noMovement]).map((text) => across(text, NOTE)),
  ];
  return [{ lines, headings: null }];
}

interface Counted {
  readonly groups: readonly GroupCount[];
  readonly whole: CompletionCount;
}

function table(counted: string, by: string, { groups, whole: sum }: Counted): Section<Line> {
  const parts = PARTS.map((part) => `${countHeading[part]} ${sum[part]}`).join('＋');
  const heading = inRow(headings(by));
  return {
    lines: [
      across('', NOTE),
      across(statisticsText.table(counted, by, sum.total), SECTION),
      heading,
      ...groups.map(({ name, count }) => inRow(countCells(name || statisticsText.nameless, count))),
      inRow(countCells(countHeading.total, sum, true)),
      across(statisticsText.checked(parts, sum.total), NOTE),
    ],
    headings: heading,
  };
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

const inRow = (cells: readonly OutCell[]): Line => ({
  cells,
  height: heightOf(String(cells[0]?.value), NAME_WIDTH, BODY_SIZE),
  isAcross: false,
});

const across = (text: string, look: CellLook): Line => ({
  cells: lineOf(text, look, WIDTHS.length),
  height: heightOf(text, WHOLE_WIDTH, look.size ?? BODY_SIZE),
  isAcross: true,
});

const heightOf = (text: string, width: number, size: number): number => fitText(text, width, [size]).height;
