import {
  figuresOf,
  placeOf,
  rowsBehind,
  rowsFound,
  rowsInOrder,
  type DeskFigures,
  type DeskFilter,
  type DeskOrder,
  type DeskPlace,
  type DeskRow,
} from '../../domain/ledger/desk-rows.ts';
import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import { assessTask, deadlineOf, type Assessment } from '../../domain/task/light.ts';
import type { Task } from '../../domain/task/task.ts';
import { roundOf, type Acting } from '../acting.ts';
import { linesNow } from '../week/round-now.ts';
import type { WeekAnswer } from './desk-stores.ts';
import { deskTasks, type NotForThem } from './desk-sight.ts';

export interface LedgerQuestion {
  readonly filter: DeskFilter;
  readonly order: DeskOrder;
  /** Where the page before ended. */
  readonly after: DeskPlace | null;
  readonly limit: number;
}

/** A row with what is read for the rows of one page only. */
export interface DeskLine extends DeskRow {
  readonly progress: string;
  readonly nextPlan: string;
  readonly evidenceCount: number;
  readonly remark: string;
}

export interface LedgerPage {
  readonly rows: readonly DeskLine[];
  /** Of everything that fits, whatever page this is. */
  readonly figures: DeskFigures;
  /** Null behind the last one. */
  readonly next: DeskPlace | null;
}

/** A page of the long table, in the scope of every other list. */
export async function readLedger(
  acting: Acting,
  { filter, order, after, limit }: LedgerQuestion,
): Promise<LedgerPage | NotForThem> {
  const tasks = await deskTasks(acting, 'ledger');
  if ('refused' in tasks) return tasks;
  const search = filter.search?.trim() ?? '';
  const findings = search === '' ? new Set<string>() : await acting.stores.desk.problemsSaying(search);
  const found = rowsInOrder(rowsFound(await deskRows(acting, tasks), filter, findings), order);
  const rest = after === null ? found : rowsBehind(found, after, order);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await linesOf(acting, page, tasks),
    figures: figuresOf(found),
    next: last && rest.length > limit ? placeOf(last, order) : null,
  };
}

/** Cheap enough for thousands: of all answers only this week's are read. */
export async function deskRows(acting: Acting, tasks: readonly Task[]): Promise<DeskRow[]> {
  const { stores, rounds, week } = acting;
  const answers = await stores.desk.answers(week);
  const letters = new Map(rounds.map(({ id, letter }) => [id, letter]));
  const assess = createAssess(acting);
  return tasks.map((task) => ({
    ...rowOf(task, answers.get(task.id)),
    ...assess(task),
    round: letters.get(task.roundId) ?? '',
  }));
}

/** Thousands of tasks have some dozens of deadlines: each is counted in working days once. */
function createAssess(acting: Acting): (task: Task) => Pick<Assessment, 'light' | 'overdueDays'> {
  const known = new Map<string, Pick<Assessment, 'light' | 'overdueDays'>>();
  return (task) => {
    const { roundId, horizon, completion, closure, dueOn, claimedOn, closedOn, stages } = task;
    const key = [roundId, horizon, completion, closure, dueOn, claimedOn, closedOn].join();
    const found = stages.length === 0 ? known.get(key) : undefined;
    if (found) return found;
    const { settings } = roundOf(acting, task);
    const { light, overdueDays } = assessTask(task, acting.today, acting.calendar, settings);
    const made = { light, overdueDays };
    if (stages.length === 0) known.set(key, made);
    return made;
  };
}

function rowOf(task: Task, answer: WeekAnswer | undefined): Omit<DeskRow, 'round' | 'light' | 'overdueDays'> {
  return {
    taskId: task.id,
    problemId: task.problem.id,
    no: task.no,
    code: task.code,
    title: task.title,
    category: task.category.name,
    problem: task.problem.name,
    unit: task.leadUnit?.name ?? '',
    leader: task.leader?.name ?? '',
    owner: task.owner?.name ?? '',
    dueOn: deadlineOf(task),
    originalDueOn: task.originalDueOn,
    horizon: task.horizon,
    completion: task.completion,
    closure: task.closure,
    reported: answer?.status ?? null,
    reportedLate: answer?.late ?? false,
  };
}

export async function linesOf(
  acting: Acting,
  rows: readonly DeskRow[],
  tasks: readonly Task[],
): Promise<DeskLine[]> {
  const ids = new Set(rows.map(({ taskId }) => taskId));
  const shown = tasks.filter(({ id }) => ids.has(id));
  const lines = new Map<string, LedgerRow>();
  for (const round of acting.rounds)
    for (const line of await linesNow(acting, round, shown)) lines.set(line.taskId, line);
  return rows.map((row) => {
    const line = lines.get(row.taskId);
    return {
      ...row,
      progress: line?.progress ?? '',
      nextPlan: line?.nextPlan ?? '',
      evidenceCount: line?.evidenceCount ?? 0,
      remark: line?.remark ?? '',
    };
  });
}
