import { groupBy } from '../../domain/group-by.ts';
import type { ChangeOrder, NamedTask } from '../../domain/message/change-notice.ts';
import type { Person } from '../../domain/task/people.ts';
import type { Task } from '../../domain/task/task.ts';
import { changeTask, tell, type Acting } from '../acting.ts';
import { linesNow, taskLine } from '../week/round-now.ts';
import type { TaskChange } from '../stores.ts';
import { named } from './find-person.ts';
import type { Done } from './prepared.ts';

export const nameOf = ({ code, title }: Task): NamedTask => ({ code, title });

/** Another unit's official takes the task with him: his unit then leads, the former one supports. */
const leavesUnit = ({ leadUnit }: Task, { unit }: Person): boolean =>
  unit !== null && leadUnit !== null && leadUnit.id !== unit.id;

export const handOverOrder = (tasks: readonly Task[], to: Person): ChangeOrder => ({
  do: 'hand_over',
  tasks: tasks.map(nameOf),
  to: named(to),
  unitsLeft: [...new Set(tasks.flatMap((task) => (leavesUnit(task, to) ? [task.leadUnit?.name ?? ''] : [])))],
});

/**
 * Puts tasks on somebody else's desk (转办, 改派). Who had them stays as support and is not asked any more; each person
 * concerned gets one message, however many tasks it are.
 */
export async function handOver(
  acting: Acting,
  tasks: readonly Task[],
  to: Person,
  cause: { event: 'assigned' | 'transferred'; reason: string },
): Promise<Done> {
  for (const task of tasks) await moveTask(acting, task, to, cause);
  await tellNewOwner(acting, tasks, to);
  await tellFormerOwners(acting, tasks, to);
  const codes = tasks.map(({ code }) => code);
  return { outcome: cause.event, notice: { kind: 'handed_over', codes, to: named(to) } };
}

async function moveTask(
  acting: Acting,
  task: Task,
  to: Person,
  { event, reason }: { event: 'assigned' | 'transferred'; reason: string },
): Promise<void> {
  const { stores, today, person, now } = acting;
  const leaves = leavesUnit(task, to);
  const change: TaskChange = {
    ownerId: to.id,
    ...((leaves || task.contact?.id === to.id) && { contactId: null }),
    ...(to.unit && (leaves || task.leadUnit === null) && { leadUnitId: to.unit.id }),
  };
  const detail = { from: task.owner?.id ?? null, to: to.id, unitLeft: leaves ? task.leadUnit?.id : null };
  await changeTask(acting, task, change, event, { reason, detail });
  if (leaves && task.leadUnit) await stores.base.addSupportUnit(task.id, task.leadUnit.id);
  await stores.base.dropSupporter(task.id, to.id);
  const former = [task.owner, leaves ? task.contact : null];
  for (const one of former)
    if (one && one.id !== to.id) await stores.tasks.addSupporter(task.id, one.id, today);
  const asked = await stores.handovers.pending(task.id, 'transfer');
  if (asked) {
    const decision = { decision: 'approved', byId: person.id, at: now, reason, toId: to.id } as const;
    await stores.handovers.decide(asked.id, decision);
  }
  if (task.owner) await forgetQuestion(acting, task, task.owner.id);
}

/** What we asked the former owner about it is not his to answer any more. */
async function forgetQuestion({ stores, now }: Acting, task: Task, personId: string): Promise<void> {
  const pending = await stores.pending.of(personId, now);
  const isAbout =
    (pending?.kind === 'ask' && pending.ask.item === task.code) ||
    (pending?.kind === 'next_plan' && pending.taskId === task.id);
  if (isAbout) await stores.pending.set(personId, null, now);
}

async function tellNewOwner(acting: Acting, before: readonly Task[], to: Person): Promise<void> {
  const tasks = await acting.stores.tasks.list({ ids: before.map(({ id }) => id) });
  const lines = [];
  for (const round of acting.rounds) lines.push(...(await linesNow(acting, round, tasks)));
  const from = [...new Set(before.flatMap(({ owner }) => (owner ? [owner.name] : [])))];
  tell(acting, to, { kind: 'handed_to_you', tasks: lines.map(taskLine), from });
}

async function tellFormerOwners(acting: Acting, tasks: readonly Task[], to: Person): Promise<void> {
  for (const [ownerId, own] of groupBy(tasks, ({ owner }) => owner?.id)) {
    const owner = ownerId === undefined ? null : await acting.stores.people.byId(ownerId);
    if (owner) tell(acting, owner, { kind: 'taken_off_you', tasks: own.map(nameOf), to: named(to) });
  }
}
