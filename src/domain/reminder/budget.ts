import { standingEntries } from '../reply/entry.ts';
import type { ProgressEntry } from '../reply/entry.ts';
import { groupBy } from '../group-by.ts';
import { isClosed, isUnderReview } from '../task/task.ts';
import type { Task } from '../task/task.ts';
import { askReason } from './ask-decision.ts';
import type { AskWeek } from './ask-decision.ts';
import type { Ask, ChaseDropReason, PlannedReminder } from './plan.ts';
import { recipientsOf } from './recipients.ts';

export interface ChaseInput extends AskWeek {
  readonly tasks: readonly Task[];
  readonly entries: readonly ProgressEntry[];
  /** Ids of the tasks chased today. */
  readonly chasedToday: ReadonlySet<string>;
  /** The tasks were chosen by a rule ("all overdue", a unit), not one by one. */
  readonly byRule: boolean;
}

export interface ChaseVerdict {
  readonly sent: readonly PlannedReminder[];
  readonly dropped: readonly { readonly task: Task; readonly reason: ChaseDropReason }[];
}

/**
 * What becomes of a chase (催办): a manager may exceed the planned messages once per task and day, and is told
 * what is left out and why (domain rule 6). Who has answered this week is not asked again as one of many; a task that
 * is named is.
 */
export function chaseVerdict(input: ChaseInput): ChaseVerdict {
  const standing = groupBy(standingEntries(input.entries), (entry) => entry.taskId);
  const asks: Ask[] = [];
  const dropped: { task: Task; reason: ChaseDropReason }[] = [];
  for (const task of input.tasks.toSorted((a, b) => a.no - b.no)) {
    const own = standing.get(task.id) ?? [];
    const reason = whyDropped(task, own, input);
    if (reason === null) asks.push({ task, reason: askReason(task, own, input) });
    else dropped.push({ task, reason });
  }
  return { sent: recipientsOf(asks), dropped };
}

/** Lasting reasons before the one that is gone tomorrow. */
function whyDropped(
  task: Task,
  standing: readonly ProgressEntry[],
  { chasedToday, byRule, weekMonday }: ChaseInput,
): ChaseDropReason | null {
  if (isClosed(task)) return 'closed';
  if (isUnderReview(task)) return 'under_review';
  if (task.reportedUp !== null) return 'reported_up';
  if (task.owner === null) return 'no_owner';
  if (byRule && standing.some(({ week }) => week === weekMonday)) return 'answered';
  return chasedToday.has(task.id) ? 'chased_today' : null;
}
