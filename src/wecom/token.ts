import type { Clock } from '../clock.ts';
import type { CallResult } from './call.ts';

/* The access_token of one application, shared by all processes through the store (app-api §1). */

export interface HeldToken {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface TokenStore {
  load(app: string): Promise<HeldToken | null>;
  save(app: string, token: string, expiresAt: Date): Promise<void>;
}

export type FetchedToken =
  | { readonly kind: 'token'; readonly token: string; readonly expiresInS: number }
  | { readonly kind: 'failed'; readonly result: CallResult };

type TokenResult =
  { readonly kind: 'token'; readonly token: string } | Extract<FetchedToken, { kind: 'failed' }>;

interface Tokens {
  get(): Promise<TokenResult>;
  /** Another token than the failing one: fetched only if nobody has renewed it meanwhile. */
  refresh(failing: string): Promise<TokenResult>;
}

/** A token is renewed so long before it expires. */
const EARLY_MS = 300_000;
/** WeCom blocks the address that keeps asking with a wrong secret for an hour, so a refusal is believed a while. */
const REFUSAL_MS = 60_000;

export function createTokens({
  app,
  fetchToken,
  store,
  clock,
}: {
  app: string;
  fetchToken: () => Promise<FetchedToken>;
  store: TokenStore;
  clock: Clock;
}): Tokens {
  let underWay: Promise<TokenResult> | null = null;
  let refused: { readonly answer: TokenResult; readonly until: number } | null = null;

  async function held(failing: string | null): Promise<TokenResult | null> {
    const kept = await store.load(app);
    if (!kept || kept.token === failing) return null;
    const isFresh = kept.expiresAt.getTime() - EARLY_MS > clock.now().getTime();
    return isFresh ? { kind: 'token', token: kept.token } : null;
  }

  async function fetchAndSave(): Promise<TokenResult> {
    if (refused && clock.now().getTime() < refused.until) return refused.answer;
    const fetched = await fetchToken();
    const nowMs = clock.now().getTime();
    if (fetched.kind === 'token') {
      await store.save(app, fetched.token, new Date(nowMs + fetched.expiresInS * 1000));
    } else if (fetched.result.kind === 'answered') {
      refused = { answer: fetched, until: nowMs + REFUSAL_MS };
    }
    return fetched;
  }

  function renew(): Promise<TokenResult> {
    underWay ??= fetchAndSave().finally(() => (underWay = null));
    return underWay;
  }

  return {
    get: async () => (await held(null)) ?? renew(),
    refresh: async (failing) => (await held(failing)) ?? renew(),
  };
}
