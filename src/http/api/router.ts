import express, { type ErrorRequestHandler, type Router } from 'express';
import type { ApiDeps } from './api-deps.ts';
import { fail } from './api-error.ts';
import { createSealer } from './cookies.ts';
import { limitPerson, limitSignIn } from './limits.ts';
import { takeOrder } from './orders.ts';
import { createSessions, sameSite } from './session.ts';
import { showMe, showTask, showTasks } from './tasks.ts';

const BODY_LIMIT = '64kb';

/** /api/v1: for pages, and for whoever brings the session of somebody WeCom has named. */
export function apiRouter(api: ApiDeps): Router {
  const router = express.Router();
  const sessions = createSessions(api, createSealer(api.sessionSecret));
  router.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  const signIns = limitSignIn(api);
  router.get('/sign-in', signIns, sessions.begin);
  router.get('/signed-in', signIns, sessions.finish);
  router.post('/sign-out', sameSite(api), sessions.end);
  const signedIn = [sessions.required, limitPerson(api)];
  router.get('/me', signedIn, showMe(api));
  router.get('/tasks', signedIn, showTasks(api));
  router.get('/tasks/:code', signedIn, showTask(api));
  const order = [sameSite(api), ...signedIn, express.json({ limit: BODY_LIMIT, inflate: false })];
  router.post('/orders', order, takeOrder(api, 'perform'));
  router.post('/orders/preview', order, takeOrder(api, 'preview'));
  router.use((_request, response) => fail(response, 'no_such_item'));
  router.use(badBody);
  return router;
}

/** A body that is no JSON, too large or packed; everything else is for the server's own handler. */
const badBody: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 400 || status === 413 || status === 415) fail(response, 'bad_request');
  else next(error);
};
