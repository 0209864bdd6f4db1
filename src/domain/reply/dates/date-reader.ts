import type { DateOnly } from '../../calendar/date.ts';
import type { DateWords, Numerals } from '../vocabulary.ts';

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
