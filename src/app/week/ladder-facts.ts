import type { Clock } from '../../clock.ts';
import type { DateOnly } from '../../domain/calendar/date.ts';
import { groupBy } from '../../domain/group-by.ts';
import { episodeOf, whyStopped } from '../../domain/reminder/escalation.ts';
import { standingEntries, type ProgressEntry } from '../../domain/reply/entry.ts';
import type { Deputation } from '../../domain/task/deputies.ts';
import type { Task } from '../../domain/task/task.ts';
import type { LadderStep } from './ladder-stores.ts';
import type { Stores } from '../stores.ts';

/** What is known of a task where the ladder is concerned. */
export interface LadderFacts {
  readonly task: Task;
  readonly episode: string;
  readonly taken: readonly LadderStep[];
  /** The last standing answer. */
  readonly answer: ProgressEntry | null;
  /** When it was answered last, or its claim came back from the review: from then on it waits for its owner. */
  readonly answeredAt: Date | null;
  readonly answeredOn: DateOnly | null;
  readonly unansweredReminders: number;
}

export async function ladderFacts(
  { stores, clock }: { readonly stores: Stores; readonly clock: Clock },
  tasks: readonly Task[],
): Promise<LadderFacts[]> {
  const ids = tasks.map(({ id }) => id);
  const steps = groupBy(await stores.ladder.steps(ids), ({ taskId }) => taskId);
  const relapses = await stores.ladder.relapses(ids);
  const returned = await stores.ladder.claimsReturned(ids);
  const entries = groupBy(standingEntries(await stores.entries.ofTasks(ids)), ({ taskId }) => taskId);
  const deputations = await stores.deputies.all();
  const askable = new Map(
    tasks.map(({ id, owner }) => [id, owner === null ? new Set<string>() : standIns(owner.id, deputations)]),
  );
  const asked = new Set([...askable.values()].flatMap((people) => [...people]));
  const reminders = groupBy(await stores.ladder.remindersSent(ids, [...asked]), ({ taskId }) => taskId);
  return tasks.map((task) => {
    const answer = (entries.get(task.id) ?? []).toSorted(byTime).at(-1) ?? null;
    const answeredAt = latest([answer ? new Date(answer.recordedAt) : null, returned.get(task.id) ?? null]);
    const unanswered = (reminders.get(task.id) ?? []).filter(
      ({ personId, sentAt }) =>
        askable.get(task.id)?.has(personId) === true && (answeredAt === null || sentAt > answeredAt),
    );
    return {
      task,
      episode: episodeOf(task, relapses.get(task.id) ?? 0),
      taken: steps.get(task.id) ?? [],
      answer,
      answeredAt,
      answeredOn: answeredAt && clock.local(answeredAt).date,
      unansweredReminders: unanswered.length,
    };
  });
}

/** Nothing has come between since the step was taken. */
export const stillStands = (
  step: LadderStep,
  { task, episode, answeredAt }: LadderFacts,
  today: DateOnly,
): boolean =>
  whyStopped(task, today) === null &&
  step.episode === episode &&
  (answeredAt === null || answeredAt <= step.firedAt);

const byTime = (a: ProgressEntry, b: ProgressEntry): number => a.recordedAt.localeCompare(b.recordedAt);

const latest = (times: readonly (Date | null)[]): Date | null =>
  times.reduce((last, time) => (time !== null && (last === null || time > last) ? time : last), null);

/** The person and whoever has ever stood in for him: what one of them got was asked of him, not of an owner before. */
function standIns(personId: string, deputations: readonly Deputation[]): ReadonlySet<string> {
  const found = new Set([personId]);
  for (const id of found)
    for (const { personId: away, deputyId } of deputations) if (away === id) found.add(deputyId);
  return found;
}
