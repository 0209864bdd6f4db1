import { standingEntries } from '../reply/entry.ts';
import type { ProgressEntry } from '../reply/entry.ts';
import { groupBy } from '../group-by.ts';
import type { Task } from '../task/task.ts';
import { decideAsk } from './ask-decision.ts';
import type { AskWeek } from './ask-decision.ts';
import type { Ask, NoAskReason, ReminderPlan } from './plan.ts';
import { recipientsOf } from './recipients.ts';

/**
 * Who is asked about which tasks this week, and why the rest is not asked about (domain rule 6). The plan is
 * the same whatever order the tasks and entries come in.
 */
export function planReminders(
  input: AskWeek & { readonly tasks: readonly Task[]; readonly entries: readonly ProgressEntry[] },
): ReminderPlan {
  const standing = groupBy(standingEntries(input.entries), (entry) => entry.taskId);
  const asks: Ask[] = [];
  const notAsked: { task: Task; reason: NoAskReason }[] = [];
  for (const task of input.tasks.toSorted((a, b) => a.no - b.no)) {
    const decision = decideAsk(task, standing.get(task.id) ?? [], input);
    if (decision.kind === 'ask') asks.push({ task, reason: decision.reason });
    else notAsked.push({ task, reason: decision.reason });
  }
  return { recipients: recipientsOf(asks), notAsked };
}

/** What that person is asked about, most urgent first. */
export function asksFor(plan: ReminderPlan, personId: string): readonly Ask[] {
  return plan.recipients.find((recipient) => recipient.personId === personId)?.asks ?? [];
}
