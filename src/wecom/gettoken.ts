import { callWecom } from './call.ts';
import type { FetchedToken } from './token.ts';

/** What an access_token is had for (app-api §1). */
export interface Credentials {
  readonly baseUrl: string;
  readonly corpId: string;
  readonly secret: string;
  readonly timeoutMs: number;
}

export async function getToken({ baseUrl, corpId, secret, timeoutMs }: Credentials): Promise<FetchedToken> {
  const query = { corpid: corpId, corpsecret: secret };
  const result = await callWecom({ baseUrl, path: '/cgi-bin/gettoken', query, timeoutMs });
  if (result.kind !== 'answered' || result.errcode !== 0) return { kind: 'failed', result };
  const { access_token: token, expires_in: expiresInS } = result.body;
  return typeof token === 'string' && typeof expiresInS === 'number'
    ? { kind: 'token', token, expiresInS }
    : { kind: 'failed', result: { kind: 'ambiguous', why: 'no token in the answer' } };
}
