import type { DateOnly } from '../../calendar/date.ts';
import type { DateWords, Numerals } from '../vocabulary.ts';
import { literalAt } from '../text/lexicon.ts';
import { skipBlanks } from '../text/numbers.ts';
import { CALENDAR_DATES } from './calendar-dates.ts';
import type { DateMention, DateReader, DateScope, FoundDate, Tense } from './date-reader.ts';
import { RELATIVE_DATES } from './relative-dates.ts';

const READERS: readonly DateReader[] = [...CALENDAR_DATES, ...RELATIVE_DATES];

/**
 * The date that starts at `at`. Without a year it is the next such day (replies.md); a vague one has no day.
 * @returns null when no date starts there, or only a number that could as well be something else.
 */
export function dateAt(text: string, at: number, scope: DateScope): DateMention | null {
  for (const reader of READERS) {
    const found = reader(text, at, scope);
    if (found !== null) return limited(text, found, scope);
  }
  return null;
}

/** The characters a date may start with, so that nobody looks for one anywhere else. */
export function dateOpenings(dates: DateWords, numerals: Numerals): ReadonlySet<string> {
  const known = openings.get(dates) ?? new Set(openingsOf(dates, numerals));
  openings.set(dates, known);
  return known;
}

/** The words never change. */
const openings = new WeakMap<DateWords, ReadonlySet<string>>();

function openingsOf(dates: DateWords, numerals: Numerals): string[] {
  const { days, which, years, marks, festivals, wholeSpans } = dates;
  const tables = [days, which, years, marks, festivals, wholeSpans].flatMap((table) => Object.keys(table));
  return [
    ...Array.from('0123456789'),
    ...Array.from(numerals.digits.keys(), (code) => String.fromCharCode(code)),
    numerals.ten,
    numerals.hundred,
    numerals.ordinal,
    ...[...tables, ...dates.week, ...dates.month, ...dates.quarter].map((word) => word.charAt(0)),
  ];
}

function limited(text: string, found: FoundDate, { today, dates }: DateScope): DateMention {
  const next = skipBlanks(text, found.end);
  const limit = literalAt(text, next, [...dates.before, ...dates.within]);
  const after = literalAt(text, next, dates.after);
  return {
    end: limit === null && after === null ? found.end : next + (limit ?? after ?? '').length,
    // "After the holidays" is some day.
    day: after === null ? found.day : null,
    tense: found.tense ?? tenseOf(found.nearest ?? found.day, today),
    before: limit !== null,
  };
}

function tenseOf(day: DateOnly | null, today: DateOnly): Tense {
  if (day === null || day > today) return 'future';
  return day === today ? 'present' : 'past';
}
