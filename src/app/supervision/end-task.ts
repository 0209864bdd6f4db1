import type { Action } from '../../domain/access/actions.ts';
import { mayRemove, mayStop, type BaseRefusal } from '../../domain/task/base-changes.ts';
import { isUnderReview, type Task } from '../../domain/task/task.ts';
import type { Verdict } from '../../domain/task/transitions.ts';
import { changeTask, mayAnywhere, mayDo, type Acting } from '../acting.ts';
import type { TaskChange } from '../stores.ts';
import { findTask } from './find-task.ts';
import { refuse, type Prepared } from './prepared.ts';
import { reasonIn } from './reason.ts';
import { tellChange } from './tell-change.ts';

interface Ending {
  readonly action: Action;
  readonly may: (task: Task) => Verdict<BaseRefusal>;
  readonly how: 'withdrawn' | 'stopped';
  readonly change: (acting: Acting, task: Task) => TaskChange;
}

/** A claim under review ends with the task. */
const takenBack = (task: Task): TaskChange =>
  isUnderReview(task) ? { closure: 'open', claimedOn: null } : {};

const ENDINGS: Readonly<Record<'remove' | 'stop', Ending>> = {
  remove: {
    action: 'remove',
    may: mayRemove,
    how: 'withdrawn',
    change: ({ today }, task) => ({ ...takenBack(task), removed: { how: 'withdrawn', on: today } }),
  },
  stop: {
    action: 'stop',
    may: mayStop,
    how: 'stopped',
    change: (_, task) => ({
      ...takenBack(task),
      completion: 'stopped',
      ...(task.reportedUp && { reportedUp: null }),
    }),
  },
};

/** 撤销 takes a task out of the base, 依规终止 leaves it in and counts it as stopped; both say why. */
export async function prepareEnding(
  acting: Acting,
  command: { readonly name: 'remove' | 'stop'; readonly item: string },
  text: string,
): Promise<Prepared> {
  const { action, may, how, change } = ENDINGS[command.name];
  if (!mayAnywhere(acting, action)) return refuse('not_permitted', null);
  const found = await findTask(acting, command.item);
  if ('refused' in found) return found.refused;
  const { task } = found;
  if (!mayDo(acting, action, task)) return refuse('not_permitted', task.code);
  const verdict = may(task);
  if (!verdict.ok) return refuse(verdict.reason, task.code);
  const reason = reasonIn(text);
  if (reason === null) return refuse('reason_needed', task.code);
  const { code, title } = task;
  return {
    kind: 'ready',
    preview: (cardId) => ({ kind: 'preview', cardId, order: { do: command.name, code, title, reason } }),
    command: { name: command.name, item: code },
    async perform() {
      await changeTask(acting, task, change(acting, task), how, { reason });
      return tellChange(acting, task, { change: { how }, reason, ends: true });
    },
  };
}
