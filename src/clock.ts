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

function clockOver(now: () => Date, zone: string): Clock {
  return {
    now,
    local(instant) {
      const wall = dayjs(instant).tz(zone);
      return { date: dateOnly(wall.format('YYYY-MM-DD')), time: wall.format('HH:mm') as WallTime };
    },
    instant: (local) => dayjs.tz(`${local.date} ${local.time}`, 'YYYY-MM-DD HH:mm', zone).toDate(),
  };
}
