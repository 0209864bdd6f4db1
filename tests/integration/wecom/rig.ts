import type { Channel, Conversation, SendResult } from '../../../src/app/channel.ts';
import { settableClock } from '../../../src/clock.ts';
import type { OutgoingMessage } from '../../../src/domain/message/card.ts';
import { createApi, type Api } from '../../../src/wecom/api.ts';
import { createWecomApp, type WecomApp } from '../../../src/wecom/app.ts';
import type { HeldToken, TokenStore } from '../../../src/wecom/token.ts';

export const SECRET = 'S3cret-of-the-app';
export const AGENT_ID = 1000002;
export const CORP_ID = 'ww1234567890abcdef';

export interface LogLine {
  readonly level: 'warn' | 'error';
  readonly fields: object;
  readonly event: string;
}

export interface Rig extends WecomApp {
  readonly api: Api;
  readonly log: LogLine[];
  /** As if gettoken had been called before. */
  holdToken(token: string): void;
}

/** The adapter as the composition root builds it, with a store in memory and a log that can be read. */
export function rig(baseUrl: string, { secret = SECRET, timeoutMs = 5000 } = {}): Rig {
  const log: LogLine[] = [];
  const tokens = new Map<string, HeldToken>();
  const tokenStore: TokenStore = {
    load: async (app) => tokens.get(app) ?? null,
    save: async (app, token, expiresAt) => void tokens.set(app, { token, expiresAt }),
    inTurn: (_app, renew) => renew(),
  };
  const api = createApi({
    baseUrl,
    corpId: CORP_ID,
    agentId: AGENT_ID,
    secret,
    tokenStore,
    clock: settableClock(new Date('2026-03-20T01:00:00Z'), 'Asia/Shanghai'),
    log: recorder(log),
    timeoutMs,
  });
  return {
    api,
    log,
    holdToken: (token) =>
      void tokens.set(`${CORP_ID}/${AGENT_ID}`, { token, expiresAt: new Date('2026-03-20T03:00:00Z') }),
    ...createWecomApp({ api, agentId: AGENT_ID, accounts: 100 }),
  };
}

/** The one request a short message makes. */
export function requestOf(channel: Channel, to: Conversation, message: OutgoingMessage): string {
  const [request, ...more] = channel.prepare(to, message, null, 'row-1');
  if (request === undefined || more.length > 0) throw new Error(`${more.length + 1} requests`);
  return request;
}

export const sendOne = (channel: Channel, to: Conversation, message: OutgoingMessage): Promise<SendResult> =>
  channel.send(to, requestOf(channel, to, message));

export const recorder = (
  log: LogLine[],
): Record<LogLine['level'], (fields: object, event: string) => void> => ({
  warn: (fields, event) => void log.push({ level: 'warn', fields, event }),
  error: (fields, event) => void log.push({ level: 'error', fields, event }),
});
