import type { SupervisionCommand } from '../../domain/reply/result.ts';
import { mayHandOver } from '../../domain/task/base-changes.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayAnywhere, mayDo, type Acting } from '../acting.ts';
import { findPerson } from './find-person.ts';
import { findTask } from './find-task.ts';
import { handOver, handOverOrder } from './hand-over.ts';
import { refuse, type Prepared } from './prepared.ts';
import { reasonIn } from './reason.ts';

/** 改派: the office puts tasks on somebody's desk by itself. What is there already is left out. */
export async function prepareAssign(
  acting: Acting,
  command: Extract<SupervisionCommand, { name: 'assign' }>,
  text: string,
): Promise<Prepared> {
  if (!mayAnywhere(acting, 'assign')) return refuse('not_permitted', null);
  const tasks: Task[] = [];
  for (const code of new Set(command.items)) {
    const found = await findTask(acting, code);
    if ('refused' in found) return found.refused;
    const { task } = found;
    if (!mayDo(acting, 'assign', task)) return refuse('not_permitted', code);
    const standing = mayHandOver(task);
    if (!standing.ok) return refuse(standing.reason, code);
    tasks.push(task);
  }
  const first = tasks[0]?.code ?? '';
  const found = await findPerson(acting, command.to, first);
  if ('refusal' in found) return refuse(found.refusal, first, found.notice);
  const to = found.person;
  const moving = tasks.filter(({ owner }) => owner?.id !== to.id);
  if (moving.length === 0) return refuse('already_owner', first);
  return {
    kind: 'ready',
    preview: (cardId) => ({ kind: 'preview', cardId, order: handOverOrder(moving, to) }),
    command: { name: 'assign', items: moving.map(({ code }) => code), to: to.userid },
    perform: () => handOver(acting, moving, to, { event: 'assigned', reason: reasonIn(text) ?? '' }),
  };
}
