import { standingEntries } from '../reply/entry.ts';
import type { ProgressEntry } from '../reply/entry.ts';
import { groupBy } from '../group-by.ts';
import { isClosed, isUnderReview } from '../task/task.ts';
import type { Task } from '../task/task.ts';
import { askReason } from './ask-decision.ts';
import type { AskWeek } from './ask-decision.ts';
import type { Ask, ChaseDropReason, PlannedReminder } from './plan.ts';
import { recipientsOf } from './recipients.ts';

export interface ChaseVerdict {
  readonly sent: readonly PlannedReminder[];
  readonly dropped: readonly { readonly task: Task; readonly reason: ChaseDropReason }[];
}

/**
 * What becomes of a chase (催办): a manager may exceed the planned messages once per task and day, and is told
 * what is left out and why (domain rule 6). An answer of this week does not stop him.
 */
export function chaseVerdict(
  input: AskWeek & {
    readonly tasks: readonly Task[];
    readonly entries: readonly ProgressEntry[];
    /** Ids of the tasks chased today. */
    readonly chasedToday: ReadonlySet<string>;
  },
): ChaseVerdict {
  const standing = groupBy(standingEntries(input.entries), (entry) => entry.taskId);
  const asks: Ask[] = [];
  const dropped: { task: Task; reason: ChaseDropReason }[] = [];
  for (const task of input.tasks.toSorted((a, b) => a.no - b.no)) {
    const reason = whyDropped(task, input.chasedToday);
    if (reason === null) asks.push({ task, reason: askReason(task, standing.get(task.id) ?? [], input) });
    else dropped.push({ task, reason });
  }
  return { sent: recipientsOf(asks), dropped };
}

/** Lasting reasons before the one that is gone tomorrow. */
function whyDropped(task: Task, chasedToday: ReadonlySet<string>): ChaseDropReason | null {
  if (isClosed(task)) return 'closed';
  if (isUnderReview(task)) return 'under_review';
  if (task.owner === null) return 'no_owner';
  return chasedToday.has(task.id) ? 'chased_today' : null;
}
