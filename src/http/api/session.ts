import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { endSessions } from '../../app/office/end-sessions.ts';
import { noteSignIn } from '../../app/office/note-sign-in.ts';
import type { ApiDeps } from './api-deps.ts';
import { fail } from './api-error.ts';
import type { ApiErrorCode } from '../../zh/api.ts';
import { cookieIn, cookieName, cookieOptions, type Sealer } from './cookies.ts';

/*
 * Who calls is who WeCom says he is (domain rule 10): its page leads back with a code, and the code is exchanged for a
 * userid by our own call to WeCom. The state of that way is bound to the browser by a cookie of its own.
 */

const SESSION_MS = 8 * 3_600_000;
const SIGN_IN_MS = 10 * 60_000;

const signInCookie = z.object({ state: z.string(), to: z.string().nullable() });
const sessionCookie = z.object({ userid: z.string(), generation: z.number().int() });

/** A path of ours, and no other site's: `//evil.example` and `/\evil.example` are others'. */
const OUR_PATH = /^\/(?![/\\])[^\s\\]*$/;

export interface Sessions {
  readonly begin: RequestHandler;
  /** Begins it for WeCom's panel on our own page. */
  readonly panel: RequestHandler;
  readonly finish: RequestHandler;
  readonly end: RequestHandler;
  /** Lets through who is signed in; then `useridOf` knows him. */
  readonly required: RequestHandler;
  /** Whose session a request brings; null without one that holds, by its cookie and by the database. */
  useridIn(request: Request): Promise<string | null>;
}

const useridKey = 'userid';

/** Of a request that `required` has let through. */
export const useridOf = (response: Response): string => String(response.locals[useridKey]);

export function createSessions(api: ApiDeps, sealer: Sealer): Sessions {
  const { clock } = api.deps;
  const after = (ms: number) => new Date(clock.now().getTime() + ms);
  /** Remembers in the browser what it has begun; answers with the state that WeCom has to bring back. */
  const remember = (request: Request, response: Response): string => {
    const state = randomBytes(16).toString('hex');
    const asked = request.query['to'];
    const to = typeof asked === 'string' && OUR_PATH.test(asked) ? asked : null;
    response.cookie(cookieName('sign-in'), sealer.seal('sign-in', { state, to }, after(SIGN_IN_MS)), {
      ...cookieOptions(api.publicUrl()),
      maxAge: SIGN_IN_MS,
    });
    return state;
  };
  const useridIn = async (request: Request): Promise<string | null> => {
    const kept = sessionCookie.safeParse(sealer.open('session', cookieIn(request, 'session'), clock.now()));
    if (!kept.success) return null;
    const { userid, generation } = kept.data;
    return (await api.deps.store.people.sessionGeneration(userid)) === generation ? userid : null;
  };
  const redirectUri = () => `${api.publicUrl()}/api/v1/signed-in`;
  return {
    begin(request, response) {
      if (!api.identity) return failSignIn(request, response, 'no_sign_in');
      const state = remember(request, response);
      const insideWecom = /wxwork\//i.test(request.get('user-agent') ?? '');
      response.redirect(302, api.identity.authorizeUrl({ redirect: redirectUri(), state, insideWecom }));
    },
    panel(request, response) {
      if (!api.identity) return fail(response, 'no_sign_in');
      const { app } = api.identity;
      const panel = app && { ...app, redirectUri: redirectUri(), state: remember(request, response) };
      response.json({ panel });
    },
    finish: (request, response) => finishSignIn(api, sealer, request, response),
    async end(request, response) {
      const userid = await useridIn(request);
      if (userid !== null) await endSessions(api.deps, userid, { actor: userid, source: 'api' });
      response.clearCookie(cookieName('session'), cookieOptions(api.publicUrl()));
      response.json({ outcome: 'signed_out' });
    },
    async required(request, response, next) {
      const userid = await useridIn(request);
      if (userid === null) return fail(response, 'signed_out');
      response.locals[useridKey] = userid;
      next();
    },
    useridIn,
  };
}

async function finishSignIn(
  api: ApiDeps,
  sealer: Sealer,
  request: Request,
  response: Response,
): Promise<void> {
  const { deps, identity } = api;
  if (!identity) return failSignIn(request, response, 'no_sign_in');
  const now = deps.clock.now();
  const begun = signInCookie.safeParse(sealer.open('sign-in', cookieIn(request, 'sign-in'), now));
  const { code, state } = request.query;
  response.clearCookie(cookieName('sign-in'), cookieOptions(api.publicUrl()));
  if (!begun.success || state !== begun.data.state || typeof code !== 'string' || code === '') {
    deps.log.warn({ begun: begun.success }, 'sign_in_refused');
    return failSignIn(request, response, 'sign_in_failed');
  }
  const named = await identify(api, code);
  if (named === null) return failSignIn(request, response, 'wecom_unreachable');
  if (named.userid === null) return failSignIn(request, response, 'sign_in_failed');
  // WeCom tells the userid of members out of the app's scope as well: whether he is ours we decide.
  const signedIn = await noteSignIn(deps, named.userid);
  if (!signedIn) return failSignIn(request, response, 'not_known_here');
  const { person, generation } = signedIn;
  const until = new Date(now.getTime() + SESSION_MS);
  response.cookie(
    cookieName('session'),
    sealer.seal('session', { userid: person.userid, generation }, until),
    {
      ...cookieOptions(api.publicUrl()),
      maxAge: SESSION_MS,
    },
  );
  if (begun.data.to === null) response.json({ userid: person.userid, name: person.name });
  else response.redirect(302, begun.data.to);
}

/** A person sees it on the page where he can try again, a program as every other error. */
function failSignIn(request: Request, response: Response, code: ApiErrorCode): void {
  if (request.accepts(['json', 'html']) === 'html') response.redirect(302, `/sign-in?problem=${code}`);
  else fail(response, code);
}

/** Null while WeCom cannot be asked; without a userid the code is none. */
async function identify(
  { deps, identity }: ApiDeps,
  code: string,
): Promise<{ readonly userid: string | null } | null> {
  try {
    return { userid: (await identity?.useridOf(code)) ?? null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn({ error: error.message }, 'sign_in_not_possible');
    return null;
  }
}

/** What changes something comes from a page of ours: a foreign form can neither set the header nor hide its origin. */
export const sameSite =
  (api: ApiDeps): RequestHandler =>
  (request: Request, response: Response, next: NextFunction) => {
    const origin = request.get('origin');
    const ours = origin === undefined || isOurs(origin, request.get('host'), api.publicUrl());
    if (request.get('x-duban-request') === '1' && ours) next();
    else fail(response, 'cross_site');
  };

const isOurs = (origin: string, host: string | undefined, publicUrl: string): boolean =>
  URL.canParse(origin) && (origin === new URL(publicUrl).origin || new URL(origin).host === host);
