import type { Ref } from '../domain/task/people.ts';
import type { TaskState } from '../domain/task/replay.ts';

/* The audit log beside its entries: what it is checked with, how it is read, what belongs to a task's life. */

/** Where the log stood once, kept outside the database: a cut-off or rewritten log differs from it. */
export interface Anchor {
  /** ISO instant. */
  readonly at: string;
  /** Sequence number of the last row then. */
  readonly seq: string;
  readonly hash: string;
}

export interface AnchorLog {
  /** Oldest first; null for a line that cannot be read. */
  read(): Promise<readonly (Anchor | null)[]>;
  /** Whole or not at all, behind the others. */
  append(anchor: Anchor): Promise<void>;
}

/**
 * What is wrong with the log.
 *   altered           the content of the row is not what its hash says.
 *   broken_link       the row does not follow the one before it: something was deleted, inserted or moved there.
 *   cut_off           an anchor knows of a row behind the last one.
 *   rewritten         the row an anchor knows is gone, or has another hash: from there on the log was made anew.
 *   unreadable_anchor a line of the anchors' file is no anchor; `seq` is the number of the line.
 */
export interface AuditFault {
  readonly seq: bigint;
  readonly what: 'altered' | 'broken_link' | 'cut_off' | 'rewritten' | 'unreadable_anchor';
}

export interface AuditFilter {
  readonly since?: Date;
  /** userid, ignoring case. */
  readonly actor?: string;
  readonly subjects?: readonly string[];
  /** Only those that say what changed. */
  readonly changes?: boolean;
  /** The newest ones, when there are more. */
  readonly limit?: number;
}

/** Records of a task that the audit log points to. */
export interface HistoryStore {
  /** Ids of what was done about it and has an id of its own: chases, letters, look-backs. */
  subjectsAround(taskId: string): Promise<string[]>;
  evidence(
    taskId: string,
  ): Promise<{ readonly fileName: string; readonly bytes: number; readonly by: Ref; readonly at: Date }[]>;
  reviews(taskId: string): Promise<
    {
      readonly level: number;
      readonly reviewer: Ref;
      readonly approved: boolean;
      readonly reason: string;
      readonly at: Date;
    }[]
  >;
  /** Every task there ever was, as its row says it is. */
  taskStates(): Promise<{ readonly id: string; readonly code: string; readonly state: TaskState }[]>;
}
