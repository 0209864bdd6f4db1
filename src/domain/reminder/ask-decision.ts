import { addDays } from '../calendar/date.ts';
import type { DateOnly } from '../calendar/date.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import type { ProgressEntry } from '../reply/entry.ts';
import { assessTask, type DatedTask } from '../task/light.ts';
import { pressingStage } from '../task/stages.ts';
import type { Ref } from '../task/people.ts';
import type { RoundSettings } from '../task/round.ts';
import { isClosed, isUnderReview } from '../task/task.ts';
import type { Task } from '../task/task.ts';
import type { AskReason, NoAskReason } from './plan.ts';

/** The week that is being asked about, seen from one of its days. */
export interface AskWeek {
  readonly calendar: WorkCalendar;
  readonly settings: RoundSettings;
  readonly today: DateOnly;
  readonly weekMonday: DateOnly;
}

export type AskDecision =
  | { readonly kind: 'ask'; readonly reason: AskReason }
  | { readonly kind: 'no_ask'; readonly reason: NoAskReason };

/** What of a task decides whether its owner is asked. */
export type AskableTask = DatedTask &
  Pick<Task, 'reviewEveryDays'> & { readonly owner: Pick<Ref, 'id'> | null };

/** What of an answer does. */
type Answered = Pick<ProgressEntry, 'week'>;

/** Whether a task needs an answer this week (domain rule 6). `standing`: its standing entries, oldest first. */
export function decideAsk(task: AskableTask, standing: readonly Answered[], week: AskWeek): AskDecision {
  const noAsk = whyNotAsked(task, standing, week);
  return noAsk === null
    ? { kind: 'ask', reason: askReason(task, standing, week) }
    : { kind: 'no_ask', reason: noAsk };
}

/** What the official is told when the task is asked about, by plan or by hand; what presses most comes first. */
export function askReason(task: AskableTask, standing: readonly Answered[], week: AskWeek): AskReason {
  const { overdueDays, nearWorkingDays } = assessTask(task, week.today, week.calendar, week.settings);
  if (overdueDays > 0) return { kind: 'overdue', days: overdueDays };
  if (nearWorkingDays !== null) return { kind: 'near', workingDays: nearWorkingDays };
  const stage = stageOf(task, week);
  if (stage !== null) return { kind: 'stage', dueOn: stage.dueOn, passed: stage.passed };
  const since = lastWeekOf(standing);
  // A manager may chase a task that was answered this week; "no entry" would then be untrue.
  if (task.horizon === 'long' || since === week.weekMonday) return { kind: 'review_due', since };
  return { kind: 'no_entry' };
}

function whyNotAsked(task: AskableTask, standing: readonly Answered[], week: AskWeek): NoAskReason | null {
  if (isClosed(task)) return 'closed';
  if (isUnderReview(task)) return 'under_review';
  if (task.owner === null) return 'no_owner';
  if (standing.some((entry) => entry.week === week.weekMonday)) return 'answered';
  if (task.horizon !== 'long' || stageOf(task, week) !== null) return null;
  return isReviewDue(task, standing, week) ? null : 'review_not_due';
}

/** While a goal presses, the task is asked about every week. */
const stageOf = (task: AskableTask, { today, calendar, settings }: AskWeek) =>
  pressingStage(task, today, calendar, settings.nearWorkingDays);

/** Asked in the week in which the interval runs out, not in the week after. */
function isReviewDue(task: AskableTask, standing: readonly Answered[], week: AskWeek): boolean {
  const since = lastWeekOf(standing);
  const interval = task.reviewEveryDays ?? week.settings.longReviewDays;
  const sunday = addDays(week.weekMonday, 6);
  return since === null || since <= addDays(sunday, -interval);
}

const lastWeekOf = (standing: readonly Answered[]): DateOnly | null => standing.at(-1)?.week ?? null;
