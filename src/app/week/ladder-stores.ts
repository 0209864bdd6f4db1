import type { DateOnly } from '../../domain/calendar/date.ts';
import type { RungState, TakenRung } from '../../domain/reminder/escalation.ts';
import type { ReplyStatus } from '../../domain/reply/result.ts';
import type { Deputation } from '../../domain/task/deputies.ts';

/* What is kept of the escalation ladder, of letters and interviews, and of who stands in for whom. */

export interface LadderStep extends TakenRung {
  readonly id: string;
  readonly taskId: string;
  /** When it was taken: names, with the round, the messages that tell of it. */
  readonly firedAt: Date;
  /** Ids of whom it concerns: the head, the leader, or the office. */
  readonly toIds: readonly string[];
}

/** A reminder or a chase that reached somebody and asked about the task. */
export interface ReminderSent {
  readonly taskId: string;
  readonly personId: string;
  readonly kind: string;
  readonly period: string;
  readonly sentAt: Date;
}

export interface LadderStore {
  /** Claims a round's day; false when it was climbed already. In a transaction the second one waits for the first. */
  beginDay(roundId: string, day: DateOnly, at: Date): Promise<boolean>;
  hasClimbed(roundId: string, day: DateOnly): Promise<boolean>;
  /** Every step of these tasks. */
  steps(taskIds: readonly string[]): Promise<LadderStep[]>;
  /** The steps of a round that were taken at that very moment. */
  stepsAt(roundId: string, firedAt: Date): Promise<LadderStep[]>;
  /** Adds the step unless that rung of the episode was taken before; false then. */
  add(step: Omit<LadderStep, 'id'>): Promise<boolean>;
  /** proposed → done or declined; false when somebody was faster. */
  decide(
    id: string,
    decision: { state: Extract<RungState, 'done' | 'declined'>; on: DateOnly; at: Date },
  ): Promise<boolean>;
  /** How often each task has relapsed. */
  relapses(taskIds: readonly string[]): Promise<Map<string, number>>;
  /** When the last claim of each task came back from the review. */
  claimsReturned(taskIds: readonly string[]): Promise<Map<string, Date>>;
  /** Which reminders about these tasks have reached these people. */
  remindersSent(taskIds: readonly string[], personIds: readonly string[]): Promise<ReminderSent[]>;
}

/** What a letter (督办函) says, as data. Days are calendar days past the deadline on the day it was drafted. */
export interface LetterContent {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly owner: string;
  readonly leader: string;
  readonly dueOn: DateOnly;
  readonly originalDueOn: DateOnly | null;
  readonly days: number;
  readonly lastAnswer: { readonly on: DateOnly; readonly status: ReplyStatus; readonly text: string } | null;
  readonly requirement: 'finish_and_report';
  readonly newLimit: DateOnly;
}

export interface Letter {
  readonly id: string;
  readonly roundId: string;
  readonly taskId: string;
  readonly draftedAt: Date;
  readonly state: 'draft' | 'signed' | 'dropped';
  readonly number: string | null;
  readonly signedOn: DateOnly | null;
  readonly content: LetterContent;
}

export interface LetterStore {
  /** False when a draft for the task is there already. */
  addDraft(letter: Pick<Letter, 'roundId' | 'taskId' | 'draftedAt' | 'content'>): Promise<boolean>;
  /** Of the round, oldest first. */
  ofRound(roundId: string, states: readonly Letter['state'][]): Promise<Letter[]>;
  draftOf(taskId: string): Promise<Letter | null>;
  isNumberTaken(roundId: string, number: string): Promise<boolean>;
  /** False when it is no draft any more. */
  sign(id: string, signed: { number: string; on: DateOnly; byId: string }): Promise<boolean>;
  drop(id: string, byId: string): Promise<boolean>;
}

export interface InterviewStore {
  add(interview: { taskId: string; heldOn: DateOnly; byId: string; text: string }): Promise<string>;
}

export interface DeputyStore {
  /** Of those that are not over on that day, in the order they were set. */
  notOver(day: DateOnly): Promise<Deputation[]>;
  /** Every one there ever was. */
  all(): Promise<Deputation[]>;
  add(
    deputation: Pick<Deputation, 'personId' | 'deputyId' | 'from' | 'until'> & { setBy: string; setAt: Date },
  ): Promise<string>;
  /** From that day on it does not count any more. */
  end(id: string, day: DateOnly): Promise<void>;
}
