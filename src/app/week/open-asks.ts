import { addDays } from '../../domain/calendar/date.ts';
import type { AskLine } from '../../domain/message/lines.ts';
import type { Ask } from '../../domain/reminder/plan.ts';
import { planReminders } from '../../domain/reminder/plan-reminders.ts';
import { deadlineOf } from '../../domain/task/light.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Acting } from '../acting.ts';
import { asksOf, REVIEW_HISTORY_DAYS } from './asks-of.ts';

type Now = Pick<Acting, 'stores' | 'calendar' | 'today' | 'week'>;

/** What the tasks of one round need this week, most urgent first, by the rules and the entries as they are now. */
export async function openAsks(now: Now, round: Round, tasks: readonly Task[]): Promise<readonly Ask[]> {
  const ofRound = tasks.filter(({ roundId }) => roundId === round.id);
  const plan = planReminders({
    tasks: ofRound,
    entries: await now.stores.entries.ofTasks(
      ofRound.map(({ id }) => id),
      addDays(now.week, -REVIEW_HISTORY_DAYS),
    ),
    calendar: now.calendar,
    settings: round.settings,
    today: now.today,
    weekMonday: now.week,
  });
  return plan.recipients.flatMap(({ asks }) => asks);
}

/** How many of the person's own tasks, and of those he stands in for, still wait for this week's answer. */
export async function countUnanswered(acting: Acting): Promise<number> {
  const owners = new Set([acting.person.id, ...acting.person.standsInFor]);
  const listed = await acting.stores.tasks.list({ personIds: [...owners] });
  const owned = listed.filter(({ owner }) => owner !== null && owners.has(owner.id));
  let count = 0;
  for (const round of acting.rounds) count += (await openAsks(acting, round, owned)).length;
  return count;
}

/** @param personId who is asked: where it is not the owner, the line names him */
export const askLine = ({ task, reason }: Ask, personId: string | null): AskLine => ({
  ...(task.owner !== null && task.owner.id !== personId && { insteadOf: task.owner.name }),
  taskId: task.id,
  code: task.code,
  title: task.title,
  unit: task.leadUnit?.name ?? '',
  dueOn: deadlineOf(task),
  reason,
});

/** Every task of the active rounds that waits for this week's answer, in ledger order. */
export async function unansweredTasks(acting: Acting): Promise<Task[]> {
  const tasks = [];
  for (const round of acting.rounds) {
    const nos = [];
    for await (const { no } of asksOf(acting, round)) nos.push(no);
    tasks.push(...(await acting.stores.tasks.list({ roundId: round.id, nos })));
  }
  return tasks;
}
