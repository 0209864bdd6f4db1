import type { AskableTask } from '../../domain/reminder/ask-decision.ts';
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

export interface PlanStore {
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
