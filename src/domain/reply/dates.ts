import type { DateOnly } from '../calendar/date.ts';
import { CALENDAR_DATES } from './calendar-dates.ts';
import { literalAt } from './lexicon.ts';
import { skipBlanks } from './numbers.ts';
import { RELATIVE_DATES } from './relative-dates.ts';
import type { DateWords, Numerals } from './vocabulary.ts';

/** What a reader of dates knows besides the text. */
export interface DateScope {
  readonly today: DateOnly;
  readonly dates: DateWords;
  readonly numerals: Numerals;
  /** A date is expected here, so that "the 15th" is one although 15 may be a code. */
  readonly expected: boolean;
}

export type Tense = 'past' | 'present' | 'future';

export interface DateMention {
  readonly end: number;
  /** The day meant as a deadline, or null when no single day was said ("next month"). */
  readonly day: DateOnly | null;
  /** As said of something that happens: a day without a year is then the nearest such day. */
  readonly tense: Tense;
  /** "Before …", "within …". */
  readonly before: boolean;
}

/** What one form of date yields; the tense follows from `nearest` or `day` unless given. */
export interface FoundDate {
  readonly end: number;
  readonly day: DateOnly | null;
  readonly nearest?: DateOnly | null;
  readonly tense?: Tense;
}

export type DateReader = (text: string, at: number, scope: DateScope) => FoundDate | null;

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
