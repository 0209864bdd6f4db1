import { beforeEach, describe, expect, test } from 'vitest';
import { settableClock } from '../../../src/clock.ts';
import type { Api } from '../../../src/wecom/api.ts';
import type { CallResult } from '../../../src/wecom/call.ts';
import { createPageSdk, signatureOf } from '../../../src/wecom/page-sdk.ts';
import type { HeldToken, TokenStore } from '../../../src/wecom/token.ts';

const START = new Date('2026-03-20T01:00:00Z');
const PAGE = 'https://duban.example.cn/m/tasks/14/report?from=chat';

let clock = settableClock(START, 'Asia/Shanghai');
let kept: Map<string, HeldToken>;
let calls: string[];
let answer: (call: number) => CallResult;
/** Whoever renews, one after another, as a lock of the database would have it. */
let turn: Promise<unknown>;

beforeEach(() => {
  clock = settableClock(START, 'Asia/Shanghai');
  kept = new Map();
  calls = [];
  turn = Promise.resolve();
  answer = (call) => given({ errcode: 0, ticket: `ticket-${call}`, expires_in: 7200 });
});

const given = (body: Record<string, unknown>): CallResult => ({
  kind: 'answered',
  errcode: Number(body['errcode']),
  errmsg: '',
  body,
});

const store: TokenStore = {
  load: async (app) => kept.get(app) ?? null,
  save: async (app, token, expiresAt) => void kept.set(app, { token, expiresAt }),
  inTurn(_app, renew) {
    const mine = turn.then(renew);
    turn = mine.catch(() => null);
    return mine;
  },
};

const get: Api['get'] = async (path, query) => {
  calls.push(`${path}?${new URLSearchParams(query).toString()}`);
  return answer(calls.length);
};

/** What another process would open. */
const anSdk = () => {
  const api = { get } as Partial<Api> as Api;
  return createPageSdk(api, { corpId: 'ww1', agentId: 1000002, tokenStore: store, clock });
};

const secondsLater = (seconds: number): void => clock.set(new Date(START.getTime() + seconds * 1000));

test("the sample of WeCom's own document", () =>
  expect(
    signatureOf({
      ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
      nonceStr: 'Wm3WZYTPz0wzccnW',
      timestamp: 1414587457,
      url: 'http://mp.weixin.qq.com?params=value',
    }),
  ).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed'));

test.each([
  ['corp', '/cgi-bin/get_jsapi_ticket?'],
  ['agent', '/cgi-bin/ticket/get?type=agent_config'],
] as const)('%s: signed with its own ticket, which is not told', async (kind, call) => {
  const signed = await anSdk().sign(kind, PAGE, null);
  expect(calls).toEqual([call]);
  const { timestamp = 0, nonceStr = '', signature } = signed ?? {};
  expect(timestamp).toBe(START.getTime() / 1000);
  expect(signature).toBe(signatureOf({ ticket: 'ticket-1', nonceStr, timestamp, url: PAGE }));
  expect(JSON.stringify(signed)).not.toContain('ticket-1');
});

test('no nonce twice', async () => {
  const sdk = anSdk();
  const [one, two] = [await sdk.sign('agent', PAGE, null), await sdk.sign('agent', PAGE, null)];
  expect(one?.nonceStr).not.toBe(two?.nonceStr);
});

describe('a ticket is kept as long as it holds', () => {
  test.each([
    [7199, 1],
    [7200, 2],
  ])('after %i s: %i fetched', async (seconds, expected) => {
    const sdk = anSdk();
    await sdk.sign('agent', PAGE, null);
    secondsLater(seconds);
    await sdk.sign('agent', PAGE, null);
    expect(calls).toHaveLength(expected);
  });

  test('by all processes together', async () => {
    const signed = await Promise.all([anSdk(), anSdk(), anSdk()].map((sdk) => sdk.sign('agent', PAGE, null)));
    expect(new Set(signed.map((each) => each?.ticket)).size).toBe(1);
    expect(calls).toHaveLength(1);
  });
});

describe('a ticket that the client refused', () => {
  test('is fetched anew, once for all who were refused', async () => {
    const sdk = anSdk();
    const first = await sdk.sign('agent', PAGE, null);
    const again = await Promise.all([1, 2, 3].map(() => sdk.sign('agent', PAGE, first?.ticket ?? null)));
    expect(calls).toHaveLength(2);
    expect(new Set(again.map((each) => each?.ticket)).size).toBe(1);
    expect(again[0]?.ticket).not.toBe(first?.ticket);
  });

  test('is not fetched anew for the name of another one', async () => {
    const sdk = anSdk();
    await sdk.sign('agent', PAGE, null);
    await sdk.sign('agent', PAGE, 'made up');
    expect(calls).toHaveLength(1);
  });

  test('whoever keeps saying so has WeCom asked three times in five minutes', async () => {
    const sdk = anSdk();
    let refused: string | null = null;
    for (let times = 0; times < 20; times += 1)
      refused = (await sdk.sign('agent', PAGE, refused))?.ticket ?? refused;
    expect(calls).toHaveLength(3);
    secondsLater(301);
    await sdk.sign('agent', PAGE, refused);
    expect(calls).toHaveLength(4);
  });
});

test.each([
  ['too often', given({ errcode: 45009 })],
  ['no ticket in it', given({ errcode: 0 })],
  ['nobody there', { kind: 'not_reached', why: 'ECONNREFUSED' } as const],
])('WeCom gives none (%s): no signature', async (_, result) => {
  answer = () => result;
  expect(await anSdk().sign('agent', PAGE, null)).toBeNull();
});
