import { randomBytes } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { findPerson } from '../corp.ts';
import type { Corp } from '../corp.ts';
import type { Faults } from '../faults.ts';
import { late } from '../late.ts';
import type { Visitor } from '../world/setup.ts';
import type { World } from '../world/world.ts';
import { choicePage, refusalPage } from './pages.ts';
import { readAuthRequest } from './request.ts';
import type { AuthRequest } from './request.ts';

/** Where a browser is sent to say who it is. `?as=userid` says it without asking. */
export function authorizeRouter(world: World, faults: Faults): Router {
  const router = express.Router();
  const open = (path: string, kind: AuthRequest['kind']): void => {
    router.get(path, async (request, response) => {
      if (await meetsFault(faults, path, request, response)) return;
      answerBrowser(world, kind, request, response);
    });
  };
  open('/connect/oauth2/authorize', 'web');
  open('/wwlogin/sso/login', 'login');
  return router;
}

function answerBrowser(world: World, kind: AuthRequest['kind'], request: Request, response: Response): void {
  const { searchParams } = new URL(request.originalUrl, 'http://sandbox');
  const asked = readAuthRequest(world.corp, kind, Object.fromEntries(searchParams));
  if ('errcode' in asked) return void response.status(400).type('html').send(refusalPage(asked));
  const as = searchParams.get('as');
  const visitor = as === null ? null : visitorOf(world.corp, as);
  if (visitor) return response.redirect(issueCode(world, asked, visitor));
  response.type('html').send(choicePage(world.corp, asked, request.originalUrl));
}

/** `openid:…` is somebody from outside; a userid cannot have a colon. */
function visitorOf(corp: Corp, as: string): Visitor | null {
  const [, openid] = /^openid:(\w+)$/.exec(as) ?? [];
  if (openid !== undefined) return { openid };
  const person = findPerson(corp, as);
  return person && person.disabled !== true ? { userid: person.userid } : null;
}

function issueCode(world: World, { redirect, state, isPrivate }: AuthRequest, visitor: Visitor): string {
  const value = randomBytes(32).toString('base64url');
  const issuedAt = world.now().getTime();
  world.record({ kind: 'oauth_code_issued', code: { value, visitor, isPrivate, issuedAt } });
  const back = new URL(redirect);
  back.searchParams.set('code', value);
  back.searchParams.set('state', state);
  return back.href;
}

/** Whether a fault took the place of the page. An errcode means nothing to a browser. */
async function meetsFault(
  faults: Faults,
  path: string,
  request: Request,
  response: Response,
): Promise<boolean> {
  const fault = faults.take(path);
  if (fault?.delayMs) await late(fault.delayMs, response);
  if (fault?.cut) request.socket.destroy();
  else if (fault?.status)
    response.status(fault.status).type('html').send('<html><body>gateway</body></html>');
  return fault?.cut !== undefined || fault?.status !== undefined;
}
