import { WEEK_STEPS } from '../task/round.ts';
import type { RoundSettings, WeekStepName } from '../task/round.ts';
import { addDays, compareLocalTime, yearOf } from './date.ts';
import type { DateOnly, LocalTime } from './date.ts';
import type { PlannedStep, WeekPlan } from './week-plan.ts';
import { isKnownYear, workingDaysOfWeek } from './work-calendar.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** A reminder on the day its window closes leaves nobody time to answer. */
export const FEWEST_WORKING_DAYS = 2;

interface Slot {
  readonly step: WeekStepName;
  readonly at: LocalTime;
}

/**
 * When the five steps of the week are due (domain rule 5). A step moves only to a working day of its own week,
 * and the steps keep their order by date and time. A week is skipped when it has fewer than two working days,
 * or fewer than an unusual schedule needs to keep the order.
 */
export function planWeek(
  calendar: WorkCalendar,
  schedule: RoundSettings['schedule'],
  monday: DateOnly,
): WeekPlan {
  const days = workingDaysOfWeek(calendar, monday);
  const unknownYears = unknownYearsOfWeek(calendar, monday);
  const plainDate = (step: WeekStepName) => addDays(monday, schedule[step].weekday - 1);
  const wanted = WEEK_STEPS.map((step) => ({
    step,
    at: { date: plainDate(step), time: schedule[step].time },
  }));

  const slots = days.length < FEWEST_WORKING_DAYS ? null : pullBack(days, pushForward(days, wanted));
  if (slots === null) return { kind: 'skipped', monday, workingDays: days.length, unknownYears };

  const steps = slots.map(({ step, at }): PlannedStep => {
    const from = plainDate(step);
    return { step, at, shiftedFrom: at.date === from ? null : from };
  });
  return { kind: 'steps', monday, steps, unknownYears };
}

/** Each step to the first working day not before its own that keeps it after the step before it, else to the last. */
function pushForward(days: readonly DateOnly[], wanted: readonly Slot[]): Slot[] {
  const slots: Slot[] = [];
  for (const { step, at } of wanted) {
    const before = slots.at(-1)?.at;
    const date = days.find((day) => day >= at.date && (!before || isBefore(before, { ...at, date: day })));
    slots.push({ step, at: { ...at, date: date ?? days.at(-1) ?? at.date } });
  }
  return slots;
}

/** From the last step backwards, each to the last working day that keeps it before the step after it; null without room. */
function pullBack(days: readonly DateOnly[], wanted: readonly Slot[]): Slot[] | null {
  const slots: Slot[] = [];
  for (const { step, at } of wanted.toReversed()) {
    const after = slots[0]?.at;
    const date = days.findLast((day) => day <= at.date && (!after || isBefore({ ...at, date: day }, after)));
    if (date === undefined) return null;
    slots.unshift({ step, at: { ...at, date } });
  }
  return slots;
}

const isBefore = (a: LocalTime, b: LocalTime): boolean => compareLocalTime(a, b) < 0;

function unknownYearsOfWeek(calendar: WorkCalendar, monday: DateOnly): number[] {
  const years = new Set([yearOf(monday), yearOf(addDays(monday, 6))]);
  return [...years].filter((year) => !isKnownYear(calendar, year));
}
