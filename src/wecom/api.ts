import type { Clock } from '../clock.ts';
import { callWecom, TIMEOUT_MS, type CallResult } from './call.ts';
import { classify, faultOf } from './errors.ts';
import { reportCall, type CallLog } from './report.ts';
import { requestBody } from './request-body.ts';
import { createTokens, type FetchedToken, type TokenStore } from './token.ts';

/** The application's calls, each with a valid access_token. Failures are values; only a broken store throws. */
export interface Api {
  /** @param body a prepared request is sent byte for byte */
  post(path: string, body: string | object): Promise<CallResult>;
  get(path: string, query?: Readonly<Record<string, string>>): Promise<CallResult>;
}

interface ApiSettings {
  readonly baseUrl: string;
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  readonly tokenStore: TokenStore;
  readonly clock: Clock;
  readonly log: CallLog;
  readonly timeoutMs?: number;
}

export function createApi(settings: ApiSettings): Api {
  const { baseUrl, corpId, agentId, tokenStore, clock, log, timeoutMs = TIMEOUT_MS } = settings;
  const tokens = createTokens({
    app: `${corpId}/${agentId}`,
    fetchToken: () => fetchToken({ ...settings, timeoutMs }),
    store: tokenStore,
    clock,
  });

  /** A token that WeCom does not accept is renewed once, and the call repeated once. */
  async function attempt(send: (token: string) => Promise<CallResult>): Promise<CallResult> {
    const held = await tokens.get();
    if (held.kind === 'failed') return neverSent(held.result);
    const first = await send(held.token);
    if (first.kind !== 'answered' || classify(first.errcode) !== 'T') return first;
    const renewed = await tokens.refresh(held.token);
    return renewed.kind === 'failed' ? neverSent(renewed.result) : send(renewed.token);
  }

  async function call(
    path: string,
    query: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<CallResult> {
    const payload = body === undefined ? {} : { body };
    const result = await attempt((token) =>
      callWecom({ baseUrl, path, query: { ...query, access_token: token }, ...payload, timeoutMs }),
    );
    reportCall(log, path, result);
    return result;
  }

  return {
    post: (path, body) => call(path, {}, typeof body === 'string' ? body : requestBody(body)),
    get: (path, query = {}) => call(path, query),
  };
}

/** The call that needed the token was not made, and its content is not to blame for a refused gettoken. */
function neverSent(result: CallResult): CallResult {
  if (result.kind !== 'answered') return { kind: 'not_reached', why: `gettoken: ${result.why}` };
  const fault = faultOf(result.errcode);
  if (fault === 'operator' || fault === 'busy') return result;
  return { kind: 'not_reached', why: `gettoken: ${result.errcode} ${result.errmsg}` };
}

async function fetchToken({
  baseUrl,
  corpId,
  secret,
  timeoutMs,
}: Pick<Required<ApiSettings>, 'baseUrl' | 'corpId' | 'secret' | 'timeoutMs'>): Promise<FetchedToken> {
  const query = { corpid: corpId, corpsecret: secret };
  const result = await callWecom({ baseUrl, path: '/cgi-bin/gettoken', query, timeoutMs });
  if (result.kind !== 'answered' || result.errcode !== 0) return { kind: 'failed', result };
  const { access_token: token, expires_in: expiresInS } = result.body;
  return typeof token === 'string' && typeof expiresInS === 'number'
    ? { kind: 'token', token, expiresInS }
    : { kind: 'failed', result: { kind: 'ambiguous', why: 'no token in the answer' } };
}
