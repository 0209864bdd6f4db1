import type { Notice } from '../../domain/message/notice.ts';
import type { OpenRequestLine } from '../../domain/message/change-notice.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayDo, type Acting } from '../acting.ts';
import type { OpenRequest } from './change-stores.ts';

/** Extensions, transfers and help that wait for this person's decision, oldest first. */
export async function listRequests(acting: Acting): Promise<Extract<Notice, { kind: 'requests_open' }>> {
  const open = await openRequests(acting);
  return { kind: 'requests_open', requests: open.map(({ task, request }) => lineOf(acting, task, request)) };
}

/** The same with their tasks. */
export async function openRequests(
  acting: Acting,
): Promise<{ readonly task: Task; readonly request: OpenRequest }[]> {
  const { stores, rounds } = acting;
  const open = await stores.handovers.openIn(rounds.map(({ id }) => id));
  const ids = [...new Set(open.map(({ taskId }) => taskId))];
  const tasks = new Map((await stores.tasks.list({ ids })).map((task) => [task.id, task]));
  return open.flatMap((request) => {
    const task = tasks.get(request.taskId);
    return task && mayDo(acting, 'decide_extension', task) ? [{ task, request }] : [];
  });
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
