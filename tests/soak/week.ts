import { addDays, dateOnly, type DateOnly } from '../../src/domain/calendar/date.ts';
import { planWeek } from '../../src/domain/calendar/plan-week.ts';
import { isWorkingDay } from '../../src/domain/calendar/work-calendar.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../src/domain/task/round.ts';
import { calendar2026 } from '../support/calendar-2026.ts';

/** A moment of one week: its day is a day of the calendar. */
export type PlacedMoment = Moment & { readonly date: DateOnly };

/** A part of the week in which people are at work; between them the clock jumps. */
export interface Moment {
  /** From Monday, 0. */
  readonly day: number;
  readonly time: string;
  /** Of the week's answers; of the week's time, with a little for each. */
  readonly share: number;
  /** What of the week has to be over at its end. */
  readonly step?: 'remind' | 'freeze' | 'digest';
  readonly duties?: readonly Duty[];
}

/** What the office does at that moment, besides looking around. */
export type Duty = 'chase' | 'review' | 'extend' | 'papers';

/** Most answer when they have just been asked, and the rest until the window closes on Friday noon. */
const MOMENTS: readonly Moment[] = [
  { day: 0, time: '09:10:05', share: 0.45, step: 'remind' },
  { day: 0, time: '15:00:00', share: 0.15, duties: ['review'] },
  { day: 1, time: '10:00:00', share: 0.15, duties: ['chase', 'extend'] },
  { day: 2, time: '10:00:00', share: 0.1, duties: ['review'] },
  { day: 2, time: '15:10:05', share: 0.06 },
  { day: 3, time: '10:00:00', share: 0.06, duties: ['review', 'extend'] },
  { day: 4, time: '09:00:00', share: 0.03 },
  { day: 4, time: '14:00:05', share: 0, step: 'freeze' },
  { day: 4, time: '16:10:05', share: 0, step: 'digest', duties: ['papers'] },
];

/** As the calendar of that week has them: who is on holiday does not answer, and freezing comes before it. */
export function momentsOf(monday: DateOnly): PlacedMoment[] {
  const plan = planWeek(calendar2026, DEFAULT_ROUND_SETTINGS.schedule, monday);
  const steps = new Map(plan.kind === 'steps' ? plan.steps.map(({ step, at }) => [step, at.date]) : []);
  return MOMENTS.map((moment) => ({
    ...moment,
    date: (moment.step && steps.get(moment.step)) ?? addDays(monday, moment.day),
  }))
    .filter(({ date }) => isWorkingDay(calendar2026, date))
    .toSorted((a, b) => `${a.date} ${a.time}`.localeCompare(`${b.date} ${b.time}`));
}

/** When it is measured what the week has left behind. */
export const sundayOf = (monday: DateOnly): DateOnly => addDays(monday, 6);

/** @param weeks after that Monday */
export const mondayAfter = (monday: string, weeks: number): DateOnly => addDays(dateOnly(monday), 7 * weeks);
