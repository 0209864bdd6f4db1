import type { DateOnly } from '../calendar/date.ts';
import type { OffLadder } from '../reminder/escalation.ts';
import type { DeputyProblem } from '../task/deputies.ts';

/* What is said of the escalation ladder, of letters and interviews, and of who stands in for whom. */

/** One overdue task as it is told to those above its owner. */
export interface EscalationLine {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly owner: string;
  readonly dueOn: DateOnly;
  /** Calendar days past the deadline. */
  readonly days: number;
  /** Whose note it is, where it goes to his deputy. */
  readonly insteadOf: string | null;
}

/** As what somebody is told: head of the unit, leader, or office (there was nobody to tell; a letter was drafted). */
export type EscalationRole = 'unit_head' | 'lead_leader' | 'no_addressee' | 'letter';

export interface EscalationPart {
  readonly as: EscalationRole;
  readonly tasks: readonly EscalationLine[];
}

/** One message a day, over all rungs and tasks. */
export interface EscalationNotice {
  readonly kind: 'escalation';
  readonly parts: readonly EscalationPart[];
}

/** Who would be told what: the office says yes or no. */
export interface EscalationProposalNotice {
  readonly kind: 'escalation_proposal';
  readonly cardId: string;
  readonly targets: readonly {
    readonly name: string;
    readonly as: Extract<EscalationRole, 'unit_head' | 'lead_leader'>;
    readonly tasks: readonly { readonly code: string; readonly days: number }[];
  }[];
}

export interface DeputyLine {
  readonly person: string;
  readonly deputy: string;
  readonly from: DateOnly;
  /** The last day; null: until it is ended. */
  readonly lastDay: DateOnly | null;
}

export type LadderNotice =
  | EscalationNotice
  | EscalationProposalNotice
  | { readonly kind: 'escalation_decided'; readonly sent: boolean; readonly tasks: number }
  | {
      readonly kind: 'letters';
      readonly letters: readonly {
        readonly code: string;
        readonly title: string;
        readonly unit: string;
        readonly draftedOn: DateOnly;
        readonly days: number;
        readonly newLimit: DateOnly;
        /** What came between since it was drafted; null while the task is overdue and with its owner. */
        readonly stopped: OffLadder | null;
      }[];
    }
  | { readonly kind: 'letter_signed'; readonly code: string; readonly number: string }
  | { readonly kind: 'letter_dropped'; readonly code: string }
  | { readonly kind: 'interview_recorded'; readonly code: string }
  | { readonly kind: 'deputies'; readonly deputies: readonly DeputyLine[] }
  | { readonly kind: 'deputy_set'; readonly line: DeputyLine; readonly problem: DeputyProblem | null }
  | { readonly kind: 'deputy_ended'; readonly person: string }
  | {
      readonly kind: 'deputy_problem';
      readonly people: readonly { readonly name: string; readonly problem: DeputyProblem }[];
    };

/** Orders of this story as they are shown before the yes. */
export type LadderOrder =
  | {
      readonly do: 'interview';
      readonly code: string;
      readonly title: string;
      readonly owner: string;
      readonly text: string;
    }
  | {
      readonly do: 'sign_letter';
      readonly code: string;
      readonly title: string;
      readonly number: string;
      readonly stopped: OffLadder | null;
    }
  | {
      readonly do: 'drop_letter';
      readonly code: string;
      readonly title: string;
      /** Empty when none was given. */
      readonly reason: string;
    }
  | { readonly do: 'deputy'; readonly line: DeputyLine }
  | { readonly do: 'end_deputy'; readonly line: DeputyLine };

export type DeputyRefusal =
  'no_such_person' | 'several_people' | 'same_person' | 'overlaps' | 'no_deputy' | 'until_before_from';

export type LadderRefusal =
  DeputyRefusal | 'not_overdue' | 'no_letter' | 'number_taken' | 'interview_text_missing';
