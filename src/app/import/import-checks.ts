import type { BadRow, ImportRow, LineProblem } from './import-plan.ts';

type Reason = BadRow extends infer Row ? (Row extends BadRow ? Omit<Row, 'line'> : never) : never;

/** Everything that is wrong with a file, by line, each row with all its reasons. */
export function findBadRows(input: {
  readonly rows: readonly ImportRow[];
  readonly problems: readonly LineProblem[];
  /** Numbers the round has given already. */
  readonly usedNos: ReadonlySet<number>;
  readonly hasSecrecyMark: (text: string) => boolean;
}): BadRow[] {
  const errors = input.problems.filter(({ severity }) => severity === 'error');
  const misread = new Set(errors.map(({ line }) => line));
  const readRows = input.rows.filter(({ line }) => !misread.has(line));
  const firstLines = firstLineOfNumber(readRows);
  const bad: BadRow[] = [
    ...errors.map(({ line, column, message }): BadRow => {
      return { line, code: 'unreadable', detail: { column, message } };
    }),
    // A row with errors was read as far as it went: what it lacks would be found twice.
    ...readRows.flatMap((row) => at(row, faultsOf(row, firstLines))),
    ...input.rows.flatMap((row) => at(row, conflictsOf(row, input))),
  ];
  return bad.toSorted((a, b) => a.line - b.line);
}

const at = ({ line }: ImportRow, reasons: readonly Reason[]): BadRow[] =>
  reasons.map((reason): BadRow => ({ line, ...reason }));

const plain = <Code extends string>(code: Code) => ({ code, detail: {} }) as const;

/** What is wrong with the row by itself or beside the others of the file. */
function faultsOf(row: ImportRow, firstLines: ReadonlyMap<number, number>): Reason[] {
  const { no, closure, completion } = row;
  const firstLine = firstLines.get(no) ?? row.line;
  const over = completion === 'done' || completion === 'stopped';
  return [
    ...(Number.isSafeInteger(no) && no > 0 ? [] : [{ code: 'bad_no', detail: { no } } as const]),
    ...(firstLine === row.line ? [] : [{ code: 'same_no', detail: { no, firstLine } } as const]),
    ...(row.problem.trim() === '' ? [plain('no_problem')] : []),
    ...(row.task.trim() === '' ? [plain('no_task')] : []),
    ...(row.due === null && row.horizon !== 'long' && !over ? [plain('no_deadline')] : []),
    ...(closure === 'closed' && completion !== 'done' ? [plain('closed_not_done')] : []),
  ];
}

function firstLineOfNumber(rows: readonly ImportRow[]): ReadonlyMap<number, number> {
  const first = new Map<number, number>();
  for (const { no, line } of rows) if (!first.has(no)) first.set(no, line);
  return first;
}

/** What the row runs into here, whatever else is wrong with it. */
function conflictsOf(
  row: ImportRow,
  { usedNos, hasSecrecyMark }: Pick<Parameters<typeof findBadRows>[0], 'usedNos' | 'hasSecrecyMark'>,
): Reason[] {
  const texts = [row.category, row.problem, row.cause ?? '', row.task, row.remark];
  const marked = [...texts, ...row.measures.map(({ text }) => text)].some(hasSecrecyMark);
  return [
    ...(usedNos.has(row.no) ? [{ code: 'used_no', detail: { no: row.no } } as const] : []),
    ...(marked ? [plain('secrecy_mark')] : []),
  ];
}
