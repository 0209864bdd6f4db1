import { checkFigures } from '../domain/ledger/check-figures.ts';
import type { FigureError, LedgerRow } from '../domain/ledger/ledger.ts';
import type { Light } from '../domain/task/light.ts';
import { isUnderReview } from '../domain/task/task.ts';
import { ledgerHeading, ledgerText } from '../zh/columns.ts';
import type { LedgerColumn } from '../zh/columns.ts';
import {
  closureLabel,
  completionLabel,
  horizonLabel,
  lightLabel,
  replyStatusLabel,
  timelinessLabel,
} from '../zh/labels.ts';
import { ledgerFooter, lineOf, LOOK, metaLine } from './ledger-document.ts';
import type { LedgerDocument, LedgerMeta } from './ledger-document.ts';
import { statisticsSheet } from './statistics-sheet.ts';
import { fitText } from './text-layout.ts';
import { writeWorkbook } from './workbook.ts';
import type { CellLook, OutCell, OutRow, OutSheet } from './sheet.ts';

/**
 * The ledger as an `.xlsx` file (domain rule 9): one row per task, ready to be filtered and to be printed on A3,
 * and a sheet of figures. @throws RangeError with the sums when the figures do not close (domain rule 4).
 */
export async function writeLedger(document: LedgerDocument): Promise<Buffer> {
  const errors = checkFigures(document.figures);
  if (errors.length > 0) throw new RangeError(`figures do not close: ${errors.map(sumOf).join('; ')}`);
  return writeWorkbook([ledgerSheet(document), statisticsSheet(document)]);
}

function sumOf({ figure, total, parts, sum }: FigureError): string {
  const addends = Object.entries(parts).map(([name, value]) => `${name} ${value}`);
  return `${figure}: ${addends.join(' + ')} = ${sum}, not ${total}`;
}

/** Widths in digits. Their sum decides how far A3 paper scales the text down: to a good 8 points. */
const COLUMNS: readonly { readonly id: LedgerColumn; readonly width: number; readonly centred?: true }[] = [
  { id: 'no', width: 6, centred: true },
  { id: 'category', width: 12 },
  { id: 'problem', width: 20 },
  { id: 'task', width: 20 },
  { id: 'measures', width: 34 },
  { id: 'leader', width: 9, centred: true },
  { id: 'unit', width: 12, centred: true },
  { id: 'owner', width: 9, centred: true },
  { id: 'supports', width: 11, centred: true },
  { id: 'due', width: 12, centred: true },
  { id: 'horizon', width: 9, centred: true },
  { id: 'progress', width: 32 },
  { id: 'completion', width: 11, centred: true },
  { id: 'closure', width: 8, centred: true },
  { id: 'light', width: 10, centred: true },
  { id: 'nextPlan', width: 20 },
  { id: 'evidence', width: 6, centred: true },
  { id: 'remark', width: 12 },
];
const WIDTHS = COLUMNS.map(({ width }) => width);
const LAST_COLUMN = COLUMNS.length - 1;
const HEADER_ROWS = 3;
/** A text that would outgrow the row is set smaller, as far as can still be read. */
const BODY_SIZES = [10, 9, 8, 7] as const;

function ledgerSheet({ rows, meta }: LedgerDocument): OutSheet {
  const headingRow = HEADER_ROWS - 1;
  return {
    name: ledgerText.sheet,
    widths: WIDTHS,
    rows: [...headerRows(meta), ...rows.map(bodyRow)],
    merges: [0, 1].map((row) => ({ top: row, left: 0, bottom: row, right: LAST_COLUMN })),
    frozen: { rows: HEADER_ROWS, columns: 1 },
    filter: { top: headingRow, left: 0, bottom: headingRow + rows.length, right: LAST_COLUMN },
    choices: [],
    paper: 'a3',
    footer: ledgerFooter(meta),
  };
}

function headerRows(meta: LedgerMeta): OutRow[] {
  const headings = COLUMNS.map(({ id }) => ({ value: ledgerHeading[id], look: LOOK.heading }));
  return [
    { cells: lineOf(ledgerText.title(meta.roundName), LOOK.title, COLUMNS.length), height: 32 },
    { cells: lineOf(metaLine(meta), LOOK.meta, COLUMNS.length), height: 18 },
    { cells: headings, height: 34 },
  ];
}

