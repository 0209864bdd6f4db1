import type { DateOnly } from '../../calendar/date.ts';
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
