/* One HTTP call to WeCom, and what can be known about it afterwards. */

/**
 *   answered     WeCom's answer; errcode 0 is success (app-api §0).
 *   not_reached  the call certainly had no effect: WeCom never got it.
 *   ambiguous    it was cut, timed out or was lost in a gateway; it may have had its effect.
 */
export type CallResult =
  | {
      readonly kind: 'answered';
      readonly errcode: number;
      readonly errmsg: string;
      readonly body: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'not_reached'; readonly why: string }
  | { readonly kind: 'ambiguous'; readonly why: string };

export type Failure = Exclude<CallResult, { kind: 'answered' }>;

export interface Call {
  /** `https://qyapi.weixin.qq.com`, without a slash at the end. */
  readonly baseUrl: string;
  /** `/cgi-bin/…` */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Sent as it is by POST; without a body it is a GET. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Default: JSON. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** Longer than fetch tries to connect (10 s and a bit), so that a server out of reach is known as such. */
export const TIMEOUT_MS = 12_000;

/** Failures before a byte of the request was written: name, route, connection, certificate. */
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Never throws; nothing in its result holds a secret of the URL. */
export const callWecom = (call: Call): Promise<CallResult> =>
  exchange(call, async (response) => readAnswer(response.status, await response.text(), call.query));

/** One request, and whatever is to be made of the answer. Never throws. */
export async function exchange<T>(
  { baseUrl, path, query, body, headers, timeoutMs }: Call,
  read: (response: Response) => Promise<T>,
): Promise<T | Failure> {
  const url = `${baseUrl}${path}?${new URLSearchParams(query).toString()}`;
  try {
    const response = await fetch(url, {
      ...(body === undefined ? {} : { method: 'POST', body }),
      headers: headers ?? { 'content-type': 'application/json' },
      // A redirect would carry the token to another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return await read(response);
  } catch (error) {
    const code = codeOf(error);
    return { kind: NOT_REACHED.has(code) ? 'not_reached' : 'ambiguous', why: code };
  }
}

export function readAnswer(status: number, text: string, query: Call['query']): CallResult {
  const why = `HTTP ${status}`;
  if (status >= 500) return { kind: 'ambiguous', why };
  // WeCom itself always answers 200: something on the way turned us back.
  if (status < 200 || status > 299) return { kind: 'not_reached', why };
  const body = parseObject(text);
  if (!body) return { kind: 'ambiguous', why: `${why} without JSON` };
  const { errcode = 0, errmsg = '' } = body;
  return { kind: 'answered', errcode: Number(errcode), errmsg: withoutSecrets(String(errmsg), query), body };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const SECRETS = ['access_token', 'corpsecret', 'key'];

function withoutSecrets(text: string, query: Call['query']): string {
  const secrets = SECRETS.flatMap((name) => query[name] || []);
  return secrets.reduce((safe, secret) => safe.replaceAll(secret, '***'), text);
}

/** The code of what went wrong. Never a message: those may hold the URL. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}
