import type { ReplyStatus } from '../result.ts';

/**
 * Why a clause is taken to say what it says.
 *   application closing it is asked for
 *   completion  it has ended              negation  it has not           plan       it will
 *   count       so many of something have ended, perhaps all there are
 *   part        some of it has ended      stage     one of its steps has
 *   remainder   something is left         progress  it is under way      activity   something was done for it
 *   hint        something happened, perhaps for it
 *   standing    it lasts, nothing changed, or it has not begun
 *   doubt       it speaks of the end, but not for sure
 */
export type ClaimReason =
  | 'application'
  | 'completion'
  | 'negation'
  | 'plan'
  | 'part'
  | 'count'
  | 'stage'
  | 'remainder'
  | 'progress'
  | 'activity'
  | 'hint'
  | 'standing'
  | 'doubt';

export interface Said {
  /** Null in doubt. */
  readonly status: ReplyStatus | null;
  readonly reason: ClaimReason;
}

/** What one clause says of a task's state. */
export interface Claim extends Said {
  /** Nothing in particular is named: it is said of the task as a whole. */
  readonly whole: boolean;
  /** What is named comes beside or after the work: papers, acceptance, measures to keep the result. */
  readonly aside: 'evidence' | 'check' | 'followUp' | null;
}

export const inProgress = (reason: ClaimReason): Said => ({ status: 'in_progress', reason });

export const DOUBT: Said = { status: null, reason: 'doubt' };
