import type { Action } from '../domain/access/actions.ts';
import { mayInRound, roundsWhere } from '../domain/access/permissions.ts';
import type { Round } from '../domain/task/round.ts';
import { note, type Acting } from './acting.ts';

export interface NotPermitted {
  readonly refused: 'not_permitted';
}

/** The active rounds in which the person may do one of these; a refusal is noted where there is none. */
export async function roundsToSee(
  acting: Acting,
  what: string,
  actions: readonly Action[],
): Promise<readonly Round[] | NotPermitted> {
  const { person } = acting;
  const rounds = acting.rounds.filter(({ id }) => actions.some((action) => mayInRound(person, action, id)));
  const mayAtAll = actions.some((action) => mayInRound(person, action, null));
  if (mayAtAll && (rounds.length > 0 || acting.rounds.length === 0)) return rounds;
  return refuseLook(acting, what);
}

/** What is of no round takes the permission in every one that runs. */
export async function mayLookEverywhere(
  acting: Acting,
  what: string,
  action: Action,
): Promise<NotPermitted | null> {
  const isEverywhere = roundsWhere(acting.person, action, acting.rounds).length === acting.rounds.length;
  if (mayInRound(acting.person, action, null) && isEverywhere) return null;
  return refuseLook(acting, what);
}

async function refuseLook(acting: Acting, what: string): Promise<NotPermitted> {
  await note(acting, 'look_refused', '', { refused: true, detail: { what } });
  return { refused: 'not_permitted' };
}

export const isRefused = (value: object): value is NotPermitted =>
  'refused' in value && value.refused === 'not_permitted';
