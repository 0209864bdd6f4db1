import type { LedgerRow } from '../domain/ledger/ledger.ts';
import { changeOfRow } from '../domain/ledger/row-changes.ts';
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
import { ledgerChangeText, taskChangeWords } from '../zh/ledger-changes.ts';
import type { LedgerDocument } from './ledger-document.ts';
import type { CellLook } from './sheet.ts';
import { withType } from './measures.ts';
import { DATE_FORMAT, DATE_WIDTH } from './table-sheet.ts';
import type { TableCell, TableColumn, Value } from './table-sheet.ts';

/*
 * How a row of the ledger is shown, column by column: the same on every sheet.
 */

/** The rows of the week before, by task id; null when there is none to compare with. */
export type Before = ReadonlyMap<string, LedgerRow> | null;

export const rowsBefore = ({ since }: LedgerDocument): Before =>
  since && new Map(since.rows.map((row) => [row.taskId, row]));

type Layout = Omit<TableColumn, 'heading'>;
const centred = (width: number): Layout => ({ width, centred: true });

/** Widths in digits. Their sum decides how far A3 paper scales the text down: to a good 8 points. */
const LAYOUT: Readonly<Record<LedgerColumn, Layout>> = {
  no: centred(6),
  category: { width: 12 },
  problem: { width: 20 },
  task: { width: 20 },
  measures: { width: 34 },
  leader: centred(9),
  unit: centred(12),
  owner: centred(9),
  supports: centred(11),
  due: { ...centred(DATE_WIDTH), narrowest: DATE_WIDTH },
  horizon: { ...centred(9), choices: Object.values(horizonLabel) },
  progress: { width: 32 },
  completion: { ...centred(11), choices: Object.values(completionLabel) },
  closure: { ...centred(8), choices: Object.values(closureLabel) },
  light: centred(10),
  nextPlan: { width: 20 },
  evidence: centred(6),
  remark: { width: DATE_WIDTH, narrowest: DATE_WIDTH },
  change: { width: 16 },
};

export const columnOf = (column: LedgerColumn): TableColumn => ({
  heading: ledgerHeading[column],
  ...LAYOUT[column],
});

export function cellOf(column: LedgerColumn, row: LedgerRow, before: Before): TableCell {
  const value = VALUE[column](row, before);
  return { value, look: emphasisOf(column, row, value) };
}

const VALUE: Readonly<Record<LedgerColumn, (row: LedgerRow, before: Before) => Value>> = {
  no: ({ code }) => codeValue(code),
  category: ({ category }) => category,
  problem: ({ problemNo, problem }) => numberedText(problemNo, problem),
  task: ({ task }) => task,
  measures: ({ measures, measureTypes }) =>
    numbered(measures.map((text, index) => withType(text, measureTypes?.[index] ?? 'other'))),
  leader: ({ leader }) => leader,
  unit: ({ unit }) => unit,
  owner: ({ owner }) => owner,
  supports: ({ supportUnits }) => supportUnits.join('\n'),
  due: dueValue,
  horizon: ({ horizon }) => horizonLabel[horizon],
  progress: progressOf,
  completion: completionOf,
  closure: ({ closure }) => closureLabel[closure],
  light: lightOf,
  nextPlan: ({ nextPlan }) => nextPlan,
  evidence: ({ evidenceCount }) => (evidenceCount === 0 ? '' : ledgerText.evidence(evidenceCount)),
  remark: remarkOf,
  change: changeOf,
};

/** A number where it is one, so that it sorts as one; 012 and what a number cannot hold stay text. */
export const codeValue = (code: string): Value => (String(Number(code)) === code ? Number(code) : code);

const numbered = (measures: readonly string[]): string =>
  measures.length < 2
    ? measures.join('')
    : measures.map((text, index) => numberedText(index + 1, text)).join('\n');

/** 3.……, but 3. 5个社区……: neither people nor the import are to read 3.5. */
const numberedText = (no: number, text: string): string => `${no}.${/^\d/.test(text) ? ' ' : ''}${text}`;

/** A real date, so that it sorts and filters by month. */
export function dueValue({ horizon, dueOn }: Pick<LedgerRow, 'horizon' | 'dueOn'>): Value {
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

/** In words, so that a copy in black and white says as much; nothing in the first week. */
function changeOf(row: LedgerRow, before: Before): string {
  if (before === null) return '';
  const old = before.get(row.taskId);
  return old === undefined ? ledgerChangeText.come : taskChangeWords(changeOfRow(old, row)).join('\n');
}

/** Pale enough to be read in grey. */
const LIGHT_FILL: Readonly<Record<Light, string>> = {
  green: 'C6E0B4',
  yellow: 'FFE699',
  red: 'F4A6A0',
  closed: 'D9D9D9',
};
const LATE_COLOUR = 'C00000';
const CHANGE_FILL = 'FFF2CC';

function emphasisOf(column: LedgerColumn, row: LedgerRow, value: Value): CellLook {
  if (column === 'due') return { format: DATE_FORMAT };
  if (column === 'change') return value === '' ? {} : { fill: CHANGE_FILL, bold: true };
  if (column !== 'light') return {};
  const late = row.timeliness === 'done_late' || row.timeliness === 'overdue';
  return { fill: LIGHT_FILL[row.light], ...(late && { bold: true, color: LATE_COLOUR }) };
}
