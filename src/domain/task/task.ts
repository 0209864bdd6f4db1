import type { DateOnly } from '../calendar/date.ts';
import type { Ref } from './people.ts';

/*
 * Terminology (domain rules 2 and 3).
 *   Round     轮次: one inspection's rectification, with a letter that tells its codes apart from other rounds'.
 *   Category  类别: a node of the tree the feedback is numbered by.
 *   Problem   反馈问题: what is wrong.      Task 整改任务: what is to be done; people type its code.
 *   Measure   整改措施: one step of a task.
 *   Entry     进展填报: one reply for one task in one week; never overwritten.
 *   Closure   销号: review and strike-off.
 * State is several axes, never one status.
 */

/** 整改状态, confirmed by the office; a reply only claims it. */
export type Completion = 'not_done' | 'basically_done' | 'done' | 'stopped';

/** 类型: 立行立改, 限期整改, 长期坚持. */
export type Horizon = 'immediate' | 'term' | 'long';

/** 销号. */
export type ClosureState =
  'open' | 'first_review' | 'second_review' | 'final_review' | 'closed' | 'returned' | 'relapsed';

/** How a task left the base of the figures: its parts or another task took its place, or it was taken back. */
export type Removal = 'split' | 'merged' | 'withdrawn';

/** 阶段目标 of a long-term task. */
export interface StageGoal {
  /** From 1. */
  readonly no: number;
  readonly text: string;
  readonly dueOn: DateOnly;
  readonly reachedOn: DateOnly | null;
}

/** 建章立制, 挽回损失, 追责问责, 举一反三, 专项整治, 其他. */
export type MeasureType =
  'institution' | 'loss_recovery' | 'accountability' | 'inference' | 'campaign' | 'other';

export interface Measure {
  readonly type: MeasureType;
  readonly text: string;
}

export interface Task {
  readonly id: string;
  readonly roundId: string;
  /** What people type: `12`, or `A12` while several rounds run. */
  readonly code: string;
  /** Display order within the round, from 1. */
  readonly no: number;
  readonly title: string;
  readonly category: Ref;
  readonly problem: Ref & { readonly no: number };
  readonly measures: readonly Measure[];
  readonly leader: Ref | null;
  readonly leadUnit: Ref | null;
  readonly supportUnits: readonly Ref[];
  /** People who help without being asked: above all a former owner. */
  readonly supporters: readonly Ref[];
  readonly owner: Ref | null;
  /** 经办人: may answer for the owner, visible as such. */
  readonly contact: Ref | null;
  readonly horizon: Horizon;
  readonly completion: Completion;
  readonly closure: ClosureState;
  /** Null for `long`, which has no final deadline. */
  readonly dueOn: DateOnly | null;
  /** The deadline the round began with; an extension never changes it. */
  readonly originalDueOn: DateOnly | null;
  /** `long` only: days between two required answers. */
  readonly reviewEveryDays: number | null;
  /** The day of the standing claim "done", while under review or closed. */
  readonly claimedOn: DateOnly | null;
  readonly closedOn: DateOnly | null;
  readonly remark: string;
  /** Of `long` tasks, by date. */
  readonly stages: readonly StageGoal[];
  /** 已上报: a higher authority has to decide, nobody below can be chased for it. */
  readonly reportedUp: { readonly to: string; readonly on: DateOnly } | null;
  /** Set when it is no longer counted; the code stays taken. */
  readonly removed: { readonly how: Removal; readonly on: DateOnly } | null;
  /** Raised by every change; a conditional update compares it. */
  readonly version: number;
}

export const isClosed = (task: Pick<Task, 'closure' | 'completion'>): boolean =>
  task.closure === 'closed' || task.completion === 'stopped';

/** The ball is with the reviewer: the owner is not chased (domain rule 3). */
export const isUnderReview = (task: Pick<Task, 'closure'>): boolean => REVIEWS.has(task.closure);

const REVIEWS: ReadonlySet<ClosureState> = new Set(['first_review', 'second_review', 'final_review']);
