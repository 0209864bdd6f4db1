import type { DateOnly } from '../calendar/date.ts';
import type { Task } from '../task/task.ts';

/** Why a task is asked about this week, with what the official is told of it. */
export type AskReason =
  | { readonly kind: 'overdue'; readonly days: number }
  | { readonly kind: 'near'; readonly workingDays: number }
  /** A goal of a long-term task is near its date, or past it. */
  | { readonly kind: 'stage'; readonly dueOn: DateOnly; readonly passed: boolean }
  | { readonly kind: 'review_due'; readonly since: DateOnly | null }
  | { readonly kind: 'no_entry' };

/** Why a task is not asked about. */
export type NoAskReason = 'closed' | 'under_review' | 'answered' | 'review_not_due' | 'no_owner';

export interface Ask {
  readonly task: Task;
  readonly reason: AskReason;
}

/** One person's share of a plan, most urgent first. */
export interface PlannedReminder {
  readonly personId: string;
  readonly asks: readonly Ask[];
}

export interface ReminderPlan {
  readonly recipients: readonly PlannedReminder[];
  readonly notAsked: readonly { readonly task: Task; readonly reason: NoAskReason }[];
}

/** Why a task a manager wanted to chase is left out. */
export type ChaseDropReason =
  'chased_today' | 'answered' | 'closed' | 'under_review' | 'reported_up' | 'no_owner';
