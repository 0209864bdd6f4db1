import { dateFromParts, daysBetween, monthOf, yearOf, type DateOnly } from '../../calendar/date.ts';
import { keyAt, literalAt } from '../text/lexicon.ts';
import { numberAt, skipBlanks } from '../text/numbers.ts';
import type { DateScope, FoundDate, Tense } from './date-reader.ts';

/** A day of a month that is known: its number, its last day, or null for the month as a whole. */
export type DayOfMonth = number | 'last' | null;

/** The day, or null when the month has no such day. */
export function dayIn(year: number, month: number, day: DayOfMonth): DateOnly | null {
  if (day !== 'last') return day === null ? null : dateFromParts(year, month, day);
  return (
    [31, 30, 29, 28].map((last) => dateFromParts(year, month, last)).find((date) => date !== null) ?? null
  );
}

/** What follows a month: a day, the end of one of its parts, or nothing. */
export function dayOfMonthAt(
  text: string,
  at: number,
  { dates, numerals }: DateScope,
): { readonly end: number; readonly day: DayOfMonth } {
  const next = skipBlanks(text, at);
  const part = keyAt(text, next, dates.partsOfMonth);
  if (part !== null) return { end: next + part.length, day: dates.partsOfMonth[part] ?? null };
  const number = numberAt(text, next, numerals);
  if (number === null || number.value < 1 || number.value > 31) return { end: at, day: null };
  const sign = skipBlanks(text, number.end);
  const word = literalAt(text, sign, [...dates.day.anyway, ...dates.day.inContext]);
  if (word !== null) return { end: sign + word.length, day: number.value };
  // A number after a blank is rather a code: "6月 9已完成".
  return next === at ? { end: number.end, day: number.value } : { end: at, day: null };
}

/** A month that is known, with or without a day. */
export function inMonth(
  year: number,
  month: number,
  day: DayOfMonth,
  today: DateOnly,
): Omit<FoundDate, 'end'> {
  if (day !== null) return { day: dayIn(year, month, day) };
  return { day: null, tense: tenseOfDistance(year * 12 + month - (yearOf(today) * 12 + monthOf(today))) };
}

export const tenseOfDistance = (distance: number): Tense =>
  distance < 0 ? 'past' : distance === 0 ? 'present' : 'future';

/** A day without a year: the next such day as a deadline; said of what happened, it may have gone by. */
export function everyYear(today: DateOnly, month: number, day: DayOfMonth): Omit<FoundDate, 'end'> {
  const year = yearOf(today);
  const days = [year - 1, year, year + 1]
    .map((any) => dayIn(any, month, day))
    .filter((date) => date !== null);
  const next = days.find((date) => date >= today) ?? null;
  const last = days.findLast((date) => date < today) ?? null;
  return { day: next, nearest: last !== null && isRecent(last, today) ? last : next };
}

/** People still speak of it as gone by within half a year, and over the turn of the year for two months. */
const isRecent = (last: DateOnly, today: DateOnly): boolean =>
  daysBetween(last, today) <= (yearOf(last) === yearOf(today) ? 183 : 60);

/** The year and month that lie `months` after those of `date`. */
export function monthAfter(date: DateOnly, months: number): readonly [year: number, month: number] {
  const count = yearOf(date) * 12 + monthOf(date) - 1 + months;
  return [Math.floor(count / 12), (count % 12) + 1];
}
