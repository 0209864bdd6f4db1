/**
 * Dates without a time. A deadline is a date in Asia/Shanghai and ends with that day (domain rule 5), so no
 * rule ever needs an instant: `YYYY-MM-DD` compares and sorts as text.
 */
export type DateOnly = `${number}-${number}-${number}`;

/** A time of day, `HH:MM`, 24 h. Compares as text. */
export type WallTime = `${number}:${number}`;

/** A moment as people of the business time zone read it off the wall. */
export interface LocalTime {
  readonly date: DateOnly;
  readonly time: WallTime;
}

/** 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const MS_PER_DAY = 86_400_000;

/** The date written as `YYYY-MM-DD`, or null when the text is no real day of the calendar. */
export function parseDateOnly(text: string): DateOnly | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = text as DateOnly;
  const ms = epochMs(date);
  return Number.isNaN(ms) || fromEpochMs(ms) !== date ? null : date;
}

/** As {@link parseDateOnly}, for text that is known to be a date. @throws RangeError when it is not one. */
export function dateOnly(text: string): DateOnly {
  const date = parseDateOnly(text);
  if (date === null) throw new RangeError(`not a date: ${text}`);
  return date;
}

/** The day of that number, or null when there is none (31 April). Month is 1–12. */
export function dateFromParts(year: number, month: number, day: number): DateOnly | null {
  return parseDateOnly(
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  );
}

export function addDays(date: DateOnly, days: number): DateOnly {
  return fromEpochMs(epochMs(date) + days * MS_PER_DAY);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: DateOnly, to: DateOnly): number {
  return Math.round((epochMs(to) - epochMs(from)) / MS_PER_DAY);
}

export function weekdayOf(date: DateOnly): Weekday {
  return (new Date(epochMs(date)).getUTCDay() || 7) as Weekday;
}

/** The Monday of the week the date lies in; it names that week everywhere. */
export function mondayOf(date: DateOnly): DateOnly {
  return addDays(date, 1 - weekdayOf(date));
}

export const yearOf = (date: DateOnly): number => Number(date.slice(0, 4));

/** 1–12. */
export const monthOf = (date: DateOnly): number => Number(date.slice(5, 7));

/** 1–31. */
export const dayOf = (date: DateOnly): number => Number(date.slice(8, 10));

/** Negative, zero or positive as `a` lies before, at or after `b`. */
export function compareLocalTime(a: LocalTime, b: LocalTime): number {
  const left = `${a.date} ${a.time}`;
  const right = `${b.date} ${b.time}`;
  return left < right ? -1 : Number(left > right);
}

const epochMs = (date: DateOnly): number => Date.parse(`${date}T00:00:00Z`);

const fromEpochMs = (ms: number): DateOnly => new Date(ms).toISOString().slice(0, 10) as DateOnly;
