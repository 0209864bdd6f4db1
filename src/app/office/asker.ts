import type { Action } from '../../domain/access/actions.ts';
import { mayEverywhere, mayInRound } from '../../domain/access/permissions.ts';
import type { Viewer } from '../../domain/access/relations.ts';
import type { Round } from '../../domain/task/round.ts';
import { viewerOf } from '../acting.ts';
import type { AuditSource } from '../audit/audit-stores.ts';
import type { Deps } from '../ports.ts';
import type { DoneBy } from './done-by.ts';

/** Somebody who asks for work that opens transactions of its own, or calls WeCom: nothing is open while he does. */
export interface Asker {
  readonly person: Viewer;
  readonly by: DoneBy;
}

export type NotForHim = { readonly refused: 'not_permitted' | 'no_such_item' };

/** @param userid from a verified source only @returns null when nobody active has it */
export async function askerOf(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  userid: string,
  source: AuditSource,
): Promise<Asker | null> {
  const person = await store.people.byUserid(userid);
  if (!person?.active) return null;
  const { date: today } = clock.local(clock.now());
  return { person: await viewerOf(store, person, today), by: { actor: person.userid, source } };
}

/**
 * The active round of that letter, if he may do that in it. Whether there is such a round he does not learn otherwise;
 * that he was refused is remembered.
 */
export async function roundFor(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { person, by }: Asker,
  action: Action,
  letter: string,
): Promise<Round | NotForHim> {
  const round = (await store.rounds.active()).find((each) => each.letter === letter);
  if (round && mayInRound(person, action, round.id)) return round;
  if (!round && mayInRound(person, action, null)) return { refused: 'no_such_item' };
  return refuseTo({ store, clock }, by, action, letter);
}

/** Whether he may do it in any round, or in every one; a refusal is remembered. Null: he may. */
export async function refusalFor(
  deps: Pick<Deps, 'store' | 'clock'>,
  { person, by }: Asker,
  action: Action,
  where: 'anywhere' | 'everywhere',
): Promise<NotForHim | null> {
  const may = where === 'everywhere' ? mayEverywhere(person, action) : mayInRound(person, action, null);
  return may ? null : refuseTo(deps, by, action, '');
}

async function refuseTo(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  by: DoneBy,
  action: Action,
  subject: string,
): Promise<NotForHim> {
  await store.transaction(({ audit }) =>
    audit.append({ at: clock.now(), ...by, event: `${action}_refused`, subject, refused: true }),
  );
  return { refused: 'not_permitted' };
}
