import type { AuditEventName } from '../../domain/audit/events.ts';
import type { Ref } from '../../domain/task/people.ts';
import type { TaskState } from '../../domain/task/replay.ts';

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
 *   fewer_rows        fewer rows are there than were ever written, and no anchor knows which: `seq` is the last one.
 *   rewritten         the row an anchor knows is gone, or has another hash: from there on the log was made anew.
 *   unreadable_anchor a line of the anchors' file is no anchor; `seq` is the number of the line.
 */
export interface AuditFault {
  readonly seq: bigint;
  readonly what: 'altered' | 'broken_link' | 'cut_off' | 'fewer_rows' | 'rewritten' | 'unreadable_anchor';
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
  evidence(taskId: string): Promise<
    {
      readonly fileName: string;
      readonly bytes: number;
      readonly by: Ref;
      readonly at: Date;
      /** By which way the answer came that it belongs to. */
      readonly source: 'chat' | 'page';
    }[]
  >;
  reviews(taskId: string): Promise<
    {
      readonly level: number;
      readonly reviewer: Ref;
      readonly approved: boolean;
      readonly reason: string;
      readonly at: Date;
    }[]
  >;
  /** Whatever task has or had that code, of any round; without a letter of each of them. Codes with their letters. */
  ofCode(wanted: string): Promise<{ readonly id: string; readonly code: string; readonly title: string }[]>;
  /** Every task there ever was, as its row says it is. */
  taskStates(): Promise<{ readonly id: string; readonly code: string; readonly state: TaskState }[]>;
}

export type AuditSource = 'chat' | 'card' | 'page' | 'api' | 'command' | 'job' | 'import';

/** What happened, to whom it may concern. Identifiers and values only, no secrets. */
export interface AuditEntry {
  readonly at: Date;
  /** userid, `system` or `operator`. */
  readonly actor: string;
  /** userid of whom he acted for (代填). */
  readonly actingFor?: string | null;
  readonly event: AuditEventName;
  /** Id of what it happened to. */
  readonly subject: string;
  /** Fields before and after. */
  readonly from?: object | null;
  readonly to?: object | null;
  readonly reason?: string;
  readonly source: AuditSource;
  /** It was asked for and not done. */
  readonly refused?: boolean;
  readonly detail?: object;
}

/** An entry as it was kept. */
export type AuditRow = Omit<Required<AuditEntry>, 'event'> & { readonly seq: bigint; readonly event: string };

/** Entries are added and read; nothing ever changes or deletes one, whatever its age (domain rule 10). */
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>;
  /** In this order, in one go. */
  appendAll(entries: readonly AuditEntry[]): Promise<void>;
  /** The sequence number of the first row whose hash is wrong, or null. */
  verify(): Promise<bigint | null>;
  /** The first thing that is wrong with the log by itself or beside its anchors, or null. */
  inspect(anchors: readonly (Anchor | null)[]): Promise<AuditFault | null>;
  /** The last row, and how many there are; null for an empty log. */
  head(): Promise<{ readonly seq: bigint; readonly hash: string; readonly rows: number } | null>;
  /** The sequence number of the last row, which costs nothing to ask; null for an empty log. */
  newest(): Promise<bigint | null>;
  /** Oldest first. */
  list(filter: AuditFilter): Promise<AuditRow[]>;
}
