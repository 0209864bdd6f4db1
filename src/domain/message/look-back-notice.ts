import type { DateOnly } from '../calendar/date.ts';
import type { CheckPoint } from '../task/look-back/checklist.ts';
import type { LookBackCause } from '../task/look-back/look-back.ts';
import type { RelapseWarning } from '../task/look-back/relapse-warnings.ts';

/* What is said about looking back at closed tasks, and about relapses. Never to a group. */

/** One open look-back in a list. */
export interface LookBackLine {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly cause: LookBackCause;
  readonly dueOn: DateOnly;
  /** Its day has passed. */
  readonly late: boolean;
}

/** What one round's draw brought. */
export interface DrawLine {
  readonly seed: string;
  /** Closed tasks it was drawn from. */
  readonly population: number;
  readonly codes: readonly string[];
  /** Those of them that had an open look-back before. */
  readonly already: readonly string[];
}

/** An order about looking back, as it is shown before the yes. */
export type LookBackOrder =
  | { readonly do: 'sample'; readonly draws: readonly DrawLine[]; readonly due: DateOnly }
  | {
      readonly do: 'look_back';
      readonly code: string;
      readonly title: string;
      readonly passed: boolean;
      readonly finding: string;
      /** The new deadline of a relapsed task. */
      readonly due: DateOnly | null;
    }
  | {
      readonly do: 'complaint';
      readonly code: string;
      readonly title: string;
      readonly text: string;
      readonly due: DateOnly;
    };

export type LookBackNotice =
  | {
      readonly kind: 'look_backs';
      readonly items: readonly LookBackLine[];
      /** What is to be looked at, over all of them. */
      readonly points: readonly CheckPoint[];
    }
  /** Once a week to the office. */
  | {
      readonly kind: 'look_backs_due';
      readonly items: readonly LookBackLine[];
      readonly points: readonly CheckPoint[];
      /** Those it was not told of before. */
      readonly warnings: readonly RelapseWarning[];
    }
  | { readonly kind: 'relapse_warnings'; readonly warnings: readonly RelapseWarning[] }
  | { readonly kind: 'sample_drawn'; readonly draws: readonly DrawLine[]; readonly due: DateOnly }
  /** Nothing is closed, or whatever was drawn is being looked at already. */
  | { readonly kind: 'sample_empty'; readonly draws: readonly DrawLine[] }
  | {
      readonly kind: 'look_back_recorded';
      readonly code: string;
      readonly passed: boolean;
      readonly due: DateOnly | null;
    }
  | {
      readonly kind: 'relapsed';
      readonly code: string;
      readonly title: string;
      readonly finding: string;
      readonly due: DateOnly | null;
      /** The owner is to act, the head of his unit is to know. */
      readonly to: 'owner' | 'unit_head';
    }
  | { readonly kind: 'complaint_logged'; readonly code: string; readonly due: DateOnly };
