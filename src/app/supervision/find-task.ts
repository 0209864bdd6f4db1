import type { Task } from '../../domain/task/task.ts';
import type { Acting } from '../acting.ts';
import type { Stores } from '../stores.ts';
import { refuse, type Prepared } from './prepared.ts';
import type { Notice } from '../../domain/message/notice.ts';

export type FoundTask = { readonly task: Task } | { readonly refused: Prepared };

/** The task of that code, or what is said instead: nothing of that code, or what became of it. */
export async function findTask(acting: Pick<Acting, 'stores'>, code: string): Promise<FoundTask> {
  const task = await ofCode(acting.stores, code);
  if (!task) return { refused: refuse('no_such_item', code) };
  if (task.removed === null) return { task };
  return { refused: refuse('already_removed', code, await fateOf(acting.stores, task)) };
}

/** What became of the task that had that code; null when it is still there, or never was. */
export async function whatBecameOf(
  stores: Stores,
  code: string,
  sees: (task: Task) => boolean = () => true,
): Promise<Fate | null> {
  const task = await ofCode(stores, code);
  return task && sees(task) ? fateOf(stores, task) : null;
}

async function ofCode(stores: Stores, code: string): Promise<Task | null> {
  return (await stores.tasks.list({ code, removed: true }))[0] ?? null;
}

async function fateOf(stores: Stores, { id, code, removed }: Task): Promise<Fate | null> {
  if (removed === null) return null;
  const heirs = await stores.tasks.list({ ids: await stores.base.heirs(id), removed: true });
  const into = heirs.map((task) => task.code);
  return { kind: 'became_of', code, how: removed.how, on: removed.on, into };
}

type Fate = Extract<Notice, { kind: 'became_of' }>;
