import { lastDayWithin } from '../../domain/calendar/work-calendar.ts';
import {
  placeOf,
  type DeskFigures,
  type DeskFilter,
  type DeskOrder,
  type DeskPlace,
  type DeskRow,
} from '../../domain/ledger/desk-rows.ts';
import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import { assessTask, deadlineOf } from '../../domain/task/light.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Task } from '../../domain/task/task.ts';
import { roundOf, type Acting } from '../acting.ts';
import { linesNow } from '../week/round-now.ts';
import type { DeskSearch, WeekAnswer } from './desk-stores.ts';
import { deskRounds, type NotForThem } from './desk-sight.ts';

export interface LedgerQuestion {
  readonly filter: DeskFilter;
  readonly order: DeskOrder;
  /** Where the page before ended. */
  readonly after: DeskPlace | null;
  /** So many rows behind it are passed over. */
  readonly skip: number;
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
  { filter, order, after, skip, limit }: LedgerQuestion,
): Promise<LedgerPage | NotForThem> {
  const rounds = await deskRounds(acting, 'ledger');
  if ('refused' in rounds) return rounds;
  const { desk } = acting.stores;
  const search = await searchFor(acting, rounds, filter);
  const found = await desk.page(search, { order, after, skip, limit: limit + 1 });
  const ids = found.slice(0, limit);
  const tasks = new Map((await desk.tasks(ids)).map((task) => [task.id, task]));
  const shown = ids.flatMap((id) => tasks.get(id) ?? []);
  const rows = await deskRows(acting, shown);
  const last = rows.at(-1);
  return {
    rows: await linesOf(acting, rows, shown),
    figures: await desk.figures(search),
    next: last && found.length > limit ? placeOf(last, order) : null,
  };
}

/** A search as the database is asked. What is near its deadline is said day by day, for the database knows no working days. */
async function searchFor(
  { stores, calendar, today, week }: Acting,
  rounds: readonly Round[],
  filter: DeskFilter,
): Promise<DeskSearch> {
  const ids = rounds.map(({ id }) => id);
  const days = [...ids.map((roundId) => ({ roundId, on: today })), ...(await stores.desk.claimDays(ids))];
  const near = new Map(
    days.map(({ roundId, on }) => {
      const workingDays = rounds.find(({ id }) => id === roundId)?.settings.nearWorkingDays ?? 0;
      return [`${roundId} ${on}`, { roundId, asOf: on, until: lastDayWithin(calendar, on, workingDays) }];
    }),
  );
  return { filter, rounds, today, week, near: [...near.values()] };
}

export async function deskRows(acting: Acting, tasks: readonly Task[]): Promise<DeskRow[]> {
  const { stores, rounds, week } = acting;
  const answers = await stores.desk.answers(
    week,
    tasks.map(({ id }) => id),
  );
  const letters = new Map(rounds.map(({ id, letter }) => [id, letter]));
  return tasks.map((task) => {
    const { light, overdueDays } = assessTask(
      task,
      acting.today,
      acting.calendar,
      roundOf(acting, task).settings,
    );
    return {
      ...rowOf(task, answers.get(task.id)),
      light,
      overdueDays,
      round: letters.get(task.roundId) ?? '',
    };
  });
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
