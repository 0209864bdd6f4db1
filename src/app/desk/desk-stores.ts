import type { DateOnly } from '../../domain/calendar/date.ts';
import type { DeskFigures, DeskFilter, DeskOrder, DeskPlace } from '../../domain/ledger/desk-rows.ts';
import type { ReplyStatus } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';

/** This week's answer that stands, of one task. */
export interface WeekAnswer {
  readonly status: ReplyStatus;
  readonly late: boolean;
}

/** Of tasks that stand as of `asOf`, those due by `until` are near their deadline (domain rule 5). */
export interface NearUntil {
  readonly roundId: string;
  readonly asOf: DateOnly;
  readonly until: DateOnly;
}

/** What the table is looked through for. */
export interface DeskSearch {
  readonly filter: DeskFilter;
  /** In the order of their letters: all their tasks are in sight. */
  readonly rounds: readonly { readonly id: string; readonly letter: string }[];
  readonly today: DateOnly;
  readonly week: DateOnly;
  /** For each round today, and each day on which a claim of it was made that is under review. */
  readonly near: readonly NearUntil[];
}

export interface DeskCut {
  readonly order: DeskOrder;
  /** Null: from the beginning. */
  readonly after: DeskPlace | null;
  /** So many rows are passed over. */
  readonly skip: number;
  readonly limit: number;
}

/** Each once, in the order of the ledger. */
export interface DeskNames {
  readonly categories: readonly string[];
  readonly units: readonly string[];
  readonly leaders: readonly string[];
  readonly owners: readonly string[];
}

/** Somebody a task may be given to. */
export interface DeskPerson {
  readonly userid: string;
  readonly name: string;
  readonly unit: string;
}

/* What only the office's desk asks for: of a table too long to be read for each page, the database finds the rows. */

export interface DeskStore {
  /** Without their measures, in no order. */
  tasks(ids: readonly string[]): Promise<Task[]>;
  /** The standing answers of these tasks, by task id. */
  answers(week: DateOnly, ids: readonly string[]): Promise<ReadonlyMap<string, WeekAnswer>>;
  /** Of an active round; null when no task there has that code. */
  idOfCode(code: string): Promise<string | null>;
  /** The days of claims that are under review. */
  claimDays(
    rounds: readonly string[],
  ): Promise<readonly { readonly roundId: string; readonly on: DateOnly }[]>;
  /** Ids of the rows of one page, in order. */
  page(search: DeskSearch, cut: DeskCut): Promise<readonly string[]>;
  figures(search: DeskSearch): Promise<DeskFigures>;
  names(rounds: readonly string[]): Promise<DeskNames>;
  /** Who is active and has that in name, userid or unit, whatever its case; by userid. */
  peopleLike(text: string, limit: number): Promise<DeskPerson[]>;
  /** What stands behind a problem's title. */
  problem(id: string): Promise<{ readonly finding: string; readonly cause: string }>;
}
