import type { DateOnly } from '../../domain/calendar/date.ts';
import type { LookBack } from '../../domain/task/look-back/look-back.ts';
import type { ClosedTask } from '../../domain/task/look-back/schedule-look-backs.ts';

/* What is kept of looking back (domain rule 8), as the use cases see it. */

export type NewLookBack = Pick<LookBack, 'taskId' | 'cause' | 'seed' | 'dueOn'>;

export interface LookBackStore {
  /** Of tasks of the active rounds, the first due first; checked ones only when asked for. */
  list(filter: { checked: boolean }): Promise<LookBack[]>;
  openOf(taskId: string): Promise<LookBack | null>;
  /** Adds those whose task has none open; answers with the ones it added. */
  add(lookBacks: readonly NewLookBack[], at: Date): Promise<LookBack[]>;
  /** An open one becomes due earlier, for that cause. */
  hasten(id: string, change: Pick<LookBack, 'cause' | 'dueOn'>): Promise<void>;
  /** False when somebody else has checked it meanwhile. */
  check(
    id: string,
    check: { on: DateOnly; byId: string; passed: boolean; finding: string },
  ): Promise<boolean>;
  /** Closed tasks of the round, closed by that day, that have no open look-back. */
  closedTasks(roundId: string, closedBy: DateOnly): Promise<ClosedTask[]>;
  /** When the task relapsed last; null when it never did. */
  relapsedAt(taskId: string): Promise<Date | null>;
  /** Who claimed what was then closed; null when it was closed before it came to us. */
  submitterOf(taskId: string): Promise<string | null>;
  /** By task id: when each task came into the books. */
  addedAt(taskIds: readonly string[]): Promise<Map<string, Date>>;
  /**
   * Ids of the tasks of the active rounds that a relapse warning may be about: with a complaint or a failed check, and
   * those that came into the books after one of their kind was closed, with the closed ones.
   */
  suspects(): Promise<string[]>;
  /** Keys of the relapse warnings that the person was told of. */
  warnedOf(personId: string): Promise<Set<string>>;
}

export interface Complaint {
  readonly id: string;
  readonly taskId: string;
  readonly at: Date;
}

export interface ComplaintStore {
  /** About tasks of the active rounds, oldest first. */
  list(): Promise<Complaint[]>;
  add(complaint: { taskId: string; at: Date; byId: string; text: string }): Promise<string>;
}
