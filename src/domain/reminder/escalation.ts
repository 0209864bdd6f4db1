import type { DateOnly } from '../calendar/date.ts';
import { isWorkingDay, workingDaysBetween, type WorkCalendar } from '../calendar/work-calendar.ts';
import { deadlineOf } from '../task/light.ts';
import type { Rung, RoundSettings } from '../task/round.ts';
import { isClosed, isUnderReview, type Task } from '../task/task.ts';

/** What became of a rung: `proposed` waits for the office. */
export type RungState = 'done' | 'proposed' | 'declined' | 'no_addressee';

export interface TakenRung {
  readonly episode: string;
  readonly rung: number;
  /** The day it was taken; of a proposal, the day it was made. */
  readonly firedOn: DateOnly;
  readonly state: RungState;
}

/** Why the ladder is not climbed at all. */
export type StopReason =
  'closed' | 'under_review' | 'removed' | 'reported_up' | 'no_deadline' | 'not_overdue' | 'top';

/** Why a task is not on the ladder. */
export type OffLadder = Exclude<StopReason, 'top'>;

/** Why the next rung is not taken today. */
export type WaitReason = 'day_off' | 'too_early' | 'undecided' | 'grace' | 'reminders';

export type RungDecision =
  | { readonly kind: 'take'; readonly rung: Rung }
  | { readonly kind: 'wait'; readonly why: WaitReason }
  | { readonly kind: 'stopped'; readonly why: StopReason };

export interface LadderInput {
  readonly task: Task;
  /** See {@link episodeOf}. */
  readonly episode: string;
  /** All that was taken for this task, in whatever episode and order. */
  readonly taken: readonly TakenRung[];
  /** The day the task was answered last, or its claim came back from the review; null: never. */
  readonly answeredOn: DateOnly | null;
  /** Reminders and chases that reached the owner or his deputy since then. */
  readonly unansweredReminders: number;
  readonly today: DateOnly;
  readonly calendar: WorkCalendar;
  readonly settings: Pick<RoundSettings, 'escalation'>;
}

/**
 * One climb of the ladder begins with a deadline: an extension begins another, and so does a relapse.
 * @param relapses how often the task has relapsed so far
 */
export const episodeOf = ({ dueOn }: Pick<Task, 'dueOn'>, relapses: number): string =>
  relapses === 0 ? `${dueOn}` : `${dueOn}#${relapses}`;

/**
 * Whether a task takes the next rung of the ladder today (domain rule 6). Each rung has its own distance from the
 * deadline and its own grace since the rung before and since the last answer, and one day takes one rung at most: after
 * a down time the ladder goes on where it stood, it does not make up for what it missed.
 */
export function nextRung(input: LadderInput): RungDecision {
  const stop = whyStopped(input.task, input.today);
  if (stop !== null) return { kind: 'stopped', why: stop };
  const taken = input.taken.filter(({ episode }) => episode === input.episode);
  const last = taken.toSorted((a, b) => a.rung - b.rung).at(-1) ?? null;
  const rung = rungAfter(last?.rung ?? 0, input.settings);
  if (rung === null) return { kind: 'stopped', why: 'top' };
  const why = whyNotYet(rung, last, input);
  return why === null ? { kind: 'take', rung } : { kind: 'wait', why };
}

/** Why nobody above the owner is troubled with that task today; null when it is overdue and with him. */
export function whyStopped(task: Task, today: DateOnly): OffLadder | null {
  if (isClosed(task) || task.completion === 'done') return 'closed';
  if (task.removed !== null) return 'removed';
  if (isUnderReview(task)) return 'under_review';
  if (task.reportedUp !== null) return 'reported_up';
  const dueOn = deadlineOf(task);
  if (dueOn === null) return 'no_deadline';
  return today <= dueOn ? 'not_overdue' : null;
}

const rungAfter = (last: number, { escalation }: LadderInput['settings']): Rung | null =>
  escalation.rungs.toSorted((a, b) => a.rung - b.rung).find(({ rung }) => rung > last) ?? null;

function whyNotYet(rung: Rung, last: TakenRung | null, input: LadderInput): WaitReason | null {
  const { task, taken, answeredOn, unansweredReminders, today, calendar } = input;
  const since = (day: DateOnly | null) =>
    day === null ? Infinity : workingDaysBetween(calendar, day, today);
  if (!isWorkingDay(calendar, today)) return 'day_off';
  if (since(task.dueOn) < rung.overdueWorkingDays) return 'too_early';
  if (last?.state === 'proposed') return 'undecided';
  if (taken.some(({ firedOn }) => firedOn === today)) return 'grace';
  if (since(last?.firedOn ?? null) < rung.graceWorkingDays) return 'grace';
  if (since(answeredOn) < rung.graceWorkingDays) return 'grace';
  return unansweredReminders < rung.unansweredReminders ? 'reminders' : null;
}
