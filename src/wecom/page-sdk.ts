import { createHash, randomBytes } from 'node:crypto';
import type { PageSdk, TicketKind } from '../app/page-sdk.ts';
import type { Clock } from '../clock.ts';
import type { Api } from './api.ts';
import { createTokens, type FetchedToken, type TokenStore } from './token.ts';

/* Signatures by which WeCom's client knows a page of ours (app-api §7.3). */

interface Settings {
  readonly corpId: string;
  readonly agentId: number;
  readonly tokenStore: TokenStore;
  readonly clock: Clock;
}

const TICKET_CALLS: Readonly<
  Record<TicketKind, { readonly path: string; readonly query: Record<string, string> }>
> = {
  corp: { path: '/cgi-bin/get_jsapi_ticket', query: {} },
  agent: { path: '/cgi-bin/ticket/get', query: { type: 'agent_config' } },
};

/** WeCom gives 100 an hour to an app, and the same one again while it holds: three in five minutes are 36 an hour. */
const RESTRAINT = { earlyMs: 0, memoryMs: 300_000 } as const;

export function createPageSdk(api: Api, { corpId, agentId, tokenStore, clock }: Settings): PageSdk {
  const ticketsOf = (kind: TicketKind) =>
    createTokens({
      app: `${corpId}/${agentId}/${kind}-ticket`,
      fetchToken: () => fetchTicket(api, kind),
      store: tokenStore,
      clock,
      ...RESTRAINT,
    });
  const tickets = { corp: ticketsOf('corp'), agent: ticketsOf('agent') };
  return {
    app: { corpId, agentId: String(agentId) },
    async sign(kind, url, refusedTicket) {
      const held = await tickets[kind].get();
      if (held.kind === 'failed') return null;
      const isRefused = nameOf(held.token) === refusedTicket;
      const used = isRefused ? await tickets[kind].refresh(held.token) : held;
      if (used.kind === 'failed') return null;
      const nonceStr = randomBytes(12).toString('hex');
      const timestamp = Math.floor(clock.now().getTime() / 1000);
      const signature = signatureOf({ ticket: used.token, nonceStr, timestamp, url });
      return { timestamp, nonceStr, signature, ticket: nameOf(used.token) };
    },
  };
}

async function fetchTicket(api: Api, kind: TicketKind): Promise<FetchedToken> {
  const { path, query } = TICKET_CALLS[kind];
  const result = await api.get(path, query);
  if (result.kind !== 'answered' || result.errcode !== 0) return { kind: 'failed', result };
  const { ticket: token, expires_in: expiresInS } = result.body;
  return typeof token === 'string' && typeof expiresInS === 'number'
    ? { kind: 'token', token, expiresInS }
    : { kind: 'failed', result: { kind: 'ambiguous', why: 'no ticket in the answer' } };
}

const nameOf = (ticket: string): string => createHash('sha256').update(ticket).digest('hex').slice(0, 16);

/** In this order, unencoded: WeCom's client builds the same line of its own address. */
export const signatureOf = (page: {
  readonly ticket: string;
  readonly nonceStr: string;
  readonly timestamp: number;
  readonly url: string;
}): string =>
  createHash('sha1')
    .update(
      `jsapi_ticket=${page.ticket}&noncestr=${page.nonceStr}&timestamp=${page.timestamp}&url=${page.url}`,
    )
    .digest('hex');
