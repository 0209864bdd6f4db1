import type { Notice } from '../../domain/message/notice.ts';
import type { OpenRequestLine } from '../../domain/message/change-notice.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayDo, type Acting } from '../acting.ts';
import type { OpenRequest } from './change-stores.ts';

/** Extensions, transfers and help that wait for this person's decision, oldest first. */
export async function listRequests(acting: Acting): Promise<Extract<Notice, { kind: 'requests_open' }>> {
  const tasks = (await acting.stores.tasks.list({})).filter((task) =>
    mayDo(acting, 'decide_extension', task),
  );
  const open = await acting.stores.handovers.open(tasks.map(({ id }) => id));
  const requests = open.flatMap((request) => {
    const task = tasks.find(({ id }) => id === request.taskId);
    return task ? [lineOf(acting, task, request)] : [];
  });
  return { kind: 'requests_open', requests };
}

const lineOf = (
  { clock }: Acting,
  { code, title }: Task,
  { what, askedBy, askedAt, dueOn, toName, text }: OpenRequest,
): OpenRequestLine => ({
  what,
  code,
  title,
  by: askedBy,
  askedOn: clock.local(askedAt).date,
  dueOn,
  to: toName,
  text,
});
