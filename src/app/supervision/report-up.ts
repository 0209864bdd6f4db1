import type { SupervisionCommand } from '../../domain/reply/result.ts';
import { mayReportUp } from '../../domain/task/base-changes.ts';
import { changeTask, mayAnywhere, mayDo, type Acting } from '../acting.ts';
import { findTask } from './find-task.ts';
import { refuse, type Prepared } from './prepared.ts';
import { tellChange } from './tell-change.ts';

/**
 * 上报: a higher authority has to decide. The task stays not done and is not chased; it ends when that authority has
 * answered (`to` null), or with the closure.
 */
export async function prepareReportUp(
  acting: Acting,
  command: Extract<SupervisionCommand, { name: 'report_up' }>,
): Promise<Prepared> {
  if (!mayAnywhere(acting, 'report_up')) return refuse('not_permitted', null);
  const found = await findTask(acting, command.item);
  if ('refused' in found) return found.refused;
  const { task } = found;
  const { code, title } = task;
  if (!mayDo(acting, 'report_up', task)) return refuse('not_permitted', code);
  const { to } = command;
  const verdict = mayReportUp(task);
  if (to !== null && !verdict.ok) return refuse(verdict.reason, code);
  if (to === null && task.reportedUp === null) return refuse('not_reported_up', code);
  const reportedUp = to === null ? null : { to, on: acting.today };
  return {
    kind: 'ready',
    preview: (cardId) => ({ kind: 'preview', cardId, order: { do: 'report_up', code, title, to } }),
    command: { name: 'report_up', item: code, to },
    async perform() {
      const change = to === null ? ({ how: 'report_ended' } as const) : ({ how: 'reported_up', to } as const);
      await changeTask(acting, task, { reportedUp }, change.how);
      return tellChange(acting, task, { change, reason: '', ends: false });
    },
  };
}