function bodyRow(row: LedgerRow): OutRow {
  const values = valuesOf(row);
  const fitted = COLUMNS.map(({ id, width, centred }) => {
    const value = values[id];
    const { fontSize, height } = fitText(textOf(value), width, BODY_SIZES);
    const align = centred === true ? 'center' : 'left';
    return { cell: { value, look: { size: fontSize, align, ...emphasisOf(id, row) } as const }, height };
  });
  return { cells: fitted.map(({ cell }) => cell), height: Math.max(...fitted.map(({ height }) => height)) };
}

type Value = OutCell['value'];

const textOf = (value: Value): string => (value instanceof Date ? DATE_FORMAT : String(value ?? ''));
const DATE_FORMAT = 'yyyy-mm-dd';

function valuesOf(row: LedgerRow): Record<LedgerColumn, Value> {
  return {
    no: /^\d+$/.test(row.code) ? Number(row.code) : row.code,
    category: row.category,
    problem: `${row.problemNo}.${row.problem}`,
    task: row.task,
    measures: numbered(row.measures),
    leader: row.leader,
    unit: row.unit,
    owner: row.owner,
    supports: row.supportUnits.join('\n'),
    due: dueValue(row),
    horizon: horizonLabel[row.horizon],
    progress: progressOf(row),
    completion: completionOf(row),
    closure: closureLabel[row.closure],
    light: lightOf(row),
    nextPlan: row.nextPlan,
    evidence: row.evidenceCount === 0 ? '' : ledgerText.evidence(row.evidenceCount),
    remark: remarkOf(row),
  };
}

const numbered = (measures: readonly string[]): string =>
  measures.length < 2 ? measures.join('') : measures.map((text, index) => `${index + 1}.${text}`).join('\n');

/** A real date, so that it sorts and filters by month. */
function dueValue({ horizon, dueOn }: LedgerRow): Value {
  if (horizon === 'long') return horizonLabel.long;
  return dueOn === null ? null : new Date(`${dueOn}T00:00:00Z`);
}

function progressOf({ progress, reported, asked }: LedgerRow): string {
  if (progress !== '') return progress;
  if (reported !== null) return replyStatusLabel[reported];
  return asked ? ledgerText.notAnswered : '';
}

/** A claim is not a completion: it stays what the office last confirmed until the review is done. */
function completionOf(row: LedgerRow): string {
  const label = completionLabel[row.completion];
  return isUnderReview(row) ? `${label}\n${ledgerText.underReview}` : label;
}

/** The light in words, so that a copy in black and white says as much; a late finish stays visible for ever. */
function lightOf({ light, timeliness, overdueDays }: LedgerRow): string {
  const detail = overdueDays > 0 ? ledgerText.overdueDays(overdueDays) : timelinessLabel[timeliness];
  return `${lightLabel[light]}\n${detail}`;
}

/** An extension moves the deadline; the original one is printed beside it. */
function remarkOf(row: LedgerRow): string {
  const { remark, dueOn, originalDueOn, horizon, reportedUpTo, reportedUpOn } = row;
  const moved = horizon !== 'long' && originalDueOn !== null && originalDueOn !== dueOn;
  const parts = [
    moved && ledgerText.originalDue(originalDueOn),
    reportedUpTo !== undefined &&
      reportedUpOn !== undefined &&
      ledgerText.reportedUp(reportedUpTo, reportedUpOn),
    remark,
  ];
  return parts.filter(Boolean).join('\n');
}

/** Pale enough to be read in grey. */
const LIGHT_FILL: Readonly<Record<Light, string>> = {
  green: 'C6E0B4',
  yellow: 'FFE699',
  red: 'F4A6A0',
  closed: 'D9D9D9',
};
const LATE_COLOUR = 'C00000';

function emphasisOf(column: LedgerColumn, { light, timeliness }: LedgerRow): CellLook {
  if (column === 'due') return { format: DATE_FORMAT };
  if (column !== 'light') return {};
  const late = timeliness === 'done_late' || timeliness === 'overdue';
  return { fill: LIGHT_FILL[light], ...(late && { bold: true, color: LATE_COLOUR }) };
}
