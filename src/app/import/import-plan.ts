import type { DateOnly } from '../../domain/calendar/date.ts';
import type { ClosureState, Completion, Horizon, Measure, Task } from '../../domain/task/task.ts';

/*
 * What is read from an office's file, and what an import would make of it. A plan is data: it is shown first and
 * carried out only when somebody says so.
 */

/** One task as a file has it. */
export interface ImportRow {
  /** Row of the sheet or line of the report, from 1. */
  readonly line: number;
  readonly no: number;
  readonly category: string;
  readonly problem: string;
  readonly problemNo: number | null;
  /** 原因分析. */
  readonly cause?: string;
  readonly task: string;
  readonly measures: readonly Measure[];
  /** People by name or userid. */
  readonly leader: string | null;
  readonly owner: string | null;
  readonly contact: string | null;
  readonly unit: string | null;
  readonly supports: readonly string[];
  readonly due: DateOnly | null;
  readonly horizon: Horizon;
  readonly completion: Completion;
  /** The file does not say how far the task is: it counts as not done. */
  readonly unstated?: true;
  readonly closure: ClosureState;
  /** Where it is known; both the day it was claimed done and the day it was struck off. */
  readonly closedOn?: DateOnly;
  readonly remark: string;
  /** Told in the file and shown in the preview. */
  readonly progress?: string;
  readonly nextPlan?: string;
}

/** What the reader of the file has to say of a line, 0 being the file as a whole. */
export interface LineProblem {
  readonly severity: 'error' | 'warning';
  readonly line: number;
  /** Empty for the line as a whole. */
  readonly column: string;
  readonly message: string;
}

/** The sheet itself, rows and columns counted from 0. */
export interface SheetAsRead {
  readonly name: string;
  readonly rows: readonly (readonly (string | number | boolean | Date | null)[])[];
}

/** A file as it was read. */
export interface LedgerSheet {
  readonly sheet?: SheetAsRead;
  readonly rows: readonly ImportRow[];
  readonly problems: readonly LineProblem[];
}

type Nothing = Readonly<Record<string, never>>;

interface AsRead {
  readonly column: string;
  readonly message: string;
}

/** Why a row, or at line 0 the file, cannot be imported, with what is to be said of it. */
export interface BadRowDetail {
  readonly unreadable: AsRead;
  readonly same_no: { readonly no: number; readonly firstLine: number };
  readonly used_no: { readonly no: number };
  readonly bad_no: { readonly no: number };
  readonly no_problem: Nothing;
  readonly no_task: Nothing;
  readonly no_deadline: Nothing;
  readonly closed_not_done: Nothing;
  readonly secrecy_mark: Nothing;
  readonly directory_unread: { readonly why: string };
}

/** What is imported otherwise than it was written, or is worth a look. */
export interface ImportNoteDetail {
  readonly as_read: AsRead;
  readonly problems_renumbered: Nothing;
  readonly review_restarts: Nothing;
  readonly review_without_owner: Nothing;
}

type Finding<Details> = {
  readonly [Code in keyof Details]: {
    readonly line: number;
    readonly code: Code;
    readonly detail: Details[Code];
  };
}[keyof Details];

/** One reason why one row is bad; a row may have several. */
export type BadRow = Finding<BadRowDetail>;
export type ImportNote = Finding<ImportNoteDetail>;

export type PersonPart = 'leader' | 'owner' | 'contact';

/** A name that stands for nobody, or for several; its tasks are imported without that person. */
export interface UnmatchedName {
  readonly name: string;
  readonly why: 'unknown' | 'ambiguous' | 'inactive' | 'not_looked_up';
  readonly mentions: readonly { readonly line: number; readonly as: PersonPart }[];
}

export type PlannedRound =
  | { readonly kind: 'existing'; readonly id: string; readonly letter: string; readonly name: string }
  | { readonly kind: 'new'; readonly letter: string; readonly name: string; readonly startedOn: DateOnly };

export interface PlannedProblem {
  readonly no: number;
  readonly category: string;
  readonly title: string;
  readonly cause: string;
}

/** A task as it will be written: people by userid, units by name, its problem by number. */
export interface PlannedTask extends Pick<
  Task,
  | 'no'
  | 'title'
  | 'measures'
  | 'horizon'
  | 'completion'
  | 'closure'
  | 'dueOn'
  | 'claimedOn'
  | 'closedOn'
  | 'remark'
> {
  readonly line: number;
  readonly problemNo: number;
  readonly leader: string | null;
  readonly owner: string | null;
  readonly contact: string | null;
  readonly unit: string | null;
  readonly supports: readonly string[];
}

export interface NewPerson {
  readonly userid: string;
  readonly name: string;
  readonly departments: readonly string[];
}

export interface ImportPlan {
  readonly round: PlannedRound;
  /** Only what the rows without faults bring. */
  readonly categories: readonly string[];
  readonly problems: readonly PlannedProblem[];
  readonly tasks: readonly PlannedTask[];
  readonly newUnits: readonly string[];
  /** People of the WeCom directory whom we do not have yet. */
  readonly newPeople: readonly NewPerson[];
  readonly badRows: readonly BadRow[];
  readonly notes: readonly ImportNote[];
  readonly unmatched: readonly UnmatchedName[];
}
