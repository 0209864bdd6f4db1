import { isClosed, isUnderReview } from './task.ts';
import type { Task } from './task.ts';
import type { Verdict } from './transitions.ts';

/*
 * What may be done to the base of the figures: the tasks that are counted (domain rule 4). A task that left it keeps
 * its code, its answers and its history.
 */

type Standing = Pick<Task, 'closure' | 'completion' | 'removed'>;

export type BaseRefusal = 'closed' | 'under_review' | 'already_removed' | 'one_part' | 'several_rounds';

const OK = { ok: true } as const;
const no = <Reason extends string>(reason: Reason) => ({ ok: false, reason }) as const;

/** 拆分: into at least two parts, while nobody has claimed that the whole is done. */
export function maySplit(task: Standing, parts: readonly string[]): Verdict<BaseRefusal> {
  const verdict = mayBeReshaped(task);
  if (!verdict.ok) return verdict;
  return new Set(parts).size === parts.length && parts.length > 1 ? OK : no('one_part');
}

/**
 * 合并: of one round, the first takes the others in.
 * @returns why not, with the place of the task it fails on
 */
export function mayMerge(
  tasks: readonly (Standing & Pick<Task, 'id' | 'roundId'>)[],
): Verdict<BaseRefusal> & { readonly at: number } {
  if (new Set(tasks.map(({ id }) => id)).size < 2) return { ...no('one_part'), at: 0 };
  const foreign = tasks.findIndex(({ roundId }) => roundId !== tasks[0]?.roundId);
  if (foreign > 0) return { ...no('several_rounds'), at: foreign };
  const verdicts = tasks.map(mayBeReshaped);
  const at = verdicts.findIndex(({ ok }) => !ok);
  return { ...(verdicts[at] ?? OK), at: Math.max(at, 0) };
}

/** 撤销: what is struck off stays counted; a claim that is under review is taken back with the task. */
export const mayRemove = (task: Standing): Verdict<BaseRefusal> => mayEnd(task);

/** 依规终止: stays in the base and is counted as stopped. */
export const mayStop = (task: Standing): Verdict<BaseRefusal> => mayEnd(task);

/** 转办: while the ball is with the reviewer, the one who claimed answers for it. */
export const mayHandOver = (task: Standing): Verdict<BaseRefusal> => mayBeReshaped(task);

/** 上报: while a reviewer has it there is nothing left to decide above. */
export const mayReportUp = (task: Standing): Verdict<BaseRefusal> => mayBeReshaped(task);

function mayEnd(task: Standing): Verdict<BaseRefusal> {
  if (task.removed !== null) return no('already_removed');
  return isClosed(task) ? no('closed') : OK;
}

function mayBeReshaped(task: Standing): Verdict<BaseRefusal> {
  const verdict = mayEnd(task);
  if (!verdict.ok) return verdict;
  return isUnderReview(task) ? no('under_review') : OK;
}
