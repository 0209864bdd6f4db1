import type { AskableTask } from '../../domain/reminder/ask-decision.ts';
import type { ReplyStatus } from '../../domain/reply/result.ts';
import type { ProgressEntry } from '../../domain/reply/entry.ts';
import type { Ref } from '../../domain/task/people.ts';
import type { Task } from '../../domain/task/task.ts';
import type { DateOnly } from '../../domain/calendar/date.ts';
import type { ClosureRequest } from '../supervision/request-stores.ts';

/* What a week is planned from, a batch at a time: a round may have a million tasks. */

/** Where a batch begins, by the number of the task before it, and how many it has at most. */
export interface Batch {
  readonly after: number;
  readonly limit: number;
}

/** A task that somebody may have to be asked about, with the weeks that have an answer that stands, oldest first. */
export type OpenTask = AskableTask &
  Pick<Task, 'no'> & { readonly standing: readonly Pick<ProgressEntry, 'week'>[] };

type Id = Pick<Ref, 'id'>;

/** A task under review, and the claim that waits; null when none does. */
export interface ClaimedTask {
  readonly task: { readonly no: number; readonly owner: Id | null; readonly contact: Id | null };
  readonly request: Pick<ClosureRequest, 'submitterId' | 'reviews'> | null;
}

/** Which answers stand: of `week`, and before it of long-term tasks, whose review is due by their last one. */
export interface LineWeeks {
  readonly week: DateOnly;
  readonly since: DateOnly;
  /** With what came after the window had closed (补报). */
  readonly withLate: boolean;
}

/** A task of a round with all that decides about its week and its light, and the names it is counted and known by. */
export interface RoundLine extends AskableTask {
  readonly no: number;
  readonly code: string;
  readonly title: string;
  readonly category: string;
  readonly problemNo: number;
  readonly unit: string;
  readonly leader: string;
  readonly leaderId: string | null;
  readonly owner: Ref | null;
  /** The last week that has an answer that stands. */
  readonly standing: readonly Pick<ProgressEntry, 'week'>[];
  /** The answer of `week` that counts. */
  readonly reported: ReplyStatus | null;
}

export interface PlanStore {
  /** Every task of a round that has not left the base, by number. */
  lines(roundId: string, weeks: LineWeeks, batch: Batch): Promise<RoundLine[]>;
  /**
   * Tasks of a round that have an owner and are neither closed nor under review, by number. The answers of `week` and
   * later; of long-term tasks, whose review is due by their last answer, from `since` on.
   */
  openTasks(roundId: string, weeks: { week: DateOnly; since: DateOnly }, batch: Batch): Promise<OpenTask[]>;
  /** Tasks of a round under review, by number. */
  claimed(roundId: string, batch: Batch): Promise<ClaimedTask[]>;
  /** By person id. */
  userids(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
