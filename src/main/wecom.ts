import type {
  Channels,
  Desk,
  Directory,
  Groups,
  Identity,
  MediaFetcher,
  MediaSource,
  ReceivedMessage,
} from '../app/channel.ts';
import type { Clock } from '../clock.ts';
import type { AppSettings, Config, RobotSettings } from '../config.ts';
import type { Database } from '../store/database.ts';
import type { PageSdk } from '../app/page-sdk.ts';
import type { Log } from '../app/ports.ts';
import { tokenStore } from '../store/tokens.ts';
import { createApi, type Api } from '../wecom/api.ts';
import { createWecomApp, type WecomApp } from '../wecom/app.ts';
import { createPageSdk } from '../wecom/page-sdk.ts';
import { createIdentity, WECOM_LOGIN, type OAuthSettings } from '../wecom/oauth.ts';
import { readCallback, verifyUrl, type CallbackQuery } from '../wecom/callback.ts';
import { fetchRobotMedia } from '../wecom/robot/media.ts';
import type { Robot } from '../wecom/robot/robot.ts';
import { createWebhooks } from '../wecom/webhook.ts';

/** What is set up, of the real WeCom or of the sandbox. */
export interface WecomSettings {
  readonly app: AppSettings | null;
  readonly robot: RobotSettings | null;
  readonly apiBase: string;
  readonly webhookKeys: Config['webhookKeys'];
}

export interface Callback {
  verify(query: CallbackQuery): string;
  read(query: CallbackQuery, body: string): ReceivedMessage;
}

export interface WecomParts {
  readonly channels: Channels;
  readonly directory: Directory | null;
  readonly groups: Groups | null;
  /** Names of group webhooks. */
  readonly webhooks: readonly string[];
  readonly desk: Desk | null;
  /** Null without a self-built app: then nobody can sign in. */
  readonly identity: Identity | null;
  readonly pageSdk: PageSdk | null;
  readonly fetchMedia: MediaFetcher;
  /** Null without a self-built app: nobody calls back. */
  readonly callback: Callback | null;
}

interface Surroundings {
  readonly db: Database['db'];
  readonly robot: Robot | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** The self-built app, the smart robot and the group webhooks, as far as they are set up. */
export function openWecom(
  { app: settings, apiBase, webhookKeys }: WecomSettings,
  { db, robot, clock, log }: Surroundings,
): WecomParts {
  const api = settings && openApi(settings, apiBase, { db, clock, log });
  const app = settings && api && createWecomApp({ ...settings, api });
  const webhook = createWebhooks({ baseUrl: apiBase, keys: webhookKeys, log }).channel;
  return {
    channels: {
      ...(app && { app: app.app, appchat: app.appchat }),
      ...(robot && { robot: robot.channel }),
      ...(Object.keys(webhookKeys).length > 0 && { webhook }),
    },
    directory: app?.directory ?? null,
    groups: app?.groups ?? null,
    webhooks: Object.keys(webhookKeys),
    desk: app?.desk ?? null,
    identity: settings && api && createIdentity(api, { ...settings, ...oauthBases(apiBase) }),
    pageSdk: settings && api && createPageSdk(api, { ...settings, tokenStore: tokenStore(db), clock }),
    fetchMedia: { fetch: (source) => fetchFrom(source, app, log) },
    callback: settings && callbackOf(settings, clock),
  };
}

const openApi = (
  { corpId, agentId, secret }: AppSettings,
  baseUrl: string,
  { db, clock, log }: Pick<Surroundings, 'db' | 'clock' | 'log'>,
): Api => createApi({ baseUrl, corpId, agentId, secret, tokenStore: tokenStore(db), clock, log });

const PUBLIC_API = 'https://qyapi.weixin.qq.com';

/** The public WeCom has its pages on hosts of their own; the sandbox has them where its API is. */
const oauthBases = (apiBase: string): Pick<OAuthSettings, 'authorizeBase' | 'loginBase'> =>
  apiBase === PUBLIC_API
    ? { authorizeBase: 'https://open.weixin.qq.com', loginBase: WECOM_LOGIN }
    : { authorizeBase: apiBase, loginBase: apiBase };

async function fetchFrom(
  source: MediaSource,
  app: WecomApp | null,
  log: Log,
): ReturnType<MediaFetcher['fetch']> {
  if (source.from === 'robot') return fetchRobotMedia(source, { log });
  return app ? app.media.fetch(source.mediaId) : { failed: 'gone' };
}

function callbackOf({ callbackToken, callbackAesKey, corpId }: AppSettings, clock: Clock): Callback {
  const settings = { token: callbackToken, aesKey: callbackAesKey, corpId };
  return {
    verify: (query) => verifyUrl(query, settings),
    read: (query, body) => readCallback({ query, body, now: clock.now() }, settings),
  };
}
