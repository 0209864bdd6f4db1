import type { RequestHandler } from 'express';
import type { ApiDeps } from './api-deps.ts';
import { fail } from './api-error.ts';
import { useridOf } from './session.ts';

/** More than a person clicks, less than a script may do in his name. */
const OF_PERSON = { burst: 60, perMinute: 120 };
/** Calls before anybody is known. A whole corporation may stand behind one address, and read its reminder at once. */
const STRANGERS_A_MINUTE = 1200;
const ADDRESSES_KEPT = 10_000;
const MINUTE_MS = 60_000;

/** Of who is signed in, over all processes. */
export const limitPerson =
  ({ deps }: ApiDeps): RequestHandler =>
  async (_request, response, next) => {
    const key = `api:${useridOf(response).toLowerCase()}`;
    const short = await deps.store.limits.take([{ key, ...OF_PERSON }], deps.clock.now());
    if (!short) return next();
    response.set('retry-after', String(Math.max(1, Math.ceil(short.waitMs / 1000))));
    fail(response, 'too_many');
  };

/** Of an address, before anybody is known: in this process only, so that strangers write nothing into the database. */
export function limitAddress({ deps }: Pick<ApiDeps, 'deps'>): RequestHandler {
  const counts = new Map<string, number>();
  let minute = 0;
  return (request, response, next) => {
    const now = Math.floor(deps.clock.now().getTime() / MINUTE_MS);
    if (now !== minute || counts.size > ADDRESSES_KEPT) counts.clear();
    minute = now;
    const count = (counts.get(request.ip ?? '') ?? 0) + 1;
    counts.set(request.ip ?? '', count);
    if (count <= STRANGERS_A_MINUTE) return next();
    response.set('retry-after', '60');
    fail(response, 'too_many');
  };
}
