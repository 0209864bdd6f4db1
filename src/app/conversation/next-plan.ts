import { addDays } from '../../domain/calendar/date.ts';
import type { Question } from '../../domain/message/lines.ts';
import { standingEntries } from '../../domain/reply/entry.ts';
import type { Understanding } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';
import { note, roundOf, type Acting } from '../acting.ts';
import type { Pending } from '../delivery/message-stores.ts';
import { awaitPlan, forget } from './questions.ts';
import { answer, weekWindow, type Turn } from './turn.ts';

/*
 * 下一步计划 of a long-term task (domain rule 3): once in every review period an answer says what comes next. Where it
 * does not, it is recorded all the same, and one question asks.
 */

type AwaitedPlan = Extract<Pending, { kind: 'next_plan' }>;

/** The first of the tasks just answered whose plan is missing, waited for; null when none is. */
export async function askForPlan(turn: Turn, answered: readonly Task[]): Promise<Question | null> {
  for (const task of answered) {
    if (task.horizon !== 'long' || (await hasPlan(turn, task))) continue;
    await awaitPlan(turn, { taskId: task.id, week: turn.week });
    return { why: 'next_plan', code: task.code, choices: [] };
  }
  return null;
}

/** Whether an answer of this review period says what comes next. */
export async function hasPlan(turn: Acting, task: Task): Promise<boolean> {
  const interval = task.reviewEveryDays ?? roundOf(turn, task).settings.longReviewDays;
  const entries = await turn.stores.entries.ofTasks([task.id], addDays(turn.week, -interval));
  return standingEntries(entries).some(({ nextPlan }) => nextPlan !== '');
}

/** What is said for something else: an order, a request, a claim, or a task by its code. */
export const isPlan = ({ command, requests, reports }: Understanding, namesTask: boolean): boolean =>
  command === null && requests.length === 0 && !namesTask && !reports.some(({ status }) => status === 'done');

/**
 * A new version of what was answered, with the plan.
 * @returns null when that answer is gone: taken back meanwhile, or the task has left the person's desk
 */
export async function recordPlan(
  turn: Turn,
  { taskId, week }: AwaitedPlan,
  plan: string,
): Promise<string | null> {
  await forget(turn);
  const task = turn.ownTasks.find(({ id }) => id === taskId);
  const entries = await turn.stores.entries.ofTasks([taskId], week);
  const entry = standingEntries(entries).findLast((each) => each.week === week);
  if (!task || !entry) return null;
  const { closed } = await weekWindow(turn, task.roundId);
  const { status, text, onBehalfOf } = entry;
  const late = entry.late || closed || week < turn.week;
  const entryId = await turn.stores.entries.add({
    taskId,
    week,
    status,
    text,
    nextPlan: plan,
    byId: turn.person.id,
    onBehalfOfId: onBehalfOf?.id ?? null,
    source: 'chat',
    inboundId: turn.message.id,
    recordedAt: turn.now,
    late,
    withdraws: null,
  });
  await note(turn, 'plan_recorded', taskId, { detail: { entryId, week, late } });
  answer(turn, { kind: 'plan_recorded', code: task.code, plan });
  return 'plan_recorded';
}
