import type { RoundSettings, WeekStepName } from '../task/round.ts';
import { addDays, compareLocalTime, daysBetween, mondayOf, type DateOnly, type LocalTime } from './date.ts';
import { nextSendable } from './quiet-hours.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** A step whose time has come and that has neither been done nor skipped. */
export interface DueStep {
  readonly week: DateOnly;
  readonly step: WeekStepName;
  readonly at: LocalTime;
}

export type SkipReason = 'week_over' | 'window_closed' | 'merged_with_reminder' | 'too_late';

export type StepDecision =
  | { readonly kind: 'run'; readonly late: boolean }
  | { readonly kind: 'skip'; readonly reason: SkipReason }
  /** Not now: it sends messages and this is quiet time. */
  | { readonly kind: 'wait' };

/** From so many minutes after its time a step counts as missed, and what it sends is labelled 补发. */
const PUNCTUAL_MINUTES = 20;

/**
 * What becomes of one due step, given all that are due (domain rule 5): what was missed while the service was down
 * runs once, inside working hours; what has lost its sense meanwhile is skipped with a reason; the ledger of a missed
 * week is still frozen as long as the week after it runs.
 */
export function decideStep(
  step: DueStep,
  due: readonly DueStep[],
  now: LocalTime,
  calendar: WorkCalendar,
  quietHours: RoundSettings['quietHours'],
): StepDecision {
  const skip = reasonToSkip(step, due, now);
  if (skip !== null) return { kind: 'skip', reason: skip };
  if (sends(step) && compareLocalTime(nextSendable(calendar, quietHours, now), now) !== 0)
    return { kind: 'wait' };
  return { kind: 'run', late: minutesBetween(step.at, now) > PUNCTUAL_MINUTES };
}

function reasonToSkip(step: DueStep, due: readonly DueStep[], now: LocalTime): SkipReason | null {
  const thisWeek = mondayOf(now.date);
  const isDue = (name: WeekStepName) => due.some((other) => other.week === step.week && other.step === name);
  switch (step.step) {
    case 'remind':
    case 'nudge':
      if (step.week < thisWeek) return 'week_over';
      if (isDue('close')) return 'window_closed';
      return step.step === 'nudge' && isDue('remind') ? 'merged_with_reminder' : null;
    case 'close':
      return null;
    case 'freeze':
    case 'digest':
      return step.week < addDays(thisWeek, -7) ? 'too_late' : null;
  }
}

/** Whether the step tells people something; the others only change the ledger. */
export const sends = ({ step }: Pick<DueStep, 'step'>): boolean => step !== 'close' && step !== 'freeze';

const minutesBetween = (from: LocalTime, to: LocalTime): number =>
  daysBetween(from.date, to.date) * 24 * 60 + minuteOfDay(to) - minuteOfDay(from);

const minuteOfDay = ({ time }: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
