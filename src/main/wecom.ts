import type { Channels, Directory, Groups, ReceivedMessage } from '../app/channel.ts';
import type { Clock } from '../clock.ts';
import type { AppSettings, Config } from '../config.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../app/ports.ts';
import { tokenStore } from '../store/tokens.ts';
import { createApi } from '../wecom/api.ts';
import { createAppChannels } from '../wecom/app.ts';
import { readCallback, verifyUrl, type CallbackQuery } from '../wecom/callback.ts';
import { createWebhookChannel } from '../wecom/webhook.ts';

export interface WecomParts {
  readonly channels: Channels;
  readonly directory: Directory;
  readonly groups: Groups;
  readonly callback: {
    verify(query: CallbackQuery): string;
    read(query: CallbackQuery, body: string): ReceivedMessage;
  };
}

/** The self-built app and the group webhooks, over one base URL: WeCom's or the sandbox's. */
export function openWecom(
  app: AppSettings,
  webhookKeys: Config['webhookKeys'],
  { db, clock, log }: { db: Database['db']; clock: Clock; log: Log },
): WecomParts {
  const api = createApi({
    baseUrl: app.apiBase,
    corpId: app.corpId,
    agentId: app.agentId,
    secret: app.secret,
    tokenStore: tokenStore(db),
    clock,
    log,
  });
  const callback = { token: app.callbackToken, aesKey: app.callbackAesKey, corpId: app.corpId };
  const { directory, groups, ...channels } = createAppChannels({ api, agentId: app.agentId });
  const webhook = createWebhookChannel({ baseUrl: app.apiBase, keys: webhookKeys, log });
  return {
    channels: { ...channels, webhook },
    directory,
    groups,
    callback: {
      verify: (query) => verifyUrl(query, callback),
      read: (query, body) => readCallback({ query, body, now: clock.now() }, callback),
    },
  };
}
