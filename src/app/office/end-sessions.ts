import type { Deps } from '../ports.ts';
import type { DoneBy } from './done-by.ts';

/**
 * Ends every session of somebody, on all his machines: he signed out, or the operator shuts him out.
 * @returns whether anybody has that userid
 */
export async function endSessions(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  userid: string,
  by: DoneBy,
): Promise<boolean> {
  return store.transaction(async (stores) => {
    const person = await stores.people.byUserid(userid);
    if (!person) return false;
    await stores.people.endSessions(person.id);
    await stores.audit.append({ at: clock.now(), ...by, event: 'signed_out', subject: person.userid });
    return true;
  });
}
