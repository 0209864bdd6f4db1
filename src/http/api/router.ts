import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import type { Endpoint } from '../../contract/endpoint.ts';
import { endpoints } from '../../contract/endpoints.ts';
import type { ApiDeps } from './api-deps.ts';
import { fail } from './api-error.ts';
import { deskDecisionHandlers } from './desk-decisions.ts';
import { deskLedgerHandlers } from './desk-ledger.ts';
import { evidenceHandlers } from './evidence.ts';
import { answerWith, type Handler, type Handlers, type Name } from './handler.ts';
import { limitPerson, limitSignIn } from './limits.ts';
import { orderHandlers } from './orders.ts';
import { sameSite, type Sessions } from './session.ts';
import { signInHandlers } from './sign-in.ts';
import { meHandlers, taskHandlers } from './tasks.ts';

const BODY_LIMIT = '64kb';

/** /api/v1: for pages, and for whoever brings the session of somebody WeCom has named. */
export function apiRouter(api: ApiDeps, sessions: Sessions): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  const guards = createGuards(api, sessions);
  for (const [name, handler] of Object.entries(handlersOf(api, sessions)))
    serve(router, api, guards, { name: name as Name, handler });
  router.use((_request, response) => fail(response, 'no_such_item'));
  router.use(badBody);
  return router;
}

/** The compiler sees to it that every call of the contract is here. */
const handlersOf = (api: ApiDeps, sessions: Sessions): Handlers<Name> => ({
  ...signInHandlers(api, sessions),
  ...meHandlers,
  ...taskHandlers,
  ...orderHandlers(api),
  ...evidenceHandlers(api),
  ...deskLedgerHandlers(api),
  ...deskDecisionHandlers(api),
});

interface Guards {
  readonly signIns: RequestHandler;
  readonly signedIn: readonly RequestHandler[];
  readonly sameSite: RequestHandler;
  readonly json: RequestHandler;
}

const createGuards = (api: ApiDeps, sessions: Sessions): Guards => ({
  signIns: limitSignIn(api),
  signedIn: [sessions.required, limitPerson(api)],
  sameSite: sameSite(api),
  json: express.json({ limit: BODY_LIMIT, inflate: false }),
});

function serve(
  router: Router,
  api: ApiDeps,
  guards: Guards,
  { name, handler }: { readonly name: Name; readonly handler: Handler<Endpoint> },
): void {
  const [method, path] = name.split(' ') as [string, string];
  const endpoint: Endpoint = endpoints[name];
  const before = [
    ...(method === 'GET' ? [] : [guards.sameSite]),
    ...(endpoint.open ? [guards.signIns] : guards.signedIn),
    ...(endpoint.body ? [guards.json] : []),
  ];
  const last = 'express' in handler ? handler.express : answerWith(api, name, handler);
  router[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](path, ...before, last);
}

/** A body that is no JSON, too large or packed; everything else is for the server's own handler. */
const badBody: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 400 || status === 413 || status === 415) fail(response, 'bad_request');
  else next(error);
};
