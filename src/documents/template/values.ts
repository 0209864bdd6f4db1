import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import { ledgerText } from '../../zh/columns.ts';
import type { TemplateColumn, TemplateScalar } from '../../zh/office-template.ts';
import { cellOf } from '../ledger-cells.ts';
import type { Before } from '../ledger-cells.ts';
import type { LedgerDocument } from '../ledger-document.ts';
import type { Value } from '../table-sheet.ts';

/** What the ledger sheet shows there. */
export const columnValue = (column: TemplateColumn, row: LedgerRow, before: Before): Value =>
  column === 'problemNo' ? row.problemNo : cellOf(column, row, before).value;

/** As text, a day as it sorts. */
export const valueText = (value: Value): string =>
  value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '');

const day = (date: string): Date => new Date(`${date}T00:00:00Z`);

const SCALAR: Readonly<Record<TemplateScalar, (document: LedgerDocument) => Value>> = {
  round: ({ meta }) => meta.roundName,
  title: ({ meta }) => ledgerText.title(meta.roundName),
  weekNo: ({ meta }) => meta.weekNo,
  week: ({ meta }) => day(meta.week),
  asOf: ({ meta }) => day(meta.asOf),
  frozenAt: ({ meta }) => meta.frozenAt,
  hash: ({ meta }) => meta.sha256,
  problemsTotal: ({ figures }) => figures.problems.total,
  problemsDone: ({ figures }) => figures.problems.done,
  problemsBasicallyDone: ({ figures }) => figures.problems.basicallyDone,
  problemsNotDone: ({ figures }) => figures.problems.notDone,
  problemsOngoing: ({ figures }) => figures.problems.ongoing,
  problemsStopped: ({ figures }) => figures.problems.stopped,
  tasksTotal: ({ figures }) => figures.tasks.total,
  tasksDone: ({ figures }) => figures.tasks.done,
  tasksBasicallyDone: ({ figures }) => figures.tasks.basicallyDone,
  tasksNotDone: ({ figures }) => figures.tasks.notDone,
  tasksOngoing: ({ figures }) => figures.tasks.ongoing,
  tasksStopped: ({ figures }) => figures.tasks.stopped,
  closed: ({ figures }) => figures.within.closed,
  green: ({ figures }) => figures.lights.green,
  yellow: ({ figures }) => figures.lights.yellow,
  red: ({ figures }) => figures.lights.red,
  lightClosed: ({ figures }) => figures.lights.closed,
  asked: ({ figures }) => figures.answers.asked,
  answered: ({ figures }) => figures.answers.answered,
  notAnswered: ({ figures }) => figures.answers.notAnswered,
};

export const scalarValue = (scalar: TemplateScalar, document: LedgerDocument): Value =>
  SCALAR[scalar](document);
