import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import type { Endpoint } from '../../contract/endpoint.ts';
import { endpoints } from '../../contract/endpoints.ts';
import type { ApiDeps } from './api-deps.ts';
import { messageOf } from '../../errors.ts';
import { fail } from './api-error.ts';
import { boardHandlers } from './board.ts';
import { deskDecisionHandlers } from './desk-decisions.ts';
import { deskLedgerHandlers } from './desk-ledger.ts';
import { answerWith, type Handler, type Handlers, type Name } from './handler.ts';
import { limitAddress, limitPerson } from './limits.ts';
import { officeHandlers } from './office/handlers.ts';
import { evidenceHandlers } from './evidence.ts';
import { jssdkHandlers } from './jssdk.ts';
import { myWorkHandlers } from './my-work.ts';
import { orderHandlers } from './orders.ts';
import { serviceHandlers } from './openapi.ts';
import { auditHandlers } from './audit.ts';
import { healthHandlers } from './health.ts';
import { replyHandlers } from './replies.ts';
import { sameSite, type Sessions } from './session.ts';
import { signInHandlers } from './sign-in.ts';
import { meHandlers, taskHandlers } from './tasks.ts';
import { weekHandlers } from './week.ts';

const BODY_LIMIT = '64kb';
/** As much as WeCom takes of a file. */
const FILE_LIMIT = '20mb';

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
  for (const [path, methods] of methodsByPath()) router.all(path, otherMethod(methods));
  router.use((_request, response) => fail(response, 'no_such_item'));
  router.use(badBody);
  router.use(unexpected(api));
  return router;
}

function methodsByPath(): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const [method = '', path = ''] of Object.keys(endpoints).map((name) => name.split(' ')))
    methods.set(path, [...(methods.get(path) ?? []), method, ...(method === 'GET' ? ['HEAD'] : [])]);
  return methods;
}
/** What is there, but not for that. */
const otherMethod =
  (methods: readonly string[]): RequestHandler =>
  (request, response) => {
    response.set('allow', methods.join(', '));
    if (request.method === 'OPTIONS') response.status(204).end();
    else fail(response, 'no_such_method');
  };

/** The compiler sees to it that every call of the contract is here. */
function handlersOf(api: ApiDeps, sessions: Sessions): Handlers<Name> {
  const board = boardHandlers(api, sessions);
  return {
    ...signInHandlers(api, sessions, board.streams),
    ...jssdkHandlers(api),
    ...meHandlers,
    ...taskHandlers,
    ...orderHandlers(api),
    ...board.handlers,
    ...serviceHandlers,
    ...replyHandlers(api),
    ...weekHandlers,
    ...auditHandlers(api),
    ...healthHandlers(api),
    ...officeHandlers(api),
    ...evidenceHandlers(api),
    ...myWorkHandlers(api),
    ...deskLedgerHandlers(api),
    ...deskDecisionHandlers(api),
  };
}
interface Guards {
  readonly signIns: RequestHandler;
  readonly signedIn: readonly RequestHandler[];
  readonly sameSite: RequestHandler;
  readonly json: RequestHandler;
  readonly bytes: RequestHandler;
}

const createGuards = (api: ApiDeps, sessions: Sessions): Guards => ({
  signIns: limitAddress(api),
  signedIn: [sessions.required, limitPerson(api)],
  sameSite: sameSite(api),
  json: express.json({ limit: BODY_LIMIT, inflate: false }),
  bytes: express.raw({ limit: FILE_LIMIT, type: () => true, inflate: false }),
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
    ...(endpoint.takes === 'bytes' ? [guards.bytes] : []),
  ];
  const last = 'express' in handler ? handler.express : answerWith(api, name, handler);
  router[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](path, ...before, last);
}

/** What nobody expected is for the log; who asked is told that nothing was done, and nothing of how we are built. */
const unexpected =
  ({ deps }: ApiDeps): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    deps.log.error({ path: request.path, error: messageOf(error) }, 'request_failed');
    fail(response, 'broken');
  };

/** A body that is no JSON, too large or packed. */
const badBody: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 413 && request.is('application/json') === false) fail(response, 'too_large');
  else if (status === 400 || status === 413 || status === 415) fail(response, 'bad_request');
  else next(error);
};
