import { dateFromParts, dayOf, monthOf, yearOf, type DateOnly } from '../../calendar/date.ts';
import { keyAt, literalAt } from '../text/lexicon.ts';
import { isDigit, numberAt, skipBlanks } from '../text/numbers.ts';
import type { DateReader, DateScope, FoundDate } from './date-reader.ts';
import { dayIn, dayOfMonthAt, everyYear, inMonth, monthAfter, tenseOfDistance } from './month-days.ts';

/** 2026年8月31日, 2026年8月底, 2026年底, 明年1月10日; a year or month alone is vague. */
const withYear: DateReader = (text, at, scope) => {
  const year = yearAt(text, at, scope);
  if (year === null) return null;
  const next = skipBlanks(text, year.end);
  const mark = keyAt(text, next, scope.dates.marks);
  if (mark !== null) return { end: next + mark.length, day: markIn(year.value, mark, scope) };
  const last = literalAt(text, next, scope.dates.end);
  if (last !== null) return { end: next + last.length, day: dateFromParts(year.value, 12, 31) };
  const month = monthAt(text, next, scope);
  if (month !== null) {
    const { end, day } = dayOfMonthAt(text, month.end, scope);
    return { end, ...inMonth(year.value, month.value, day, scope.today) };
  }
  return { end: year.end, day: null, tense: tenseOfDistance(year.value - yearOf(scope.today)) };
};

interface Counted {
  readonly value: number;
  readonly end: number;
}

function yearAt(text: string, at: number, { today, dates, numerals }: DateScope): Counted | null {
  const word = keyAt(text, at, dates.years);
  if (word !== null) return { value: yearOf(today) + (dates.years[word] ?? 0), end: at + word.length };
  const number = numberAt(text, at, numerals);
  if (number === null || number.value < 1900 || number.value > 2999) return null;
  const sign = skipBlanks(text, number.end);
  const suffix = literalAt(text, sign, dates.year);
  return suffix === null ? null : { value: number.value, end: sign + suffix.length };
}

function markIn(year: number, mark: string, { dates }: DateScope): DateOnly | null {
  const [month, day] = dates.marks[mark] ?? [12, 31];
  return dateFromParts(year, month, day);
}

function monthAt(text: string, at: number, { dates, numerals }: DateScope): Counted | null {
  const number = numberAt(text, at, numerals);
  if (number === null || number.value < 1 || number.value > 12) return null;
  const sign = skipBlanks(text, number.end);
  const word = literalAt(text, sign, dates.month);
  return word === null ? null : { value: number.value, end: sign + word.length };
}

/** 2026-8-31, 2026.8.31, 2026/8/31, 20260831. */
const separated: DateReader = (text, at) => {
  if (!isDigit(text, at) || isDigit(text, at - 1)) return null;
  const written = text.slice(at, at + 11);
  const match = /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(written);
  const parts = match ?? /^(20\d\d)()([01]\d)([0-3]\d)(?!\d)/.exec(written);
  if (parts === null) return null;
  const day = dateFromParts(Number(parts[1]), Number(parts[3]), Number(parts[4]));
  return day === null && match === null ? null : { end: at + parts[0].length, day };
};

/** 4月15日, 四月二十日, 8月底, 7月中旬, 8月. A blank before the month's sign is one only when a day follows. */
const monthAndDay: DateReader = (text, at, scope) => {
  if (isDigit(text, at - 1)) return null;
  const month = monthAt(text, at, scope);
  if (month === null) return null;
  const { end, day } = dayOfMonthAt(text, month.end, scope);
  if (typeof day !== 'number' && text.slice(at, month.end).includes(' ')) return null;
  if (day === null)
    return { end, ...inMonth(nearestYear(month.value, scope.today), month.value, null, scope.today) };
  return { end, ...everyYear(scope.today, month.value, day) };
};

/** The year in which that month lies nearest. */
function nearestYear(month: number, today: DateOnly): number {
  const ahead = month - monthOf(today);
  return yearOf(today) + (ahead > 6 ? -1 : ahead < -6 ? 1 : 0);
}

/** 4.15, and where a date is expected also 4-15 and 4/15. In "2.6.9" there is no date, in "9.6.30前" there is. */
const dotted: DateReader = (text, at, { today, dates, expected }) => {
  if (!isDigit(text, at) || isDigit(text, at - 1)) return null;
  const match = /^(\d{1,2})([-./])(\d{1,2})(?!\d|\.\d)/.exec(text.slice(at, at + 7));
  if (match === null) return null;
  const [month, day] = [Number(match[1]), Number(match[3])];
  if (dateFromParts(2000, month, day) === null) return null;
  const end = at + match[0].length;
  // "2.6月底前…" is item 2 and the end of June.
  if (literalAt(text, end, dates.month) !== null) return null;
  const sign = literalAt(text, end, [...dates.day.anyway, ...dates.day.inContext]) ?? '';
  const isLimited = literalAt(text, end + sign.length, dates.before) !== null;
  const isListed = text[at - 1] === '.' && isDigit(text, at - 2);
  if ((match[2] !== '.' || isListed) && !expected && !isLimited) return null;
  return { end: end + sign.length, ...everyYear(today, month, day) };
};

/** 15日, and where a date is expected or limited also 15号: the next such day. */
const dayAlone: DateReader = (text, at, scope) => {
  const { today, dates, numerals, expected } = scope;
  const number = numberAt(text, at, numerals);
  if (number === null || number.value < 1 || number.value > 31 || isDigit(text, at - 1)) return null;
  const sign = skipBlanks(text, number.end);
  const word = literalAt(text, sign, [...dates.day.anyway, ...dates.day.inContext]);
  if (word === null) return null;
  const end = sign + word.length;
  const thatDay = literalAt(text, end, dates.thatDay) ?? '';
  const isLimited = thatDay !== '' || literalAt(text, end, dates.before) !== null;
  const isDate = dates.day.anyway.includes(word) || expected || isLimited;
  return isDate ? { end: end + thatDay.length, ...everyMonth(today, number.value) } : null;
};

function everyMonth(today: DateOnly, day: number): Omit<FoundDate, 'end'> {
  const days = [-1, 0, 1, 2].map((months) => dayIn(...monthAfter(today, months), day));
  const next = days.find((date) => date !== null && date >= today) ?? null;
  const last = days.findLast((date) => date !== null && date < today) ?? null;
  const isNearerPast = last !== null && next !== null && dayOf(today) - day > 0 && dayOf(today) - day < 15;
  return { day: next, nearest: isNearerPast ? last : next };
}

export const CALENDAR_DATES: readonly DateReader[] = [separated, withYear, monthAndDay, dotted, dayAlone];
