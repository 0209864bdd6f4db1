import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Measure } from '../../domain/task/task.ts';

/* What is kept of tasks that change hands or leave the base. */

export interface HandoverRequest {
  readonly id: string;
  readonly taskId: string;
  readonly askedById: string;
  readonly kind: 'help' | 'transfer';
  /** As written; a person decides who is meant. */
  readonly toName: string | null;
  readonly text: string;
}

/** What the office has to decide besides closures. */
export interface OpenRequest {
  readonly what: 'extension' | 'transfer' | 'help';
  readonly taskId: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  /** Of an extension. */
  readonly dueOn: DateOnly | null;
  /** Of a transfer. */
  readonly toName: string | null;
  readonly text: string;
}

export interface HandoverStore {
  pending(taskId: string, kind: HandoverRequest['kind']): Promise<HandoverRequest | null>;
  decide(
    id: string,
    decision: {
      decision: 'approved' | 'refused' | 'withdrawn';
      byId: string | null;
      at: Date;
      reason: string;
      toId?: string;
    },
  ): Promise<void>;
  /** Extensions, transfers and help, of these tasks, oldest first. */
  open(taskIds: readonly string[]): Promise<OpenRequest[]>;
  /** Of all tasks of these rounds. */
  openIn(roundIds: readonly string[]): Promise<OpenRequest[]>;
}

/** The parts of a task that no conditional change covers. */
export interface BaseStore {
  /** Replaces them, in that order. */
  setMeasures(taskId: string, measures: readonly Measure[]): Promise<void>;
  addSupportUnit(taskId: string, unitId: string): Promise<void>;
  dropSupporter(taskId: string, personId: string): Promise<void>;
  /** Ids of the tasks that took the place of one that left the base. */
  heirs(taskId: string): Promise<string[]>;
}
