import type { DateOnly } from '../calendar/date.ts';
import type { ReplyStatus } from '../reply/result.ts';
import type { Light, Timeliness } from '../task/light.ts';
import type { ClosureState, Completion, Horizon, MeasureType } from '../task/task.ts';

/** 台账: one line per task, as frozen with its week (columns of domain rule 9). */
export interface LedgerRow {
  readonly taskId: string;
  readonly no: number;
  readonly code: string;
  readonly category: string;
  readonly problemNo: number;
  readonly problem: string;
  readonly task: string;
  readonly measures: readonly string[];
  /** Of each measure, in their order; absent in weeks that were frozen before types were kept. */
  readonly measureTypes?: readonly MeasureType[];
  readonly leader: string;
  /** Two leaders may bear one name; figures count by the person. */
  readonly leaderId: string | null;
  readonly unit: string;
  readonly owner: string;
  readonly supportUnits: readonly string[];
  readonly dueOn: DateOnly | null;
  readonly originalDueOn: DateOnly | null;
  readonly horizon: Horizon;
  /** 本周进展: the texts of the standing entries of the week, latest version per task. */
  readonly progress: string;
  readonly reported: ReplyStatus | null;
  /** An answer was due this week, given or not. */
  readonly asked: boolean;
  /** The entries this line was made from. */
  readonly entryIds: readonly string[];
  readonly completion: Completion;
  readonly closure: ClosureState;
  readonly light: Light;
  /** Calendar days past the deadline, 0 when not overdue. */
  readonly overdueDays: number;
  readonly timeliness: Timeliness;
  readonly nextPlan: string;
  readonly evidenceCount: number;
  readonly remark: string;
  /** 已上报, while it stands. */
  readonly reportedUpTo?: string;
  readonly reportedUpOn?: DateOnly;
}

/** What of a line figures are counted from. */
export type CountedRow = Pick<
  LedgerRow,
  | 'problemNo'
  | 'category'
  | 'unit'
  | 'leader'
  | 'leaderId'
  | 'horizon'
  | 'completion'
  | 'closure'
  | 'light'
  | 'reported'
  | 'asked'
>;

/** Parts of `total`; they are disjoint and add up to it (domain rule 4). */
export interface CompletionCount {
  readonly total: number;
  readonly done: number;
  readonly basicallyDone: number;
  readonly notDone: number;
  /** 长期坚持 that are not done. */
  readonly ongoing: number;
  readonly stopped: number;
}

export interface GroupCount {
  readonly key: string;
  readonly name: string;
  readonly count: CompletionCount;
}

/** Figures of one round at one moment. "within" parts are inside others and never added. */
export interface Figures {
  readonly asOf: DateOnly;
  readonly problems: CompletionCount;
  readonly tasks: CompletionCount;
  readonly byCategory: { readonly problems: readonly GroupCount[]; readonly tasks: readonly GroupCount[] };
  readonly byUnit: readonly GroupCount[];
  readonly byLeader: readonly GroupCount[];
  readonly byHorizon: Readonly<Record<Horizon, number>>;
  readonly lights: Readonly<Record<Light, number>>;
  readonly within: { readonly immediateDone: number; readonly underReview: number; readonly closed: number };
  /** Tasks that an answer was due of this week; late answers (补报) are not in `answered`. */
  readonly answers: { readonly asked: number; readonly answered: number; readonly notAnswered: number };
}

/** A sum that does not close, with what it is made of. */
export interface FigureError {
  readonly figure: string;
  readonly total: number;
  readonly parts: Readonly<Record<string, number>>;
  readonly sum: number;
}
