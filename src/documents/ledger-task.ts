import type { Measure } from '../domain/task/task.ts';
import { bracketed, NO_CATEGORY, numberBefore, templateText } from '../zh/columns.ts';
import { importText } from '../zh/ledger-import.ts';
import { contentOf, folded, textOf } from './cell-text.ts';
import type { BodyRow, TaskRows } from './ledger-body.ts';
import type { LedgerHeader } from './ledger-header.ts';
import { peopleOf } from './ledger-people.ts';
import { stateOf } from './ledger-state.ts';
import { measureTypeOf, splitMeasures, typedMeasure } from './measures.ts';
import { readingOf } from './raw-ledger.ts';
import type { CellValue } from './sheet.ts';
import type { ImportProblem, RawLedgerRow, Reading } from './raw-ledger.ts';

/** A task whose number is as written: null when there is none that can be read. */
export type UnnumberedTask = Omit<RawLedgerRow, 'no'> & { readonly no: number | null };

/** Reads a task from its rows. `above` is the task before it, which empty cells refer to. */
export function readTask(
  { section, first, more }: TaskRows,
  header: LedgerHeader,
  above: UnnumberedTask | null,
): { task: UnnumberedTask; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const reading = readingOf(first, header, problems);
  noteErrorValues(reading, header);
  const below = more.map((row) => readingOf(row, header, problems));
  const { notTaken, ...people } = peopleOf(reading);
  const category = contentOf(first.value('category')) || section || above?.category || NO_CATEGORY;
  const task = {
    line: first.line,
    no: numberOf(reading),
    category,
    ...subjectOf(reading, above),
    measures: [...measuresIn(first), ...more.filter((row) => row.fills('measures')).flatMap(measuresIn)],
    ...people,
    ...stateOf(reading, below),
    ...storiesOf(reading),
    remark: [remarkOf(reading), ...notTaken, planOf(reading)].filter((text) => text !== '').join('\n'),
  };
  for (const each of below) noteDifferences(first, each);
  return { task, problems: withoutEchoes(problems) };
}

function numberOf({ row, has, nameOf, note }: Reading): number | null {
  if (!has('no')) return null;
  const written = textOf(row.value('no'));
  const text = folded(written);
  const digits = /^[A-Za-z]?(\d{1,6})[.、]?$/.exec(text)?.[1] ?? bracketed.exec(written)?.groups?.['no'];
  if (digits !== undefined) return Number(digits);
  const ofProblem = TWO_STEPS.exec(text)?.groups?.['problem'];
  if (ofProblem !== undefined) return Number(ofProblem);
  note(
    'error',
    'no',
    written === '' ? importText.empty(nameOf('no')) : importText.notANumber(text || written),
  );
  return null;
}

/** 1-1, 1.2: a problem and a task of it. */
const TWO_STEPS = /^(?<problem>\d{1,4})[-－—.．](?<task>\d{1,3})$/u;
export const isTwoStep = (value: CellValue): boolean => TWO_STEPS.test(folded(textOf(value)));

/** Problem and task: where only one of them is written it stands for both. */
function subjectOf(
  { row, has, nameOf, note }: Reading,
  above: UnnumberedTask | null,
): Pick<RawLedgerRow, 'problem' | 'problemNo' | 'task'> {
  const task = contentOf(row.value('task'));
  const written = contentOf(row.value('problem'));
  if (written === '' && task === '') note('error', 'problem', importText.empty(nameOf('problem')));
  if (written === '' && has('problem') && task !== '' && above !== null) {
    note('warning', 'problem', importText.inherited(nameOf('problem')));
    return { problem: above.problem, problemNo: above.problemNo, task };
  }
  const numbered = numberBefore.exec(written)?.groups;
  const problem = numbered?.['text'] ?? (written || task);
  const no = /^\d{1,6}$/.exec(folded(textOf(row.value('problemNo'))))?.[0] ?? numbered?.['no'];
  return { problem, problemNo: no === undefined ? null : Number(no), task: task || problem };
}

function measuresIn(row: BodyRow): Measure[] {
  const type = contentOf(row.value('measureType'));
  return splitMeasures(contentOf(row.value('measures'))).map((text) =>
    type === '' ? typedMeasure(text) : { type: measureTypeOf(type), text },
  );
}

/** What the sheet tells beside the task itself. */
function storiesOf({ row }: Reading): Pick<RawLedgerRow, 'cause' | 'progress' | 'nextPlan'> {
  const told = (['cause', 'progress', 'nextPlan'] as const).map((column) => [
    column,
    contentOf(row.value(column)),
  ]);
  return Object.fromEntries(told.filter(([, text]) => text !== ''));
}

const planOf = ({ row }: Reading): string => {
  const plan = contentOf(row.value('nextPlan'));
  return plan === '' ? '' : importText.nextPlanIn(plan);
};

/** #REF! and the like. */
function noteErrorValues({ row, note }: Reading, header: LedgerHeader): void {
  for (const column of header.columns.keys()) {
    const text = row.fills(column) ? textOf(row.value(column)) : '';
    if (ERROR_VALUES.includes(text)) note('error', column, importText.errorValue(text));
  }
}

const isError = ({ message }: ImportProblem): boolean => ERROR_MESSAGES.has(message);

/** A cell that holds an error has nothing else wrong with it. */
function withoutEchoes(problems: readonly ImportProblem[]): ImportProblem[] {
  const broken = new Set(problems.filter(isError).map(({ column }) => column));
  return problems.filter((problem) => isError(problem) || !broken.has(problem.column));
}

const ERROR_VALUES = ['REF!', 'N/A', 'VALUE!', 'NAME?', 'DIV/0!', 'NULL!', 'NUM!', 'SPILL!', 'CALC!'].map(
  (name) => `#${name}`,
);
const ERROR_MESSAGES: ReadonlySet<string> = new Set(ERROR_VALUES.map(importText.errorValue));

function remarkOf({ row, note }: Reading): string {
  const remark = contentOf(row.value('remark'));
  if (remark === templateText.exampleRemark) note('error', 'remark', importText.example);
  return remark;
}

/** Rows of one task may each hold a measure, but there is one deadline, one unit, one owner. */
function noteDifferences(first: BodyRow, { row, nameOf, note }: Reading): void {
  for (const column of ['unit', 'owner', 'due'] as const) {
    const differs = row.fills(column) && textOf(row.value(column)) !== textOf(first.value(column));
    if (differs) note('warning', column, importText.differs(nameOf(column)));
  }
}
