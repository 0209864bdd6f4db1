import type { Removal } from '../task/task.ts';
import type { CompletionCount, FigureError, LedgerRow } from './ledger.ts';

/** A task that left the base, and the ids of what took its place. */
export interface Departure {
  readonly taskId: string;
  readonly how: Removal;
  readonly into: readonly string[];
}

/** How one task left the base since the week before, by codes. */
export interface BaseChange {
  readonly how: Removal;
  readonly code: string;
  readonly into: readonly string[];
}

/** How the number of tasks came about (domain rule 4): `before` + `added` − `removed` = `after`. */
export interface BaseMovement {
  readonly before: number;
  readonly after: number;
  /** Codes that came in otherwise than as a part of a task that was split. */
  readonly added: readonly string[];
  readonly parts: number;
  readonly changes: readonly BaseChange[];
  /** A problem whose last task left is not counted any more. */
  readonly problems: { readonly before: number; readonly after: number };
}

type Row = Pick<LedgerRow, 'taskId' | 'code' | 'problemNo'>;

/** How two weeks differ in the tasks they are made of. */
export interface BaseChanges {
  readonly before: number;
  readonly after: number;
  /** In the earlier week only, and in the later one only. */
  readonly gone: readonly Pick<Row, 'taskId' | 'code'>[];
  readonly come: readonly Pick<Row, 'taskId' | 'code'>[];
  /** The codes of the later week, by task id: of all that something may have gone into at least. */
  readonly now: ReadonlyMap<string, string>;
  readonly problems: { readonly before: number; readonly after: number };
}

/**
 * How the base changed between two frozen weeks; null when it is the same. What became of a task is followed to what
 * stands in the current week: a part that was split again counts with its own parts.
 */
export function baseMovement(
  previous: readonly Row[],
  current: readonly Row[],
  departures: readonly Departure[],
): BaseMovement | null {
  const before = new Set(previous.map(({ taskId }) => taskId));
  const now = new Map(current.map(({ taskId, code }) => [taskId, code]));
  const changes = {
    before: previous.length,
    after: current.length,
    gone: previous.filter(({ taskId }) => !now.has(taskId)),
    come: current.filter(({ taskId }) => !before.has(taskId)),
    now,
    problems: { before: problemsIn(previous), after: problemsIn(current) },
  };
  return baseMovementOf(changes, departures);
}

/** The same of what differs alone. */
export function baseMovementOf(
  { before, after, gone, come, now, problems }: BaseChanges,
  departures: readonly Departure[],
): BaseMovement | null {
  if (gone.length === 0 && come.length === 0) return null;
  const departed = new Map(departures.map((departure) => [departure.taskId, departure]));
  const heirs = gone.map(({ taskId, code }) => ({
    code,
    how: departed.get(taskId)?.how,
    into: heirsOf(taskId, departed, now),
  }));
  const parts = new Set(heirs.flatMap(({ how, into }) => (how === 'split' ? into : [])));
  return {
    before,
    after,
    added: come.filter(({ taskId }) => !parts.has(taskId)).map(({ code }) => code),
    parts: come.filter(({ taskId }) => parts.has(taskId)).length,
    changes: heirs.flatMap(({ code, how, into }) =>
      how ? [{ how, code, into: into.map((id) => now.get(id) ?? '') }] : [],
    ),
    problems,
  };
}

/** The tasks of the current week that stand where this one stood. */
function heirsOf(
  taskId: string,
  departed: ReadonlyMap<string, Departure>,
  now: ReadonlyMap<string, string>,
): string[] {
  const next = departed.get(taskId)?.into ?? [];
  return [...new Set(next.flatMap((id) => (now.has(id) ? [id] : heirsOf(id, departed, now))))];
}

const problemsIn = (rows: readonly Row[]): number => new Set(rows.map(({ problemNo }) => problemNo)).size;

/** The sums of a changed base that do not close against the figures of both weeks; a task that left without a reason is one. */
export function checkBase(
  base: BaseMovement,
  previous: { readonly tasks: CompletionCount; readonly problems: CompletionCount },
  current: { readonly tasks: CompletionCount; readonly problems: CompletionCount },
): FigureError[] {
  const parts = {
    before: previous.tasks.total,
    added: base.added.length + base.parts,
    removed: -base.changes.length,
  };
  const sums: FigureError[] = [
    sumOf('base.tasks', current.tasks.total, parts),
    sumOf('base.before', previous.tasks.total, { rows: base.before }),
    sumOf('base.problems.before', previous.problems.total, { rows: base.problems.before }),
    sumOf('base.problems.after', current.problems.total, { rows: base.problems.after }),
  ];
  return sums.filter(({ total, sum }) => total !== sum);
}

const sumOf = (figure: string, total: number, parts: Readonly<Record<string, number>>): FigureError => ({
  figure,
  total,
  parts,
  sum: Object.values(parts).reduce((left, part) => left + part, 0),
});
