import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Acting } from '../../app/acting.ts';
import { actAs } from '../../app/office/act-as.ts';
import type { AnswerOf, Endpoint, EndpointName, ReadOf } from '../../contract/endpoint.ts';
import { endpoints, type Endpoints } from '../../contract/endpoints.ts';
import type { ApiDeps } from './api-deps.ts';
import { fail, refuse, type Refusal } from './api-error.ts';
import { useridOf } from './session.ts';

export type Name = keyof Endpoints & EndpointName;

/** Does a call in the person's name, inside one transaction. */
type AsPerson<E> = (acting: Acting, read: ReadOf<E>) => Promise<AnswerOf<E> | Refusal>;

/** What a call is answered by: a function of the person and of what he sent, or Express itself for what is no JSON. */
export type Handler<E> = AsPerson<E> | { readonly express: RequestHandler };

/** Those calls, each with what answers it. */
export type Handlers<Names extends Name> = { readonly [N in Names]: Handler<Endpoints[N]> };

export type HandlersOf<Of extends Partial<Record<Name, Endpoint>>> = Handlers<keyof Of & Name>;

/** Express's handler for a call: reads what was sent, acts as who is signed in, answers or refuses. */
export function answerWith(api: ApiDeps, name: Name, handler: AsPerson<Endpoint>): RequestHandler {
  const endpoint: Endpoint = endpoints[name];
  return async (request, response) => {
    const read = readRequest(endpoint, request);
    if ('errors' in read) return fail(response, 'bad_request', read.errors);
    const by = { source: 'api', id: `api:${randomUUID()}` } as const;
    const done = await actAs(api.deps, useridOf(response), by, async (acting) => ({
      answer: await handler(acting, read.values),
    }));
    if (done === null) return fail(response, 'not_known_here');
    answerJson(response, endpoint, done.answer);
  };
}

export /** What the contract does not name stays here, whatever a use case has put into its answer. */
function answerJson(response: Response, { answer: said }: Endpoint, answer: object): void {
  if (isRefusal(answer)) refuse(response, answer);
  else response.json(typeof said === 'string' ? answer : said.parse(answer));
}

const isRefusal = (answer: object): answer is Refusal => 'refused' in answer;

/** The parts of the request that the call takes, or what is wrong with them. */
export function readRequest(
  endpoint: Endpoint,
  request: Request,
): { values: object } | { errors: readonly string[] } {
  const values: Record<string, unknown> = {};
  for (const part of ['params', 'query', 'body'] as const) {
    const read = endpoint[part]?.safeParse(request[part]);
    if (read?.success === false)
      return { errors: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
    if (read) values[part] = read.data;
  }
  return { values };
}
