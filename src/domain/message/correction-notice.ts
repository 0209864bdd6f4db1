import type { RecordedLine } from './lines.ts';

/** The office has said what an answer meant; told to who wrote it and to the owners. */
export interface CorrectionNotice {
  readonly kind: 'reply_corrected';
  /** Name of who corrected it. */
  readonly by: string;
  readonly recorded: readonly RecordedLine[];
  /** Codes of tasks that it had been recorded for and says nothing of. */
  readonly withdrawn: readonly string[];
  readonly reason: string;
}
