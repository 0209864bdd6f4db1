import { randomBytes } from 'node:crypto';
import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isOver } from '../world/is-over.ts';
import type { World } from '../world/world.ts';
import type { ApiCall, Endpoint } from './api-call.ts';

const TOKEN_SECONDS = 7200;

/** gettoken (dossier §1). A token that is still good is given again, with what is left of its life. */
export const gettoken: Endpoint = {
  method: 'GET',
  needsToken: false,
  handle: (world, call) => ({ answer: issueToken(world, call.query) }),
};

function issueToken(world: World, { corpid, corpsecret }: ApiCall['query']): Answer {
  if (!corpid) return refuse(41002);
  if (!corpsecret) return refuse(41004);
  if (corpid !== world.corp.corpId) return refuse(40013);
  if (isOver(world, 'wrong-secret')) return refuse(45009);
  if (corpsecret !== world.corp.agent.secret) return refuse(40001);
  const nowMs = world.now().getTime();
  const living = [...world.state.tokens].find(([, expiresAt]) => expiresAt > nowMs);
  const [token, expiresAt] = living ?? newToken(world, nowMs + TOKEN_SECONDS * 1000);
  return ok({ access_token: token, expires_in: Math.ceil((expiresAt - nowMs) / 1000) });
}

function newToken(world: World, expiresAt: number): readonly [string, number] {
  const token = randomBytes(48).toString('base64url');
  world.record({ kind: 'token_issued', token, expiresAt });
  return [token, expiresAt];
}

/** Null when the call may go on. */
export function checkToken(world: World, query: ApiCall['query']): Answer | null {
  const token = query.access_token;
  if (!token) return refuse(41001);
  const expiresAt = world.state.tokens.get(token);
  if (expiresAt === undefined) return refuse(40014);
  return expiresAt > world.now().getTime() ? null : refuse(42001);
}
