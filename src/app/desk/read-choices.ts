import { mayInRound } from '../../domain/access/permissions.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Acting } from '../acting.ts';
import { deskTasks, type NotForThem } from './desk-sight.ts';

/** What the filters of the ledger offer: nothing that would find no task. */
export interface LedgerChoices {
  readonly rounds: readonly { readonly letter: string; readonly name: string }[];
  readonly categories: readonly string[];
  readonly units: readonly string[];
  readonly leaders: readonly string[];
  readonly owners: readonly string[];
  /** Whom a task may be given to; empty for who may give none. */
  readonly people: readonly { readonly userid: string; readonly name: string; readonly unit: string }[];
}

export async function readChoices(acting: Acting): Promise<LedgerChoices | NotForThem> {
  const tasks = await deskTasks(acting, 'ledger');
  if ('refused' in tasks) return tasks;
  const own = new Set(tasks.map(({ roundId }) => roundId));
  const names = (of: (task: Task) => { readonly name: string } | null): string[] =>
    [...new Set(tasks.flatMap((task) => of(task)?.name ?? []))].toSorted((a, b) => a.localeCompare(b, 'zh'));
  return {
    rounds: acting.rounds.filter(({ id }) => own.has(id)).map(({ letter, name }) => ({ letter, name })),
    // As the feedback is numbered, which is the order of the tasks.
    categories: [...new Set(tasks.map(({ category }) => category.name))],
    units: names(({ leadUnit }) => leadUnit),
    leaders: names(({ leader }) => leader),
    owners: names(({ owner }) => owner),
    people: mayInRound(acting.person, 'assign', null) ? await peopleHere(acting) : [],
  };
}

const peopleHere = async ({ stores }: Acting): Promise<LedgerChoices['people']> =>
  (await stores.people.all())
    .filter(({ active }) => active)
    .map(({ userid, name, unit }) => ({ userid, name, unit: unit?.name ?? '' }));
