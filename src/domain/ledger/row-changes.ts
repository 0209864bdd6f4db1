import type { LedgerRow } from './ledger.ts';

/**
 * What a field of a row tells: of the task itself, or only of what was answered in the week. Null is not compared: ids
 * that nobody reads, places that move when others come or go, and days that grow by themselves.
 */
const FIELD_PART: Readonly<Record<keyof LedgerRow, 'task' | 'answer' | null>> = {
  taskId: null,
  no: null,
  code: 'task',
  category: 'task',
  problemNo: 'task',
  problem: 'task',
  task: 'task',
  measures: 'task',
  measureTypes: 'task',
  leader: 'task',
  leaderId: null,
  unit: 'task',
  owner: 'task',
  supportUnits: 'task',
  dueOn: 'task',
  originalDueOn: 'task',
  horizon: 'task',
  progress: 'answer',
  reported: 'answer',
  asked: null,
  entryIds: null,
  completion: 'task',
  closure: 'task',
  light: 'task',
  overdueDays: null,
  timeliness: 'task',
  nextPlan: 'answer',
  evidenceCount: 'task',
  remark: 'task',
  reportedUpTo: 'task',
  reportedUpOn: 'task',
};

export type RowField = keyof LedgerRow;

const FIELDS = Object.keys(FIELD_PART) as RowField[];

/** One task in two weeks, and the fields of it that differ, in the order of the columns. */
export interface RowChange {
  readonly before: LedgerRow;
  readonly after: LedgerRow;
  /** Of the task itself. */
  readonly fields: readonly RowField[];
  /** Of what was answered in the week. */
  readonly answer: readonly RowField[];
}

export function changeOfRow(before: LedgerRow, after: LedgerRow): RowChange {
  const differing = FIELDS.filter((field) => !isSame(before, after, field));
  return {
    before,
    after,
    fields: differing.filter((field) => FIELD_PART[field] === 'task'),
    answer: differing.filter((field) => FIELD_PART[field] === 'answer'),
  };
}

function isSame(before: LedgerRow, after: LedgerRow, field: RowField): boolean {
  // What a week did not keep yet has not changed in the one that did.
  if (field === 'measureTypes' && !(before.measureTypes && after.measureTypes)) return true;
  // In whatever order they were read.
  if (field === 'supportUnits') return sameSet(before.supportUnits, after.supportUnits);
  const [old, now] = [before[field], after[field]];
  return old === now || (typeof now === 'object' && JSON.stringify(old) === JSON.stringify(now));
}

const sameSet = (some: readonly string[], others: readonly string[]): boolean =>
  JSON.stringify(some.toSorted()) === JSON.stringify(others.toSorted());
