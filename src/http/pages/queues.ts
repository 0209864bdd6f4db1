import { randomUUID } from 'node:crypto';
import express, { type RequestHandler, type Router } from 'express';
import { mayAnywhere } from '../../app/acting.ts';
import { actAs } from '../../app/office/act-as.ts';
import type { ApiDeps } from '../api/api-deps.ts';
import { fail } from '../api/api-error.ts';
import type { Sessions } from '../api/session.ts';
import { toSignIn } from './to-sign-in.ts';

export const QUEUES = '/queues';

/** The page is not ours: it sets styles in its markup, and everything else of it comes from here as well. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Letters of another host, which a closed network has not and our policy would refuse. */
const FOREIGN = /<link href="https:\/\/fonts\.googleapis\.com[^>]*>/g;

/** What the workers have to do, for administrators. It is looked at and never changed. */
export function queueRouter(api: ApiDeps, sessions: Sessions, page: RequestHandler): Router {
  const router = express.Router();
  router.use(async (request, response, next) => {
    const isPage = request.accepts(['json', 'html']) === 'html';
    const userid = await sessions.useridIn(request);
    if (userid === null) return isPage ? toSignIn(request, response) : fail(response, 'signed_out');
    if (!(await isAdministrator(api, userid)))
      return isPage
        ? response.redirect(302, '/sign-in?problem=not_permitted')
        : fail(response, 'not_permitted');
    if (request.method !== 'GET' && request.method !== 'HEAD') return fail(response, 'not_permitted');
    response.set({ 'content-security-policy': POLICY, 'cache-control': 'no-store' });
    const send = response.send.bind(response);
    response.send = (body: unknown) => send(typeof body === 'string' ? body.replaceAll(FOREIGN, '') : body);
    next();
  });
  router.use(page);
  return router;
}

const isAdministrator = async ({ deps }: ApiDeps, userid: string): Promise<boolean> =>
  (await actAs(deps, userid, { source: 'page', id: `page:${randomUUID()}` }, async (acting) =>
    mayAnywhere(acting, 'configure_round'),
  )) ?? false;
