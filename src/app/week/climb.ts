import type { DateOnly } from '../../domain/calendar/date.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';

/** One round's ladder on one day, inside its transaction. */
export interface Climb {
  readonly deps: Pick<Deps, 'clock' | 'log'>;
  readonly stores: Stores;
  readonly round: Round;
  readonly calendar: WorkCalendar;
  /** Names the steps of this climb, and the messages that tell of them. */
  readonly now: Date;
  readonly today: DateOnly;
}
