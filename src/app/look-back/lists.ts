import type { LookBackLine } from '../../domain/message/look-back-notice.ts';
import { checklistFor, type CheckPoint } from '../../domain/task/look-back/checklist.ts';
import type { LookBack } from '../../domain/task/look-back/look-back.ts';
import { relapseWarnings, type RelapseWarning } from '../../domain/task/look-back/relapse-warnings.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Acting } from '../acting.ts';

type Now = Pick<Acting, 'stores' | 'clock' | 'today'>;

/** What is to be looked at in these rounds, the first due first, and what to look for. */
export async function openLookBacks(
  { stores, today }: Now,
  roundIds: ReadonlySet<string>,
): Promise<{ items: LookBackLine[]; points: CheckPoint[] }> {
  const open = await stores.lookBacks.list({ checked: false });
  if (open.length === 0) return { items: [], points: [] };
  const tasks = new Map(
    (await stores.desk.tasks(open.map(({ taskId }) => taskId))).map((task) => [task.id, task]),
  );
  const pairs = open.flatMap((lookBack) => {
    const task = tasks.get(lookBack.taskId);
    return task && roundIds.has(task.roundId) ? [{ lookBack, task }] : [];
  });
  return {
    items: pairs.map(({ lookBack, task }) => line(lookBack, task, today)),
    points: pairs.length === 0 ? [] : checklistFor(pairs.map(({ task }) => task)),
  };
}

const line = (
  { cause, dueOn }: LookBack,
  { code, title, leadUnit }: Task,
  today: LookBack['dueOn'],
): LookBackLine => ({ code, title, unit: leadUnit?.name ?? '', cause, dueOn, late: dueOn < today });

/** The warnings that hold now, about tasks of these rounds; a new task may resemble a closed one of any active round. */
export async function warningsNow(
  { stores, clock }: Now,
  roundIds: ReadonlySet<string>,
): Promise<RelapseWarning[]> {
  const tasks = await stores.desk.tasks(await stores.lookBacks.suspects());
  const added = await stores.lookBacks.addedAt(tasks.map(({ id }) => id));
  const facts = {
    tasks: tasks.flatMap((task) => {
      const at = added.get(task.id);
      return at ? [{ task, addedOn: clock.local(at).date }] : [];
    }),
    complaints: (await stores.complaints.list()).map(({ at, ...each }) => ({
      ...each,
      on: clock.local(at).date,
    })),
    lookBacks: await stores.lookBacks.list({ checked: true }),
  };
  return relapseWarnings(facts).filter(({ roundId }) => roundIds.has(roundId));
}
