import type { DateOnly } from '../calendar/date.ts';
import type { ReviewSubject } from '../reply/result.ts';
import type { ClaimCheck } from '../task/claim-check.ts';
import type { ClosureState } from '../task/task.ts';

/* What is said about claims, their evidence and their reviews. */

/** One picture or file that was tied to a task. */
export interface EvidenceLine {
  readonly code: string;
  readonly fileName: string;
  readonly bytes: number;
}

/** A claim that waits for its review, and what it still lacks. */
export interface ClaimLine {
  readonly code: string;
  readonly closure: ClosureState;
  readonly check: ClaimCheck;
}

/** One closure that waits for a reviewer. */
export interface WaitingReview {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly owner: string;
  readonly closure: ClosureState;
  /** Calendar days since the claim. */
  readonly days: number;
  readonly evidence: number;
  readonly evidenceLacking: number;
}

/** What a reviewer decides by its buttons: the card is the preview. */
export interface ReviewCardNotice {
  readonly kind: 'review_card';
  readonly cardId: string;
  readonly taskId: string;
  readonly requestId: string;
  readonly task: WaitingReview;
  readonly by: string;
  readonly claimedOn: DateOnly;
  readonly text: string;
  readonly files: readonly string[];
  readonly check: ClaimCheck;
}

export type ClosureNotice =
  | ReviewCardNotice
  /** What became of pictures and files, or of a claim made by a button. */
  | {
      readonly kind: 'closure_receipt';
      readonly evidence: readonly EvidenceLine[];
      /** How many had been sent for the same task before. */
      readonly repeated: number;
      readonly claims: readonly ClaimLine[];
    }
  | {
      readonly kind: 'evidence_question';
      readonly count: number;
      readonly choices: readonly { readonly code: string; readonly title: string }[];
    }
  | { readonly kind: 'return_reason'; readonly code: string }
  | {
      readonly kind: 'request_withdrawn';
      readonly code: string;
      readonly what: Exclude<ReviewSubject, 'closure'>;
      /** Who withdrew it; null when it is said to himself. */
      readonly by: string | null;
    };
