import type { CheckId, Finding, Findings } from './finding.ts';

/** `doubtful` works, or may work: somebody should look. `skipped` could not be looked at, or has no object here. */
export type CheckState = 'ok' | 'doubtful' | 'wrong' | 'skipped';

/** What a check comes to. */
export interface Verdict {
  readonly state: CheckState;
  readonly finding: Finding;
}

export const ok = (finding: Finding): Verdict => ({ state: 'ok', finding });
export const doubtful = (finding: Finding): Verdict => ({ state: 'doubtful', finding });
export const wrong = (finding: Finding): Verdict => ({ state: 'wrong', finding });
export const skipped = (finding: Finding): Verdict => ({ state: 'skipped', finding });

/** Shows an instant as wall time of the business time zone. */
export type WallTimeOf = (instant: Date) => string;

/** A line of the report. */
export interface CheckResult {
  readonly id: CheckId;
  readonly title: string;
  readonly state: CheckState;
  readonly finding: string;
  /** What to click or to set; empty when nothing is to be done. */
  readonly remedy: string;
}

/** The words of the report (src/zh/doctor.ts): for each finding a sentence, and one about what to do. */
export interface DoctorWords {
  readonly titles: Readonly<Record<CheckId, string>>;
  readonly sentences: {
    readonly [Kind in keyof Findings]: (finding: Findings[Kind]) => Sentence;
  };
}

export type Sentence = readonly [finding: string, remedy?: string];
