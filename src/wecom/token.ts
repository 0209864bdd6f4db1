import type { Clock } from '../clock.ts';
import type { CallResult } from './call.ts';

/* The access_token of one application, and its tickets, shared by all processes through the store (app-api §1, §7.3). */

export interface HeldToken {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface TokenStore {
  load(app: string): Promise<HeldToken | null>;
  save(app: string, token: string, expiresAt: Date): Promise<void>;
  /** Runs `renew` while nobody else does so for this app, in whatever process; the others wait for their turn. */
  inTurn<T>(app: string, renew: () => Promise<T>): Promise<T>;
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

const JUST_NOW_MS = 5000;

/** A token is renewed so long before it expires, unless asked otherwise. */
const EARLY_MS = 300_000;

export function createTokens({
  app,
  fetchToken,
  store,
  clock,
  earlyMs = EARLY_MS,
  memoryMs = MEMORY_MS,
}: {
  app: string;
  fetchToken: () => Promise<FetchedToken>;
  store: TokenStore;
  clock: Clock;
  earlyMs?: number;
  /** How long a refusal is believed, and fetches are counted. */
  memoryMs?: number;
}): Tokens {
  const restraint = createRestraint(clock, memoryMs);
  let underWay: Promise<TokenResult> | null = null;
  let read: { readonly at: number; readonly kept: HeldToken } | null = null;

  const isFresh = ({ expiresAt }: HeldToken): boolean =>
    expiresAt.getTime() - earlyMs > clock.now().getTime();

  async function held(failing: string | null): Promise<TokenResult | null> {
    const kept = await store.load(app);
    read = kept && { at: clock.now().getTime(), kept };
    if (!kept || kept.token === failing || !isFresh(kept)) return null;
    return { kind: 'token', token: kept.token };
  }

  /** As the store had it a moment ago: for the many messages of one moment. Whoever finds that it fails asks anew. */
  function heldJustNow(): TokenResult | null {
    if (!read || clock.now().getTime() - read.at > JUST_NOW_MS || !isFresh(read.kept)) return null;
    return { kind: 'token', token: read.kept.token };
  }

  async function fetchAndSave(): Promise<TokenResult> {
    const fetched = await fetchToken();
    restraint.note(fetched);
    read = null;
    if (fetched.kind === 'token') {
      const expiresAt = new Date(clock.now().getTime() + fetched.expiresInS * 1000);
      await store.save(app, fetched.token, expiresAt);
    }
    return fetched;
  }

  /** Whoever had the turn before may have brought a new token. */
  const renewInTurn = (failing: string | null): Promise<TokenResult> =>
    store.inTurn(app, async () => (await held(failing)) ?? fetchAndSave());

  async function tokenOtherThan(failing: string | null): Promise<TokenResult> {
    const kept = (await held(failing)) ?? restraint.refusal();
    if (kept) return kept;
    underWay ??= renewInTurn(failing).finally(() => (underWay = null));
    return underWay;
  }

  return { get: async () => heldJustNow() ?? tokenOtherThan(null), refresh: tokenOtherThan };
}

/** WeCom blocks the address that keeps asking with a wrong secret for an hour, so a refusal is believed a while. */
const MEMORY_MS = 60_000;
/** However many messages wait: a token that fails as soon as it is fetched is not fetched for each of them. */
const MOST_FETCHES = 3;

function createRestraint(
  clock: Clock,
  memoryMs: number,
): {
  /** Null when WeCom may be asked. */
  refusal(): TokenResult | null;
  note(fetched: FetchedToken): void;
} {
  let recent: readonly { readonly at: number; readonly fetched: FetchedToken }[] = [];
  return {
    refusal() {
      const since = clock.now().getTime() - memoryMs;
      recent = recent.filter(({ at }) => at > since);
      const last = recent.at(-1)?.fetched;
      if (last?.kind === 'failed' && last.result.kind === 'answered') return last;
      if (recent.length < MOST_FETCHES) return null;
      return { kind: 'failed', result: { kind: 'not_reached', why: 'asked often enough for now' } };
    },
    note(fetched) {
      recent = [...recent, { at: clock.now().getTime(), fetched }];
    },
  };
}
