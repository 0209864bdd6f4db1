import type { SupervisionCommand } from '../../domain/reply/result.ts';
import { mayMerge } from '../../domain/task/base-changes.ts';
import type { Measure, Task } from '../../domain/task/task.ts';
import { changeTask, mayAnywhere, mayDo, note, type Acting } from '../acting.ts';
import { findTask } from './find-task.ts';
import { nameOf } from './hand-over.ts';
import { refuse, type Done, type Prepared } from './prepared.ts';
import { tellChange } from './tell-change.ts';

/**
 * 合并: the first task takes the others in, with their measures; its owner, unit and deadline stay. Those who owned the
 * others support.
 */
export async function prepareMerge(
  acting: Acting,
  command: Extract<SupervisionCommand, { name: 'merge' }>,
): Promise<Prepared> {
  if (!mayAnywhere(acting, 'merge')) return refuse('not_permitted', null);
  const tasks: Task[] = [];
  for (const code of new Set(command.items)) {
    const found = await findTask(acting, code);
    if ('refused' in found) return found.refused;
    if (!mayDo(acting, 'merge', found.task)) return refuse('not_permitted', code);
    tasks.push(found.task);
  }
  const verdict = mayMerge(tasks);
  const [first, ...others] = tasks;
  if (!verdict.ok || !first)
    return refuse(verdict.ok ? 'one_part' : verdict.reason, tasks[verdict.at]?.code ?? null);
  return {
    kind: 'ready',
    preview: (cardId) => ({
      kind: 'preview',
      cardId,
      order: { do: 'merge', into: nameOf(first), others: others.map(nameOf) },
    }),
    command: { name: 'merge', items: tasks.map(({ code }) => code) },
    perform: () => merge(acting, first, others),
  };
}

async function merge(acting: Acting, first: Task, others: readonly Task[]): Promise<Done> {
  await takeMeasures(acting, first, others);
  for (const task of others) {
    await takeSupport(acting, first, task);
    const removed = { how: 'merged', on: acting.today } as const;
    const detail = { into: first.id };
    await changeTask(acting, task, { removed, mergedIntoId: first.id }, 'merged', { detail });
    await tellChange(acting, task, {
      change: { how: 'merged', into: nameOf(first) },
      reason: '',
      ends: true,
    });
  }
  const change = { how: 'took_in', others: others.map(nameOf) } as const;
  return tellChange(acting, first, { change, reason: '', ends: false });
}

/** The same measure of both is one. */
async function takeMeasures(acting: Acting, first: Task, others: readonly Task[]): Promise<void> {
  const measures: Measure[] = [];
  for (const measure of [first, ...others].flatMap((task) => task.measures))
    if (!measures.some(({ text }) => text === measure.text)) measures.push(measure);
  await acting.stores.base.setMeasures(first.id, measures);
  await note(acting, 'took_in', first.id, {
    from: { measures: first.measures },
    to: { measures },
    detail: { taskIds: others.map(({ id }) => id) },
  });
}

async function takeSupport({ stores, today }: Acting, first: Task, task: Task): Promise<void> {
  const units = [task.leadUnit, ...task.supportUnits];
  for (const unit of units)
    if (unit && unit.id !== first.leadUnit?.id) await stores.base.addSupportUnit(first.id, unit.id);
  for (const person of [task.owner, task.contact, ...task.supporters])
    if (person && person.id !== first.owner?.id) await stores.tasks.addSupporter(first.id, person.id, today);
}
