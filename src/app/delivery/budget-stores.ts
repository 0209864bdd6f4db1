import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Notice } from '../../domain/message/notice.ts';
import type { DayHolder } from '../../domain/reminder/message-budget.ts';

/* Who has had his planned message of a day (domain rule 6). */

/** Whose day it is, with what that message said as far as it was composed. */
export type TakenDay =
  | Extract<DayHolder, { kind: 'own' }>
  | (Extract<DayHolder, { kind: 'other' }> & { readonly outboundId: string; readonly notice: Notice | null });

export interface BudgetStore {
  /** Takes the person's day for this message, unless another message has it that went out or is about to. */
  takeDay(of: { personId: string; day: DateOnly; outboundId: string }): Promise<TakenDay>;
  /** Whether another message of these kinds is due to the person before then and has not ended. */
  isAnyDue(of: {
    personId: string;
    kinds: readonly string[];
    before: Date;
    butNot: string;
  }): Promise<boolean>;
  /** When the last reminder between the two is due that an active round has still to plan; null when there is none. */
  reminderToCome(from: Date, to: Date): Promise<Date | null>;
  /** Ids of the people whom a planned message has reached on that day. */
  reachedOn(day: DateOnly): Promise<Set<string>>;
}
