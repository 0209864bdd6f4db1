import type { Action } from '../../domain/access/actions.ts';
import { mayInRound, visibleTasks } from '../../domain/access/permissions.ts';
import type { Task } from '../../domain/task/task.ts';
import { note, type Acting } from '../acting.ts';

/** One of these, in a round, lets somebody look at that round's work on the desk. */
const DESK: readonly Action[] = ['chase', 'review_closure', 'see_week'];

export interface NotForThem {
  readonly refused: 'not_permitted' | 'no_such_item';
}

/**
 * The tasks the person sees at the desk: of what is visible to him (design §7) those of rounds in which he works there.
 * An owner's own tasks are on his phone. Without their measures.
 * @param what he asked for, for the log of refusals
 */
export async function deskTasks(acting: Acting, what: string): Promise<readonly Task[] | NotForThem> {
  const { person, rounds, stores } = acting;
  const open = rounds.filter(({ id }) => DESK.some((action) => mayInRound(person, action, id)));
  if (open.length === 0) return refuseLook(acting, what);
  const ids = new Set(open.map(({ id }) => id));
  return visibleTasks(
    person,
    (await stores.desk.tasks()).filter(({ roundId }) => ids.has(roundId)),
  );
}

/** The one of that code; what is not there and what is not his look the same. */
export async function deskTask(acting: Acting, code: string): Promise<{ readonly task: Task } | NotForThem> {
  const tasks = await deskTasks(acting, `task ${code}`);
  if ('refused' in tasks) return tasks;
  const task = tasks.find((each) => each.code === code);
  const whole = task && (await acting.stores.tasks.byId(task.id));
  if (whole) return { task: whole };
  await note(acting, 'show_refused', code, { refused: true });
  return { refused: 'no_such_item' };
}

/** Who may do none of it anywhere is told so, and it is written down. */
export async function refuseLook(acting: Acting, what: string): Promise<NotForThem> {
  await note(acting, 'look_refused', '', { refused: true, detail: { what } });
  return { refused: 'not_permitted' };
}
