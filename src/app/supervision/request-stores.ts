import type { DateOnly } from '../../domain/calendar/date.ts';
import type { ClosureState } from '../../domain/task/task.ts';

/* What was asked for and waits for a decision: closures, extensions, hand-overs. */

export interface ClosureReview {
  /** From 1. */
  readonly level: number;
  readonly reviewerId: string;
  readonly approved: boolean;
}

export interface ClosureRequest {
  readonly id: string;
  readonly taskId: string;
  readonly submitterId: string;
  readonly submittedAt: Date;
  /** Reviews it needs, as the settings were when it was submitted. */
  readonly levels: number;
  /** Where the closure stood before. */
  readonly claimedFrom: ClosureState;
  readonly reviews: readonly ClosureReview[];
}

export interface ExtensionRequest {
  readonly id: string;
  readonly taskId: string;
  readonly askedById: string;
  readonly dueOn: DateOnly;
}

export interface RequestStore {
  pendingClosure(taskId: string): Promise<ClosureRequest | null>;
  /** Of the tasks of these rounds that are under review; what waits longest first. */
  pendingClosures(roundIds: readonly string[]): Promise<ClosureRequest[]>;
  addClosure(
    request: Pick<ClosureRequest, 'taskId' | 'submitterId' | 'levels' | 'claimedFrom'> & {
      readonly at: Date;
    },
  ): Promise<string>;
  addReview(requestId: string, review: ClosureReview & { at: Date; reason: string }): Promise<void>;
  /** Ends the request. */
  decideClosure(
    id: string,
    decision: { decision: 'approved' | 'refused' | 'withdrawn'; at: Date; reason: string },
  ): Promise<void>;
  pendingExtension(taskId: string): Promise<ExtensionRequest | null>;
  addExtension(request: {
    taskId: string;
    askedById: string;
    at: Date;
    dueOn: DateOnly;
    reason: string;
  }): Promise<string>;
  decideExtension(
    id: string,
    decision: {
      decision: 'approved' | 'refused' | 'withdrawn';
      byId: string | null;
      at: Date;
      /** The day granted, which may not be the one asked for. */
      grantedOn?: DateOnly;
      reason?: string;
    },
  ): Promise<void>;
  addHandover(request: {
    taskId: string;
    askedById: string;
    at: Date;
    kind: 'help' | 'transfer';
    toName: string | null;
    text: string;
  }): Promise<string>;
}
