import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Figures, LedgerRow } from '../../domain/ledger/ledger.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Batch } from './plan-stores.ts';
import type { WeekStepName } from '../../domain/task/round.ts';

export interface WeekStepRow {
  readonly id: string;
  readonly roundId: string;
  readonly week: DateOnly;
  readonly step: WeekStepName;
  readonly dueAt: Date;
  readonly shiftedFrom: DateOnly | null;
  readonly state: 'planned' | 'done' | 'skipped';
  readonly reason: string;
  readonly late: boolean;
}

export interface FrozenWeek {
  readonly id: string;
  readonly roundId: string;
  readonly week: DateOnly;
  readonly number: number;
  readonly frozenAt: Date;
  readonly rows: readonly LedgerRow[];
  readonly figures: Figures;
  readonly sha256: string;
}

/** In display order. */
export type RowBatches = AsyncIterable<readonly LedgerRow[]>;

export type FrozenHead = Omit<FrozenWeek, 'rows'>;

export interface RoundTaskStore {
  /** Of the tasks that have not left the base, by number. */
  batch(roundId: string, batch: Batch): Promise<Task[]>;
  /** Of those that are red on that day, and perhaps some more. */
  pastDeadline(roundId: string, today: DateOnly, batch: Batch): Promise<Task[]>;
  /** Those that have left the base. */
  removed(roundId: string): Promise<Task[]>;
  /** The tasks that have an answer in that week which came late and stands. */
  answeredLate(roundId: string, week: DateOnly): Promise<string[]>;
}

/** Some rows of a week that has very many. */
export interface FrozenPart {
  readonly weekId: string;
  /** From 1. */
  readonly no: number;
  readonly rows: readonly LedgerRow[];
  readonly sha256: string;
}

export interface WeekStore {
  /** Adds the steps that are missing; those that exist stay as they are. */
  ensureSteps(steps: readonly Omit<WeekStepRow, 'id'>[]): Promise<void>;
  steps(roundId: string, week: DateOnly): Promise<WeekStepRow[]>;
  /** Steps still planned whose time has come, oldest first; locked so that one process at a time sees them. */
  claimDue(roundId: string, now: Date): Promise<WeekStepRow[]>;
  finish(
    id: string,
    outcome: { state: 'done' | 'skipped'; reason: string; late: boolean; at: Date },
  ): Promise<void>;
  /** When the step that has waited longest was due; null when none waits. */
  oldestDue(now: Date): Promise<Date | null>;
  /** Moves steps that are still planned, or were skipped for want of working days; those that are done stay. */
  replan(
    steps: readonly Pick<WeekStepRow, 'id' | 'dueAt' | 'shiftedFrom' | 'state' | 'reason'>[],
  ): Promise<void>;
  /** What is still planned of that round is skipped. */
  skipPlanned(roundId: string, reason: string, at: Date): Promise<number>;
  skippedWeeks(roundId: string, after: DateOnly, before: DateOnly): Promise<DateOnly[]>;
  frozen(roundId: string, week: DateOnly): Promise<FrozenWeek | null>;
  /** Newest first. */
  frozenBefore(roundId: string, week: DateOnly, limit: number): Promise<FrozenWeek[]>;
  /** The same without their rows, which are many. */
  figuresBefore(
    roundId: string,
    week: DateOnly,
    limit: number,
  ): Promise<Pick<FrozenWeek, 'number' | 'week' | 'figures'>[]>;
  /** A week without its rows, which may be very many. */
  frozenHead(roundId: string, week: DateOnly): Promise<FrozenHead | null>;
  headsBefore(roundId: string, week: DateOnly, limit: number): Promise<FrozenHead[]>;
  /** The rows of a frozen week, in display order. */
  rowsOf(weekId: string): RowBatches;
  /** As they are kept, with their hashes. */
  partsOf(weekId: string): AsyncIterable<Pick<FrozenPart, 'no' | 'rows' | 'sha256'>>;
  freezePart(part: FrozenPart): Promise<void>;
  /** @param parted of a week whose rows stand in parts, written before under that id */
  freeze(
    week: Omit<FrozenWeek, 'id' | 'number'>,
    parted?: { readonly id: string; readonly parts: number },
  ): Promise<FrozenHead>;
}
