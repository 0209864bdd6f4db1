import type { TaskChanged } from '../../domain/message/change-notice.ts';
import type { Task } from '../../domain/task/task.ts';
import { tell, type Acting } from '../acting.ts';
import { endRequests } from './end-requests.ts';
import type { Done } from './prepared.ts';

/** Tells everybody whose task it is, and who had asked for something about it, once each; and says it to the office. */
export async function tellChange(
  acting: Acting,
  task: Task,
  { change, reason, ends }: { change: TaskChanged; reason: string; ends: boolean },
): Promise<Done> {
  const ended = ends ? await endRequests(acting, task, reason) : [];
  const concerned = [task.owner, task.contact].flatMap((ref) => (ref ? [ref.id] : []));
  const notice = { kind: 'task_changed', code: task.code, title: task.title, change, reason } as const;
  for (const personId of new Set([...concerned, ...ended.map(({ askedById }) => askedById)])) {
    const person = await acting.stores.people.byId(personId);
    const own = ended.filter(({ askedById }) => askedById === personId).map(({ what }) => what);
    if (person?.active) tell(acting, person, { ...notice, ended: own });
  }
  return { outcome: change.how, notice: { ...notice, ended: ended.map(({ what }) => what) } };
}
