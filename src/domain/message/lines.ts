import type { DateOnly } from '../calendar/date.ts';
import type { AskReason } from '../reminder/plan.ts';
import type { ReplyStatus, Unclear } from '../reply/result.ts';
import type { Light } from '../task/light.ts';
import type { ClosureState, Completion, Horizon } from '../task/task.ts';
import type { LadderRefusal } from './ladder-notice.ts';

/* The lines that messages are made of, whatever message it is. */

/** One task as it is asked about. */
export interface AskLine {
  readonly taskId: string;
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly dueOn: DateOnly | null;
  readonly reason: AskReason;
  /** The owner, where his deputy is asked. */
  readonly insteadOf?: string;
}

/** One task in a list or a detail. */
export interface TaskLine {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly owner: string;
  readonly dueOn: DateOnly | null;
  readonly light: Light;
  readonly overdueDays: number;
  readonly horizon: Horizon;
  readonly completion: Completion;
  readonly closure: ClosureState;
  /** This week's standing answer. */
  readonly reported: ReplyStatus | null;
}

/** A round as lists name it. */
export interface RoundName {
  readonly letter: string;
  readonly name: string;
}

/** Lists are grouped by these where several rounds run; absent otherwise. */
export interface ByRound {
  readonly rounds?: readonly RoundName[];
}

export interface RecordedLine {
  readonly code: string;
  readonly status: ReplyStatus;
  readonly text: string;
  /** The claim "done" went to review with this answer. */
  readonly claimed: boolean;
  /** An earlier answer of the week is replaced by this one. */
  readonly corrects: boolean;
  /** The owner, when somebody else answered for him (代填). */
  readonly insteadOf?: string;
}

export type RequestLine =
  | { readonly kind: 'extension'; readonly code: string; readonly due: DateOnly }
  | { readonly kind: 'help'; readonly code: string }
  | { readonly kind: 'transfer'; readonly code: string; readonly to: string | null }
  | { readonly kind: 'refused'; readonly code: string; readonly why: RefusalReason };

/** Why something asked for was not done. */
export type RefusalReason =
  | 'after_deadline'
  | 'not_later'
  | 'no_deadline'
  | 'closed'
  | 'under_review'
  | 'already_asked'
  | 'own_submission'
  | 'same_reviewer'
  | 'not_reviewer'
  | 'nothing_to_decide'
  | 'nothing_to_confirm'
  | 'reason_missing'
  | 'not_closed'
  | 'finding_missing'
  | 'complaint_missing'
  | 'evidence_missing'
  | 'not_permitted'
  | 'window_closed'
  | 'no_such_item'
  | LadderRefusal
  | 'reason_needed'
  | 'no_such_person'
  | 'several_people'
  | 'already_owner'
  | 'already_removed'
  | 'one_part'
  | 'several_rounds'
  | 'not_reported_up'
  | 'not_long_term'
  | 'no_such_stage';

/** One of several things asked for that was not done. */
export interface RefusedLine {
  readonly code: string;
  readonly why: RefusalReason;
}

/** A short question, with what may be chosen. */
export interface Question {
  readonly why: Unclear | 'progress' | 'extension_due' | 'next_plan';
  /** The code in question, as the person wrote it or as we ask about it. */
  readonly code: string | null;
  readonly choices: readonly { readonly code: string; readonly title: string }[];
}
