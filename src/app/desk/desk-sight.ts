import type { Action } from '../../domain/access/actions.ts';
import { mayInRound } from '../../domain/access/permissions.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Task } from '../../domain/task/task.ts';
import { note, type Acting } from '../acting.ts';

/** One of these, in a round, lets somebody look at that round's work on the desk. */
const DESK: readonly Action[] = ['chase', 'review_closure', 'see_week'];

export interface NotForThem {
  readonly refused: 'not_permitted' | 'no_such_item';
}

/**
 * The rounds whose tasks the person sees at the desk, in the order of their letters: those in which he works there. All
 * who do see every task of the round (design §7); an owner's own tasks are on his phone.
 * @param what he asked for, for the log of refusals
 */
export async function deskRounds(acting: Acting, what: string): Promise<readonly Round[] | NotForThem> {
  const { person, rounds } = acting;
  const open = rounds.filter(
    ({ id }) => mayInRound(person, 'see_task', id) && DESK.some((action) => mayInRound(person, action, id)),
  );
  return open.length > 0 ? open : refuseLook(acting, what);
}

/** The one of that code; what is not there and what is not his look the same. */
export async function deskTask(acting: Acting, code: string): Promise<{ readonly task: Task } | NotForThem> {
  const rounds = await deskRounds(acting, `task ${code}`);
  if ('refused' in rounds) return rounds;
  const id = await acting.stores.desk.idOfCode(code);
  const task = id === null ? null : await acting.stores.tasks.byId(id);
  if (task && rounds.some((round) => round.id === task.roundId)) return { task };
  await note(acting, 'show_refused', code, { refused: true });
  return { refused: 'no_such_item' };
}

/** Who may do none of it anywhere is told so, and it is written down. */
export async function refuseLook(acting: Acting, what: string): Promise<NotForThem> {
  await note(acting, 'look_refused', '', { refused: true, detail: { what } });
  return { refused: 'not_permitted' };
}
