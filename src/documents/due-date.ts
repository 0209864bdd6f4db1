import { addDays, dateFromParts, dateOnly } from '../domain/calendar/date.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import type { Horizon } from '../domain/task/task.ts';
import {
  dateInWords,
  dueDay,
  dueMonth,
  dueYear,
  horizonWords,
  partOfMonth,
  partOfYear,
  spanSeparator,
  withYear,
} from '../zh/columns.ts';
import { contentOf, wordsOf } from './cell-text.ts';
import type { CellValue } from './sheet.ts';

/** What a deadline cell says: a last day, a type of deadline ("长期"), both, or nothing. */
export interface Due {
  readonly date: DateOnly | null;
  readonly horizon: Horizon | null;
}

/** Reads a deadline cell; a period means its last day. Null when there is something that cannot be read. */
export function readDue(value: CellValue): Due | null {
  if (typeof value === 'number') return readNumber(value);
  const written = contentOf(value).normalize('NFKC').replaceAll(/\s/g, '');
  const text = written.replace(dateInWords, (found) => inDigits(found));
  const due = { date: lastDayOf(text), horizon: horizonIn(text) };
  return text !== '' && due.date === null && due.horizon === null ? null : due;
}

/** 2000 to 2099, counted in days from Excel's day 0. */
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;
const SERIAL_ZERO = dateOnly('1899-12-30');

/** A number is a day of Excel's calendar whose format was lost, or a date typed as a number: 20260930, 2026.9. */
function readNumber(value: number): Due | null {
  if (value >= FIRST_SERIAL && value <= LAST_SERIAL) {
    return { date: addDays(SERIAL_ZERO, Math.floor(value)), horizon: null };
  }
  // Excel makes 2026.1 of a typed 2026.10: no telling which month was meant.
  const digits = String(value);
  const date = digits.endsWith('.1') ? null : lastDayOf(digits);
  return date === null ? null : { date, horizon: null };
}

function horizonIn(text: string): Horizon | null {
  const entries = Object.entries(horizonWords) as [Horizon, string][];
  return entries.find(([, list]) => [...wordsOf(list)].some((word) => text.includes(word)))?.[0] ?? null;
}

function lastDayOf(text: string): DateOnly | null {
  const [first = '', ...rest] = text.split(spanSeparator);
  const last = rest.at(-1);
  if (last === undefined || !/\d/.test(last)) return dateIn(first);
  const year = /\d{4}/.exec(first)?.[0] ?? '';
  return dateIn(/\d{4}/.test(last) ? last : withYear(year, last));
}

const EIGHT_DIGITS = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/;

function dateIn(text: string): DateOnly | null {
  const day = (dueDay.exec(text) ?? EIGHT_DIGITS.exec(text))?.groups;
  if (day) return dateFromParts(Number(day['year']), Number(day['month']), Number(day['day']));
  const month = dueMonth.exec(text)?.groups;
  if (month)
    return dayOfMonth(Number(month['year']), Number(month['month']), partOfMonth[month['part'] ?? '']);
  const year = dueYear.exec(text)?.groups;
  const part = partOfYear.find(({ pattern }) => pattern.test(year?.['part'] ?? ''));
  return part ? dayOfMonth(Number(year?.['year']), part.lastMonth) : null;
}

/** That day of the month, or its last one. */
function dayOfMonth(year: number, month: number, day?: number): DateOnly | null {
  const days = day === undefined ? [31, 30, 29, 28] : [day];
  return days.map((each) => dateFromParts(year, month, each)).find((date) => date !== null) ?? null;
}

const DIGITS = '〇一二三四五六七八九';

/** 二〇二六年六月三十日 → 2026年6月30日. */
function inDigits(date: string): string {
  return date.replaceAll(/[^年月日]+/g, (number) => {
    const plain = number.replaceAll(/[零○Ｏ]/g, '〇');
    if (!plain.includes('十')) return plain.replaceAll(/./gu, (digit) => String(DIGITS.indexOf(digit)));
    const [tens = '', ones = ''] = plain.split('十');
    return String((tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones)));
  });
}
