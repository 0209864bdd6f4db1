import path from 'node:path';
import { randomUUID } from 'node:crypto';
import express, { type Request, type Response, type Router } from 'express';
import { actAs } from '../../app/office/act-as.ts';
import { partFor, partsOf, type PagePart } from '../../app/office/page-parts.ts';
import type { Viewer } from '../../domain/access/relations.ts';
import type { ApiDeps } from '../api/api-deps.ts';
import { limitAddress } from '../api/limits.ts';
import type { Sessions } from '../api/session.ts';
import { toSignIn } from './to-sign-in.ts';

/** The address of each part, and its folder among the built pages. */
const FOLDERS: Readonly<Record<PagePart, { readonly at: string; readonly folder: string }>> = {
  phone: { at: '/m', folder: 'phone' },
  desk: { at: '/desk', folder: 'desk' },
  board: { at: '/board', folder: 'board' },
};

const YEAR_MS = 365 * 86_400_000;

/** The pages: `/` leads everybody to his own; which parts somebody may open follows from what he may do. */
export function pageRouter(api: ApiDeps, sessions: Sessions, built: string): Router {
  const router = express.Router();
  const page = (folder: string, response: Response): void =>
    response.set('cache-control', 'no-cache').sendFile(path.join(built, folder, 'index.html'));
  // Their names change with their content.
  router.use(
    '/assets',
    express.static(path.join(built, 'assets'), { immutable: true, maxAge: YEAR_MS, index: false }),
  );
  router.use(limitAddress(api));
  router.get('/sign-in', (_request, response) => page('sign-in', response));
  router.get('/', async (request, response) => {
    const home = await asVisitor(request, (viewer) => partFor(viewer, isPhone(request)));
    if (home === null) return toSignIn(request, response);
    response.redirect(302, FOLDERS[home].at);
  });
  for (const [part, { at, folder }] of Object.entries(FOLDERS))
    router.get([at, `${at}/*path`], async (request, response) => {
      const parts = await asVisitor(request, partsOf);
      if (parts === null) return toSignIn(request, response);
      if (parts.has(part as PagePart)) return page(folder, response);
      response.redirect(302, '/sign-in?problem=not_permitted');
    });
  return router;

  async function asVisitor<T>(request: Request, say: (viewer: Viewer) => T): Promise<T | null> {
    const userid = await sessions.useridIn(request);
    if (userid === null) return null;
    const by = { source: 'page', id: `page:${randomUUID()}` } as const;
    return actAs(api.deps, userid, by, async ({ person }) => say(person));
  }
}

const isPhone = (request: Request): boolean => /Mobile|Android/i.test(request.get('user-agent') ?? '');
