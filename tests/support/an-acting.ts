import { randomUUID } from 'node:crypto';
import type { Acting } from '../../src/app/acting.ts';
import { actAs as actThere } from '../../src/app/office/act-as.ts';
import type { Deps } from '../../src/app/ports.ts';

/** Does something as that person, by way of the API, in a transaction; what he says goes out after it. */
export async function actAs<T>(deps: Deps, userid: string, work: (acting: Acting) => Promise<T>): Promise<T> {
  const done = await actThere(deps, userid, { source: 'api', id: randomUUID() }, work);
  if (done === null) throw new Error(`nobody active has the userid ${userid}`);
  return done;
}
