import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Acting } from '../../app/acting.ts';
import { actAs } from '../../app/office/act-as.ts';
import type { Endpoint, ReadOf } from '../../contract/endpoint.ts';
import type { ApiDeps } from './api-deps.ts';
import { fail, refuse, type Refusal } from './api-error.ts';
import { useridOf } from './session.ts';

/**
 * For answers that are no JSON, or take longer than a transaction should: what the person may is decided first, by
 * himself and in a transaction of its own. Null when the refusal was already sent.
 */
export async function asSigned<T extends object>(
  api: ApiDeps,
  response: Response,
  work: (acting: Acting) => Promise<T>,
): Promise<Done<T> | null> {
  const by = { source: 'api', id: `api:${randomUUID()}` } as const;
  const done = await actAs(api.deps, useridOf(response), by, async (acting) => ({ got: await work(acting) }));
  if (done === null) {
    fail(response, 'not_known_here');
    return null;
  }
  const { got } = done;
  if (!isRefusal(got)) return got as Done<T>;
  refuse(response, got);
  return null;
}

type Done<T> = Exclude<T, { readonly refused: string }>;

const isRefusal = (got: object): got is Refusal => 'refused' in got;

/** The query of a call that Express itself answers; null when it was wrong, which was said. */
export function queryOf<E extends Endpoint & { readonly query: NonNullable<Endpoint['query']> }>(
  endpoint: E,
  request: Request,
  response: Response,
): ReadOf<E> | null {
  const read = endpoint.query.safeParse(request.query);
  if (read.success) return { query: read.data } as ReadOf<E>;
  fail(
    response,
    'bad_request',
    read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
  );
  return null;
}
