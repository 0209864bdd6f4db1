import type { RequestHandler } from 'express';
import type { AnswerOf, Endpoint, ReadOf } from '../../contract/endpoint.ts';
import { endpoints, type Endpoints } from '../../contract/endpoints.ts';
import { fail, type Refusal } from './api-error.ts';
import { answerJson, readRequest, type Name } from './handler.ts';
import { useridOf } from './session.ts';

/** What answers a call that opens its own transactions: what it keeps is durable before anything else is done. */
export const asPerson = <N extends Name>(
  name: N,
  work: (userid: string, read: ReadOf<Endpoints[N]>) => Promise<AnswerOf<Endpoints[N]> | Refusal>,
): { readonly express: RequestHandler } => ({
  async express(request, response) {
    const endpoint: Endpoint = endpoints[name];
    const read = readRequest(endpoint, request);
    if ('errors' in read) return fail(response, 'bad_request', read.errors);
    answerJson(response, endpoint, await work(useridOf(response), read.values as ReadOf<Endpoints[N]>));
  },
});
