import type { DateOnly } from '../../domain/calendar/date.ts';
import type { OutboundSummary } from '../delivery/message-stores.ts';

/** A message as the week shows it. */
export type WeekMessage = OutboundSummary & {
  /** Not sent before; where it waits, until when. */
  readonly notBefore: Date;
};

export interface WeekMessageStore {
  /** The messages to people by which the week asks them, of these kinds. */
  ofWeek(roundId: string, week: DateOnly, kinds: readonly string[]): Promise<WeekMessage[]>;
  /** By owner: how many of his tasks of the round have an answer of that week that stands. */
  answered(roundId: string, week: DateOnly): Promise<ReadonlyMap<string, number>>;
  /** Of that round or of none, made in that time: nobody can say whether they arrived. */
  ambiguous(roundId: string, from: Date, before: Date): Promise<WeekMessage[]>;
}
