import type { DateOnly } from '../calendar/date.ts';
import { groupBy } from '../group-by.ts';
import type { Horizon } from '../task/task.ts';
import { partOfProblem, type CompletionPart } from './figures.ts';
import type { FigureError, Figures, LedgerRow } from './ledger.ts';

/*
 * The four lists (domain rule 9) as views of the rows of a ledger: 问题清单, 任务清单, 责任清单, 制度清单.
 */

/** A problem with what its tasks say together. */
export interface ProblemLine {
  readonly no: number;
  readonly category: string;
  readonly problem: string;
  readonly codes: readonly string[];
  readonly leaders: readonly string[];
  readonly units: readonly string[];
  /** `long` when one of its tasks is, otherwise none. */
  readonly horizon: Extract<Horizon, 'long'> | null;
  /** The last deadline of its tasks. */
  readonly dueOn: DateOnly | null;
  readonly completion: CompletionPart;
}

/** Problems in the order their first tasks come in. */
export function problemLines(rows: readonly LedgerRow[]): ProblemLine[] {
  return [...groupBy(rows, ({ problemNo }) => problemNo)].map(([no, own]) => {
    const days = own.flatMap(({ dueOn, horizon }) => (dueOn === null || horizon === 'long' ? [] : [dueOn]));
    return {
      no,
      category: own[0]?.category ?? '',
      problem: own[0]?.problem ?? '',
      codes: own.map(({ code }) => code),
      leaders: distinct(own.map(({ leader }) => leader)),
      units: distinct(own.map(({ unit }) => unit)),
      horizon: own.some(({ horizon }) => horizon === 'long') ? 'long' : null,
      dueOn: days.toSorted().at(-1) ?? null,
      completion: partOfProblem(own),
    };
  });
}

/** The rows by unit, units in the order they come in; a task without one stands at the end. */
export function dutyLines(rows: readonly LedgerRow[]): LedgerRow[] {
  const named = rows.filter(({ unit }) => unit !== '');
  return [
    ...[...groupBy(named, ({ unit }) => unit).values()].flat(),
    ...rows.filter(({ unit }) => unit === ''),
  ];
}

/** A measure of type 建章立制, with the task it belongs to. */
export interface InstitutionLine {
  readonly measure: string;
  readonly row: LedgerRow;
}

export const institutionLines = (rows: readonly LedgerRow[]): InstitutionLine[] =>
  rows.flatMap((row) =>
    row.measures.flatMap((measure, index) =>
      row.measureTypes?.[index] === 'institution' ? [{ measure, row }] : [],
    ),
  );

/** Rows that were frozen before the types of measures were kept: a list of institutions cannot tell of them. */
export const untypedRows = (rows: readonly LedgerRow[]): LedgerRow[] =>
  rows.filter(({ measures, measureTypes }) => measures.length > 0 && measureTypes === undefined);

/** The lists that have not as many lines as the figures count (domain rule 4). */
export function checkLists(rows: readonly LedgerRow[], { problems, tasks }: Figures): FigureError[] {
  const sums = [
    { figure: 'list.problems', total: problems.total, lines: problemLines(rows).length },
    { figure: 'list.tasks', total: tasks.total, lines: rows.length },
    { figure: 'list.duties', total: tasks.total, lines: dutyLines(rows).length },
  ];
  return sums
    .filter(({ total, lines }) => total !== lines)
    .map(({ figure, total, lines }) => ({ figure, total, parts: { lines }, sum: lines }));
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)].filter((name) => name !== '');
