import { standingEntries, type ProgressEntry } from '../../domain/reply/entry.ts';
import type { ReplyCommand } from '../../domain/reply/result.ts';
import { isClosed, type Task } from '../../domain/task/task.ts';
import { note } from '../acting.ts';
import { moveClaim } from './record-report.ts';
import { answer, entrySource, weekWindows, type Turn } from './turn.ts';
import { withdrawRequest } from './withdraw-request.ts';

/**
 * 撤回: takes back the person's last answer of this week, or with a code all he said of that task, until the window
 * closes; with a subject it takes back a request. All versions are kept.
 */
export async function withdraw(
  turn: Turn,
  command: Extract<ReplyCommand, { name: 'withdraw' }>,
): Promise<string> {
  if (command.what !== undefined) return withdrawRequest(turn, command, command.what);
  const { item } = command;
  const entries =
    item === undefined
      ? await turn.stores.entries.lastAnswer(turn.person.id, turn.week)
      : await saidOf(turn, item);
  const tasks = turn.ownTasks.filter((task) => entries.some(({ taskId }) => taskId === task.id));
  if (tasks.length === 0) return refuse(turn, 'nothing_to_withdraw', []);
  const windows = await weekWindows(turn, new Set(tasks.map(({ roundId }) => roundId)));
  if (windows.some(({ closed }) => closed)) return refuse(turn, 'window_closed', tasks);
  const open = tasks.filter((task) => !isClosed(task));
  if (open.length === 0) return refuse(turn, 'closed', tasks);
  let evidence = 0;
  for (const task of open) {
    const own = entries.filter(({ taskId }) => taskId === task.id);
    evidence += await evidenceOf(turn, task, own);
    await takeBack(turn, task, own);
  }
  answer(turn, { kind: 'withdrawn', codes: open.map(({ code }) => code), ...(evidence > 0 && { evidence }) });
  return 'withdrawn';
}

async function refuse(
  turn: Turn,
  why: 'nothing_to_withdraw' | 'window_closed' | 'closed',
  tasks: readonly Task[],
): Promise<string> {
  const codes = tasks.map(({ code }) => code);
  await note(turn, 'withdrawal_refused', tasks[0]?.id ?? '', { refused: true, detail: { why, codes } });
  answer(turn, { kind: 'refused', code: why === 'closed' ? (codes[0] ?? null) : null, why });
  return 'refused';
}

/** What the person himself said of the task this week, every version. */
async function saidOf(turn: Turn, code: string): Promise<ProgressEntry[]> {
  const task = turn.ownTasks.find((own) => own.code === code);
  return task ? (await standingOfWeek(turn, task)).filter(({ by }) => by.id === turn.person.id) : [];
}

async function standingOfWeek({ stores, week }: Turn, { id }: Task): Promise<ProgressEntry[]> {
  return standingEntries(await stores.entries.ofTasks([id], week)).filter((entry) => entry.week === week);
}

/** Evidence stands and falls with its entry. */
async function evidenceOf(turn: Turn, { id }: Task, entries: readonly ProgressEntry[]): Promise<number> {
  const ids = new Set(entries.map((entry) => entry.id));
  return (await turn.stores.evidence.ofTask(id)).filter(({ entryId }) => ids.has(entryId)).length;
}

/** Takes these entries of the task back, each by a row of its own; the claim follows what stands then. */
export async function takeBack(
  turn: Turn,
  task: Task,
  entries: readonly ProgressEntry[],
  source: 'chat' | 'page' = entrySource(turn),
): Promise<void> {
  for (const entry of entries) {
    await turn.stores.entries.add({
      taskId: entry.taskId,
      week: entry.week,
      status: entry.status,
      text: '',
      nextPlan: '',
      byId: turn.person.id,
      onBehalfOfId: entry.onBehalfOf?.id ?? null,
      source,
      inboundId: turn.message.id,
      recordedAt: turn.now,
      late: entry.late,
      withdraws: entry.id,
    });
    await note(turn, 'progress_withdrawn', task.id, { detail: { entryId: entry.id } });
  }
  await moveClaim(turn, task, await claimAfter(turn, task, entries));
}

/** The claim follows what stands again: taken back with its words, and back when only its correction was withdrawn. */
async function claimAfter(
  turn: Turn,
  task: Task,
  withdrawn: readonly ProgressEntry[],
): Promise<'claim' | 'withdraw_claim' | null> {
  const last = (await standingOfWeek(turn, task)).findLast(({ status }) => status !== 'no_change');
  const wasClaim = withdrawn.some(({ status }) => status === 'done');
  if (last?.status === 'done') return task.closure === 'open' ? 'claim' : null;
  return wasClaim ? 'withdraw_claim' : null;
}
