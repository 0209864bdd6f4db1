import { afterEach, expect, test, vi } from 'vitest';
import { callWecom } from '../../../src/wecom/call.ts';

afterEach(() => vi.unstubAllGlobals());

/** As fetch fails: a TypeError whose cause tells what happened. */
function failWith(code: string): void {
  const cause = Object.assign(new Error('https://example.cn/?access_token=T0KEN'), { code });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed', { cause })));
}

const call = () =>
  callWecom({ baseUrl: 'https://example.cn', path: '/x', query: { access_token: 'T0KEN' }, timeoutMs: 1000 });

test.each([
  ['ECONNREFUSED', 'not_reached'],
  ['ENOTFOUND', 'not_reached'],
  ['EAI_AGAIN', 'not_reached'],
  ['EHOSTUNREACH', 'not_reached'],
  ['ENETUNREACH', 'not_reached'],
  ['UND_ERR_CONNECT_TIMEOUT', 'not_reached'],
  ['CERT_HAS_EXPIRED', 'not_reached'],
  ['ECONNRESET', 'ambiguous'],
  ['EPIPE', 'ambiguous'],
  ['ETIMEDOUT', 'ambiguous'],
  ['UND_ERR_SOCKET', 'ambiguous'],
  ['UND_ERR_HEADERS_TIMEOUT', 'ambiguous'],
  ['UND_ERR_BODY_TIMEOUT', 'ambiguous'],
])('%s: %s', async (code, kind) => {
  failWith(code);
  expect(await call()).toEqual({ kind, why: code });
});

test('an error without a code tells its name only', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new RangeError('https://example.cn/?access_token=T0KEN')));
  expect(await call()).toEqual({ kind: 'ambiguous', why: 'RangeError' });
});

test('success may come without an errcode', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ ip_list: [] })));
  expect(await call()).toMatchObject({ kind: 'answered', errcode: 0, body: { ip_list: [] } });
});
