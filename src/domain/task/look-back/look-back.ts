import type { DateOnly } from '../../calendar/date.ts';

/** Why a closed task is looked at again: drawn, due by its time, complained about, or found by somebody. */
export type LookBackCause = 'sample' | 'scheduled' | 'complaint' | 'by_hand';

/** 回头看 of one closed task. */
export interface LookBack {
  readonly id: string;
  readonly taskId: string;
  readonly cause: LookBackCause;
  /** Of a sample: what it can be drawn again with. */
  readonly seed: string | null;
  readonly dueOn: DateOnly;
  /** Null while it is open. */
  readonly checkedOn: DateOnly | null;
  readonly passed: boolean | null;
  readonly finding: string;
}
