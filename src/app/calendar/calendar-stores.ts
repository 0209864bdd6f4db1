import type { DateOnly } from '../../domain/calendar/date.ts';
import type { YearDays } from '../../domain/calendar/year-file.ts';

/* The days of work as the administrator keeps them (domain rule 5). */

export interface LoadedYear extends YearDays {
  readonly loadedAt: Date;
  /** userid, or `operator`. */
  readonly loadedBy: string;
}

/** One day that differs from its year. */
export interface SetDay {
  readonly day: DateOnly;
  readonly working: boolean;
  readonly note: string;
}

export interface CalendarStore {
  /** Years that the release brings. */
  readonly shipped: readonly number[];
  loaded(): Promise<LoadedYear[]>;
  /** In order. */
  setDays(): Promise<SetDay[]>;
  /** Replaces what was loaded for that year before; single days stay as they were set. */
  load(year: LoadedYear): Promise<void>;
  setDay(day: SetDay): Promise<void>;
  /** The day is as its year says again; false when it was. */
  clearDay(day: DateOnly): Promise<boolean>;
}
