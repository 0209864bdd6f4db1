import type { DateOnly, LocalTime } from './date.ts';
import type { WeekStepName } from '../task/round.ts';

/** One step of a round's week with the moment it is due. */
export interface PlannedStep {
  readonly step: WeekStepName;
  readonly at: LocalTime;
  /** The day it would have been without holidays, when that differs. */
  readonly shiftedFrom: DateOnly | null;
}

export type WeekPlan =
  | {
      readonly kind: 'steps';
      readonly monday: DateOnly;
      readonly steps: readonly PlannedStep[];
      /** Years the week touches for which no arrangement is known. */
      readonly unknownYears: readonly number[];
    }
  | {
      readonly kind: 'skipped';
      readonly monday: DateOnly;
      readonly workingDays: number;
      readonly unknownYears: readonly number[];
    };
