import type { DateOnly } from '../calendar/date.ts';
import type { ReviewSubject } from '../reply/result.ts';
import type { Removal, StageGoal } from '../task/task.ts';
import type { TaskLine } from './lines.ts';

/* What is said about tasks that change hands, change the base, or are for the long term. */

export interface NamedTask {
  readonly code: string;
  readonly title: string;
}

export interface NamedPerson {
  readonly name: string;
  readonly unit: string;
}

/** Orders as they are shown before the yes. */
export type ChangeOrder =
  | {
      readonly do: 'hand_over';
      readonly tasks: readonly NamedTask[];
      readonly to: NamedPerson;
      /** Former lead units, which then support. */
      readonly unitsLeft: readonly string[];
    }
  | { readonly do: 'split'; readonly code: string; readonly into: readonly NamedTask[] }
  | { readonly do: 'merge'; readonly into: NamedTask; readonly others: readonly NamedTask[] }
  | {
      readonly do: 'remove' | 'stop';
      readonly code: string;
      readonly title: string;
      readonly reason: string;
    }
  | {
      readonly do: 'report_up';
      readonly code: string;
      readonly title: string;
      /** Null: what had been reported was decided. */
      readonly to: string | null;
    }
  | {
      readonly do: 'stages';
      readonly code: string;
      readonly title: string;
      readonly goals: readonly { readonly dueOn: DateOnly; readonly text: string }[];
    }
  | { readonly do: 'stage_reached'; readonly code: string; readonly title: string; readonly goal: StageGoal };

/** What became of a task, as its people and the one who ordered it are told. */
export type TaskChanged =
  | { readonly how: 'split'; readonly into: readonly NamedTask[] }
  | { readonly how: 'merged'; readonly into: NamedTask }
  | { readonly how: 'took_in'; readonly others: readonly NamedTask[] }
  | { readonly how: 'withdrawn' | 'stopped' | 'report_ended' }
  | { readonly how: 'reported_up'; readonly to: string };

/** An extension, transfer or help that was asked for and is not decided. */
export interface OpenRequestLine {
  readonly what: Exclude<ReviewSubject, 'closure'>;
  readonly code: string;
  readonly title: string;
  readonly by: string;
  readonly askedOn: DateOnly;
  /** Of an extension. */
  readonly dueOn: DateOnly | null;
  /** Of a transfer: the name as written. */
  readonly to: string | null;
  readonly text: string;
}

export type ChangeNotice =
  | {
      readonly kind: 'task_changed';
      readonly code: string;
      readonly title: string;
      readonly change: TaskChanged;
      readonly reason: string;
      /** What the reader had asked for and now ends undecided. */
      readonly ended: readonly ReviewSubject[];
    }
  | { readonly kind: 'handed_to_you'; readonly tasks: readonly TaskLine[]; readonly from: readonly string[] }
  | { readonly kind: 'taken_off_you'; readonly tasks: readonly NamedTask[]; readonly to: NamedPerson }
  | { readonly kind: 'handed_over'; readonly codes: readonly string[]; readonly to: NamedPerson }
  | {
      readonly kind: 'stages_set';
      readonly code: string;
      readonly title: string;
      readonly goals: readonly StageGoal[];
    }
  /** The name fits nobody (no people), or several. */
  | {
      readonly kind: 'person_unclear';
      readonly code: string;
      readonly name: string;
      readonly people: readonly NamedPerson[];
    }
  | {
      readonly kind: 'became_of';
      readonly code: string;
      readonly how: Removal;
      readonly on: DateOnly;
      readonly into: readonly string[];
    }
  | { readonly kind: 'requests_open'; readonly requests: readonly OpenRequestLine[] }
  | { readonly kind: 'plan_recorded'; readonly code: string; readonly plan: string };
