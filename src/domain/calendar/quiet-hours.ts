import type { RoundSettings } from '../task/round.ts';
import type { DateOnly, LocalTime, WallTime } from './date.ts';
import { isWorkingDay, nextWorkingDay } from './work-calendar.ts';
import type { WorkCalendar } from './work-calendar.ts';

type QuietHours = RoundSettings['quietHours'];

/**
 * `at` itself when something may be sent then, else the first allowed moment after it: quiet hours and
 * non-working days defer a message, they never drop it (domain rule 5).
 */
export function nextSendable(calendar: WorkCalendar, quietHours: QuietHours, at: LocalTime): LocalTime {
  const worked = isWorkingDay(calendar, at.date);
  if (worked && !isQuiet(quietHours, at.time)) return at;
  const laterToday = worked && at.time < quietHours.to;
  if (laterToday) return { date: at.date, time: firstMoment(quietHours) };
  return firstSendableAfter(calendar, quietHours, at.date);
}

/** The first allowed moment of the next working day. */
export const firstSendableAfter = (
  calendar: WorkCalendar,
  quietHours: QuietHours,
  day: DateOnly,
): LocalTime => ({ date: nextWorkingDay(calendar, day), time: firstMoment(quietHours) });

/** WeCom is crowded at :00 and :30 (app-api §4.1): nothing that is planned begins there. */
export const isCrowded = (time: WallTime): boolean => /:[03]0$/.test(time);

/** Quiet from `from` on and before `to`, over midnight when `from` is the later of the two. */
function isQuiet({ from, to }: QuietHours, time: WallTime): boolean {
  return from > to ? time >= from || time < to : time >= from && time < to;
}

/** Ten minutes after the quiet hours, or twenty where ten would be a full or half hour: the crowd sends then. */
function firstMoment({ to }: QuietHours): WallTime {
  const time = addMinutes(to, 10);
  return isCrowded(time) ? addMinutes(time, 10) : time;
}

function addMinutes(time: WallTime, minutes: number): WallTime {
  const total = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes;
  return `${twoDigits(Math.floor(total / 60) % 24)}:${twoDigits(total % 60)}` as WallTime;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
