import { beforeEach, describe, expect, test } from 'vitest';
import { settableClock } from '../../../src/clock.ts';
import {
  createTokens,
  type FetchedToken,
  type HeldToken,
  type TokenStore,
} from '../../../src/wecom/token.ts';

const START = new Date('2026-03-20T01:00:00Z');
const secondsLater = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);

let clock = settableClock(START, 'Asia/Shanghai');
let kept: Map<string, HeldToken>;
let fetches: number;
let answer: (attempt: number) => FetchedToken;

/** Whoever renews, one after another, as a lock of the database would have it. */
let turn: Promise<unknown>;

const store: TokenStore = {
  load: async (app) => kept.get(app) ?? null,
  save: async (app, token, expiresAt) => void kept.set(app, { token, expiresAt }),
  inTurn(_app, renew) {
    const mine = turn.then(renew);
    turn = mine.catch(() => null);
    return mine;
  },
};

const tokensOf = (app = 'ww1/1000002') =>
  createTokens({ app, store, clock, fetchToken: async () => answer(++fetches) });

beforeEach(() => {
  clock = settableClock(START, 'Asia/Shanghai');
  kept = new Map();
  fetches = 0;
  turn = Promise.resolve();
  answer = (attempt) => ({ kind: 'token', token: `token-${attempt}`, expiresInS: 7200 });
});

const first = { kind: 'token', token: 'token-1' };
const second = { kind: 'token', token: 'token-2' };

test('is fetched once and kept', async () => {
  const tokens = tokensOf();
  expect(await tokens.get()).toMatchObject(first);
  expect(await tokens.get()).toMatchObject(first);
  expect(fetches).toBe(1);
  expect(kept.get('ww1/1000002')).toEqual({ token: 'token-1', expiresAt: secondsLater(7200) });
});

test('many who need it at once cause one fetch', async () => {
  const tokens = tokensOf();
  const got = await Promise.all(Array.from({ length: 20 }, () => tokens.get()));
  expect(new Set(got.map((token) => JSON.stringify(token))).size).toBe(1);
  expect(fetches).toBe(1);
});

test.each([
  [0, 1],
  [6899, 1],
  [6900, 2],
  [7200, 2],
])('after %i s: %i fetches', async (seconds, expected) => {
  const tokens = tokensOf();
  await tokens.get();
  clock.set(secondsLater(seconds));
  await tokens.get();
  expect(fetches).toBe(expected);
});

test('what another process saved is used', async () => {
  kept.set('ww1/1000002', { token: 'theirs', expiresAt: secondsLater(7200) });
  expect(await tokensOf().get()).toMatchObject({ token: 'theirs' });
  expect(fetches).toBe(0);
});

test('two applications have two tokens', async () => {
  await tokensOf('ww1/1').get();
  expect(await tokensOf('ww1/2').get()).toMatchObject(second);
});

test('a failing token is renewed', async () => {
  const tokens = tokensOf();
  await tokens.get();
  expect(await tokens.refresh('token-1')).toMatchObject(second);
});

test('many with the same failing token renew it once', async () => {
  const tokens = tokensOf();
  await tokens.get();
  await Promise.all(Array.from({ length: 20 }, () => tokens.refresh('token-1')));
  expect(fetches).toBe(2);
});

test('a token that somebody renewed already is not renewed again', async () => {
  const tokens = tokensOf();
  await tokens.get();
  kept.set('ww1/1000002', { token: 'renewed', expiresAt: secondsLater(7200) });
  expect(await tokens.refresh('token-1')).toMatchObject({ token: 'renewed' });
  expect(fetches).toBe(1);
});

const wrongSecret: FetchedToken = {
  kind: 'failed',
  result: { kind: 'answered', errcode: 40001, errmsg: 'invalid credential', body: {} },
};

test('a refusal is believed for a minute: asking on would get the address blocked', async () => {
  answer = () => wrongSecret;
  const tokens = tokensOf();
  expect(await tokens.get()).toEqual(wrongSecret);
  clock.set(secondsLater(59));
  expect(await tokens.get()).toEqual(wrongSecret);
  expect(fetches).toBe(1);
  clock.set(secondsLater(60));
  answer = () => ({ kind: 'token', token: 'token-2', expiresInS: 7200 });
  expect(await tokens.get()).toMatchObject(second);
});

test('a failed connection is tried again at once', async () => {
  answer = (attempt) =>
    attempt === 1
      ? { kind: 'failed', result: { kind: 'not_reached', why: 'ECONNREFUSED' } }
      : { kind: 'token', token: 'token-2', expiresInS: 7200 };
  const tokens = tokensOf();
  expect(await tokens.get()).toMatchObject({ kind: 'failed' });
  expect(await tokens.get()).toMatchObject(second);
});

const tokenOf = (got: object) => ('token' in got ? got.token : null);
const processes = () => Array.from({ length: 5 }, () => tokensOf());

describe('several processes', () => {
  test('that need a token at once fetch one', async () => {
    const got = await Promise.all(processes().map((tokens) => tokens.get()));
    expect(new Set(got.map(tokenOf))).toEqual(new Set(['token-1']));
    expect(fetches).toBe(1);
  });

  test('whose token fails at once renew it once', async () => {
    kept.set('ww1/1000002', { token: 'failing', expiresAt: secondsLater(7200) });
    const got = await Promise.all(processes().map((tokens) => tokens.refresh('failing')));
    expect(new Set(got.map(tokenOf))).toEqual(new Set(['token-1']));
    expect(fetches).toBe(1);
  });
});

describe('however many messages wait', () => {
  test('a token that fails as soon as it is fetched is fetched three times a minute', async () => {
    const tokens = tokensOf();
    for (let message = 0; message < 1000; message += 1) {
      const got = await tokens.get();
      if (got.kind === 'token') await tokens.refresh(got.token);
    }
    expect(fetches).toBe(3);
    clock.set(secondsLater(61));
    expect(await tokens.refresh('token-3')).toMatchObject({ token: 'token-4' });
  });

  test('a gateway that fails is asked three times a minute', async () => {
    answer = () => ({ kind: 'failed', result: { kind: 'ambiguous', why: 'HTTP 502' } });
    const tokens = tokensOf();
    for (let message = 0; message < 1000; message += 1) await tokens.get();
    expect(fetches).toBe(3);
    expect(await tokens.get()).toMatchObject({ kind: 'failed', result: { kind: 'not_reached' } });
  });
});

test('a store that fails once does not block the next', async () => {
  const tokens = createTokens({
    app: 'ww1/1000002',
    clock,
    fetchToken: async () => answer(++fetches),
    store: {
      ...store,
      save: async (app, token, expiresAt) => {
        if (fetches === 1) throw new Error('database gone');
        return store.save(app, token, expiresAt);
      },
    },
  });
  await expect(tokens.get()).rejects.toThrow('database gone');
  expect(await tokens.get()).toMatchObject(second);
});
