import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { dateOnly, type LocalTime, type WallTime } from './domain/calendar/date.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

/** The only source of the present. Tests and the demo bring their own. */
export interface Clock {
  now(): Date;
  /** The business time zone's wall time of an instant. */
  local(instant: Date): LocalTime;
  /** The instant of a wall time in the business time zone. */
  instant(local: LocalTime): Date;
}

export const systemClock = (zone: string): Clock => clockOver(() => new Date(), zone);

/** A clock that runs on from a wall time, `YYYY-MM-DD HH:MM`: to try out another day. */
export function clockFrom(wallTime: string, zone: string): Clock {
  const ahead = dayjs.tz(wallTime, 'YYYY-MM-DD HH:mm', zone).valueOf() - Date.now();
  return clockOver(() => new Date(Date.now() + ahead), zone);
}

/** A clock that stands still until it is set. */
export function settableClock(start: Date, zone: string): Clock & { set(to: Date): void } {
  let now = start;
  return {
    ...clockOver(() => new Date(now), zone),
    set(to) {
      now = to;
    },
  };
}

const MINUTES = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const satisfies Intl.DateTimeFormatOptions;

function clockOver(now: () => Date, zone: string): Clock {
  // Swedish writes `2026-06-08 09:10`. Asked some hundred times a message, where dayjs makes a format each time.
  const wall = new Intl.DateTimeFormat('sv-SE', { ...MINUTES, timeZone: zone });
  return {
    now,
    local(instant) {
      const [date = '', time = ''] = wall.format(instant).split(' ');
      return { date: dateOnly(date), time: time as WallTime };
    },
    instant: (local) => dayjs.tz(`${local.date} ${local.time}`, 'YYYY-MM-DD HH:mm', zone).toDate(),
  };
}
