import path from 'node:path';
import { randomUUID } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Acting } from '../../app/acting.ts';
import { actAs } from '../../app/office/act-as.ts';
import { partFor, partsOf, type PagePart } from '../../app/office/page-parts.ts';
import { messageOf } from '../../errors.ts';
import type { ApiDeps } from '../api/api-deps.ts';
import { limitAddress } from '../api/limits.ts';
import type { Sessions } from '../api/session.ts';
import { assetRouter } from './assets.ts';
import { documentIn, type PageDocument } from './document.ts';
import { givenAt } from './given.ts';
import { toSignIn } from './to-sign-in.ts';

/** The address of each part; its folder among the built pages has its name. */
const AT: Readonly<Record<PagePart, string>> = { phone: '/m', desk: '/desk', board: '/board' };
const PARTS = ['phone', 'desk', 'board'] as const satisfies readonly PagePart[];

/** The pages: `/` leads everybody to his own; which parts somebody may open follows from what he may do. */
export function pageRouter(api: ApiDeps, sessions: Sessions, built: string): Router {
  const router = express.Router();
  router.use('/assets', assetRouter(path.join(built, 'assets')));
  router.use(limitAddress(api));
  router.get('/sign-in', (_request, response) =>
    response.set('cache-control', 'no-cache').sendFile(path.join(built, 'sign-in', 'index.html')),
  );
  const asVisitor = visitors(api, sessions);
  router.get('/', async (request, response) => {
    const home = await asVisitor(request, async ({ person }) => partFor(person, isPhone(request)));
    if (home === null) return toSignIn(request, response);
    response.redirect(302, AT[home]);
  });
  for (const part of PARTS)
    router.get(
      [AT[part], `${AT[part]}/*path`],
      show({ part, document: documentIn(path.join(built, part)), api, asVisitor }),
    );
  return router;
}

/** Does something as whoever's session the request brings; null without one. */
type AsVisitor = <T>(request: Request, work: (acting: Acting) => Promise<T>) => Promise<T | null>;

function visitors(api: ApiDeps, sessions: Sessions): AsVisitor {
  return async (request, work) => {
    const userid = await sessions.useridIn(request);
    if (userid === null) return null;
    return actAs(api.deps, userid, { source: 'page', id: `page:${randomUUID()}` }, work);
  };
}

interface Shown {
  readonly part: PagePart;
  readonly document: PageDocument;
  readonly api: ApiDeps;
  readonly asVisitor: AsVisitor;
}

/** The page with what it asks for first; what cannot be read then, the page asks for itself. */
function show({ part, document, api, asVisitor }: Shown): RequestHandler {
  const read = (request: Request, response: Response) =>
    asVisitor(request, async (acting) => {
      if (!partsOf(acting.person).has(part)) return 'not_permitted' as const;
      document.begin(response);
      return givenAt(acting, request.path);
    });
  return async (request, response) => {
    const given = await read(request, response).catch((error: unknown) => {
      if (!response.headersSent) throw error;
      api.deps.log.error({ path: request.path, error: messageOf(error) }, 'page_sent_without_answers');
      return {};
    });
    if (given === null) return toSignIn(request, response);
    if (given === 'not_permitted') return response.redirect(302, '/sign-in?problem=not_permitted');
    document.end(response, given);
  };
}

const isPhone = (request: Request): boolean => /Mobile|Android/i.test(request.get('user-agent') ?? '');
