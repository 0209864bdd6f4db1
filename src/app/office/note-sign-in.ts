import type { Person } from '../../domain/task/people.ts';
import type { Deps } from '../ports.ts';

/** A person with the number under which a session of his holds from now on. */
export interface SignedIn {
  readonly person: Person;
  readonly generation: number;
}

/** Somebody signed in by WeCom, or tried to and is none of ours; null then. */
export async function noteSignIn(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  userid: string,
): Promise<SignedIn | null> {
  return store.transaction(async (stores) => {
    const person = await stores.people.byUserid(userid);
    const known = person?.active ? person : null;
    await stores.audit.append({
      at: clock.now(),
      actor: known?.userid ?? userid,
      source: 'api',
      event: known ? 'signed_in' : 'sign_in_refused',
      subject: known?.userid ?? userid,
      refused: known === null,
    });
    const generation = known && (await stores.people.sessionGeneration(known.userid));
    return known && generation !== null ? { person: known, generation } : null;
  });
}
