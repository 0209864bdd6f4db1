import { ownView } from '../../domain/access/own-view.ts';
import type { DateOnly } from '../../domain/calendar/date.ts';
import type { RoundName, TaskLine } from '../../domain/message/lines.ts';
import type { AskReason } from '../../domain/reminder/plan.ts';
import { standingEntries, type ProgressEntry } from '../../domain/reply/entry.ts';
import type { ReplyStatus } from '../../domain/reply/result.ts';
import { assessTask } from '../../domain/task/light.ts';
import { isClosed, type Task } from '../../domain/task/task.ts';
import { roundOf, type Acting } from '../acting.ts';
import { hasPlan } from '../conversation/next-plan.ts';
import { openAsks } from '../week/open-asks.ts';
import { linesNow, taskLine } from '../week/round-now.ts';

/** What was said of a task in one week. */
export interface Said {
  readonly week: DateOnly;
  readonly status: ReplyStatus;
  readonly text: string;
  readonly nextPlan: string;
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
  readonly late: boolean;
}

/** A task somebody answers for, with what this week wants of him. */
export interface MyTask extends TaskLine {
  /** Letter of its round. */
  readonly round: string;
  /** Why it waits for an answer; null when it does not. */
  readonly ask: AskReason | null;
  /** Working days left, when the deadline is near. */
  readonly nearWorkingDays: number | null;
  /** A long-term task whose answers of this review period say nothing of what comes next. */
  readonly planMissing: boolean;
  readonly thisWeek: Said | null;
  /** The last answer of the weeks before, to go on from. */
  readonly before: Said | null;
}

export interface MyTasks {
  readonly today: DateOnly;
  readonly rounds: readonly RoundName[];
  /** Most urgent first. */
  readonly waiting: readonly MyTask[];
  readonly answered: readonly MyTask[];
  /** His own that want nothing now: closed, under review, not due. */
  readonly quiet: readonly MyTask[];
  readonly led: readonly TaskLine[];
  readonly ofUnit: readonly TaskLine[];
  readonly helped: readonly TaskLine[];
}

/** What somebody's phone shows first: the list of chat (ownView), his own by what they want of him. */
export async function readMyTasks(acting: Acting): Promise<MyTasks> {
  const view = ownView(acting.person, await acting.stores.tasks.list({ concerns: acting.person }));
  const own = await readOwn(acting, view.own);
  const waiting = own.filter(({ ask, planMissing }) => ask !== null || planMissing);
  const rest = own.filter((task) => !waiting.includes(task));
  return {
    today: acting.today,
    rounds: acting.rounds.map(({ letter, name }) => ({ letter, name })),
    waiting: waiting.toSorted((a, b) => urgency(a) - urgency(b)),
    answered: rest.filter(({ thisWeek }) => thisWeek !== null),
    quiet: rest.filter(({ thisWeek }) => thisWeek === null),
    led: await linesOf(acting, view.led),
    ofUnit: await linesOf(acting, view.ofUnit),
    helped: await linesOf(acting, view.helped),
  };
}

const REST = 1000;

/** Overdue, longest first; near, soonest first; the rest (domain rule 6). */
function urgency({ ask, overdueDays, nearWorkingDays }: MyTask): number {
  if (overdueDays > 0) return -overdueDays;
  if (nearWorkingDays !== null) return nearWorkingDays;
  return ask === null ? REST + 1 : REST;
}

/** Tasks the person answers for, in the order of the ledger. */
export async function readOwn(acting: Acting, tasks: readonly Task[]): Promise<MyTask[]> {
  const lines = await linesOf(acting, tasks);
  const asks = new Map<string, AskReason>();
  for (const round of acting.rounds)
    for (const { task, reason } of await openAsks(acting, round, tasks)) asks.set(task.id, reason);
  const standing = standingEntries(await acting.stores.entries.ofTasks(tasks.map(({ id }) => id)));
  const read = [];
  for (const task of tasks) {
    const line = lines.find(({ code }) => code === task.code);
    if (!line) continue;
    const entries = standing.filter(({ taskId }) => taskId === task.id);
    read.push({ ...line, ...(await wants(acting, task, entries)), ask: asks.get(task.id) ?? null });
  }
  return read;
}

async function wants(
  acting: Acting,
  task: Task,
  entries: readonly ProgressEntry[],
): Promise<Omit<MyTask, keyof TaskLine | 'ask'>> {
  const { today, week, calendar } = acting;
  const { letter, settings } = roundOf(acting, task);
  const thisWeek = entries.findLast((entry) => entry.week === week);
  const before = entries.findLast((entry) => entry.week < week && entry.text !== '');
  const asksForPlan = task.horizon === 'long' && thisWeek !== undefined && !isClosed(task);
  return {
    round: letter,
    nearWorkingDays: assessTask(task, today, calendar, settings).nearWorkingDays,
    planMissing: asksForPlan && !(await hasPlan(acting, task)),
    thisWeek: thisWeek ? said(thisWeek) : null,
    before: before ? said(before) : null,
  };
}

export const said = ({ week, status, text, nextPlan, by, recordedAt, late }: ProgressEntry): Said => ({
  week,
  status,
  text,
  nextPlan,
  by: by.name,
  at: recordedAt,
  late,
});

async function linesOf(acting: Acting, tasks: readonly Task[]): Promise<TaskLine[]> {
  const lines = [];
  for (const round of acting.rounds) lines.push(...(await linesNow(acting, round, tasks)));
  return lines.map(taskLine);
}
