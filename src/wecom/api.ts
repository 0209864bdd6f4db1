import type { Clock } from '../clock.ts';
import { callWecom, TIMEOUT_MS, type Call, type CallResult } from './call.ts';
import { download, type Downloaded } from './download.ts';
import { classify, faultOf } from './errors.ts';
import { getToken, type Credentials } from './gettoken.ts';
import { multipart, type UploadFile } from './multipart.ts';
import { reportCall, type CallLog } from './report.ts';
import { requestBody } from './request-body.ts';
import { createTokens, type TokenStore } from './token.ts';

type Query = Readonly<Record<string, string>>;

/** The application's calls, each with a valid access_token. Failures are values; only a broken store throws. */
export interface Api {
  /** @param body a prepared request is sent byte for byte */
  post(path: string, body: string | object, options?: PostOptions): Promise<CallResult>;
  get(path: string, query?: Query): Promise<CallResult>;
  upload(path: string, query: Query, file: UploadFile): Promise<CallResult>;
  /** @param range first and last byte wanted, or null for all of it */
  download(path: string, query: Query, range: readonly [number, number] | null): Promise<Downloaded>;
}

interface PostOptions {
  readonly query?: Query;
  /** Codes the caller counts as an answer like any other: they are not logged. */
  readonly expected?: readonly number[];
}

interface ApiCall extends Partial<Pick<Call, 'body' | 'headers' | 'timeoutMs'>> {
  readonly query: Query;
  readonly expected?: readonly number[] | undefined;
}

interface ApiSettings extends Omit<Credentials, 'timeoutMs'> {
  readonly agentId: number;
  readonly tokenStore: TokenStore;
  readonly clock: Clock;
  readonly log: CallLog;
  readonly timeoutMs?: number;
}

/** Megabytes take longer than an answer of a line. */
const MEDIA_PATIENCE = 5;

export function createApi(settings: ApiSettings): Api {
  const { baseUrl, corpId, agentId, tokenStore, clock, log, timeoutMs = TIMEOUT_MS } = settings;
  const mediaTimeoutMs = timeoutMs * MEDIA_PATIENCE;
  const tokens = createTokens({
    app: `${corpId}/${agentId}`,
    fetchToken: () => getToken({ ...settings, timeoutMs }),
    store: tokenStore,
    clock,
  });

  /** A token that WeCom does not accept is renewed once, and the call repeated once. */
  async function attempt<T>(send: (token: string) => Promise<T | CallResult>): Promise<T | CallResult> {
    const held = await tokens.get();
    if (held.kind === 'failed') return neverSent(held.result);
    const first = await send(held.token);
    if (!isAnswer(first) || classify(first.errcode) !== 'T') return first;
    const renewed = await tokens.refresh(held.token);
    return renewed.kind === 'failed' ? neverSent(renewed.result) : send(renewed.token);
  }

  async function call(path: string, { query, expected, ...request }: ApiCall): Promise<CallResult> {
    const result = await attempt<CallResult>((token) =>
      callWecom({ baseUrl, path, query: { ...query, access_token: token }, timeoutMs, ...request }),
    );
    reportCall(log, path, result, expected);
    return result;
  }

  return {
    post: (path, body, { query = {}, expected } = {}) =>
      call(path, { query, body: typeof body === 'string' ? body : requestBody(body), expected }),
    get: (path, query = {}) => call(path, { query }),
    upload: (path, query, file) => call(path, { query, ...multipart(file), timeoutMs: mediaTimeoutMs }),
    async download(path, query, range) {
      const result = await attempt<Downloaded>((token) =>
        download({
          baseUrl,
          path,
          query: { ...query, access_token: token },
          range,
          timeoutMs: mediaTimeoutMs,
        }),
      );
      if (result.kind !== 'file' && result.kind !== 'too_large') reportCall(log, path, result);
      return result;
    },
  };
}

const isAnswer = (result: unknown): result is Extract<CallResult, { kind: 'answered' }> =>
  typeof result === 'object' && result !== null && 'errcode' in result;

/** The call that needed the token was not made, and its content is not to blame for a refused gettoken. */
function neverSent(result: CallResult): CallResult {
  if (result.kind !== 'answered') return { kind: 'not_reached', why: `gettoken: ${result.why}` };
  const fault = faultOf(result.errcode);
  if (fault === 'operator' || fault === 'busy') return result;
  return { kind: 'not_reached', why: `gettoken: ${result.errcode} ${result.errmsg}` };
}
