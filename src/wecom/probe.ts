import type { Answer, AppSight, WebhookSight } from '../app/doctor/sights.ts';
import { callWecom, TIMEOUT_MS, type CallResult } from './call.ts';
import { adviceFor, ipIn } from './errors.ts';
import { getToken } from './gettoken.ts';
import { requestBody } from './request-body.ts';
import { webhookKeys } from './webhook-key.ts';

/* Calls that only look whether WeCom lets us in. Nothing is sent to anybody, and nothing is kept. */

interface ProbeSettings {
  readonly baseUrl: string;
  readonly app: { readonly corpId: string; readonly agentId: number; readonly secret: string } | null;
  /** As in the configuration: the key or the whole URL by the name of the group. */
  readonly webhooks: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

export interface WecomProbes {
  /** Null without a self-built app. Asks for a token of its own, so that a kept one hides no wrong secret. */
  app(): Promise<AppSight | null>;
  webhooks(): Promise<readonly WebhookSight[]>;
}

export const createProbes = ({
  baseUrl,
  app,
  webhooks,
  timeoutMs = TIMEOUT_MS,
}: ProbeSettings): WecomProbes => ({
  app: async () => app && lookAtApp({ baseUrl, timeoutMs, ...app }),
  webhooks: () =>
    Promise.all(
      [...webhookKeys(webhooks)].map(([name, key]) => lookAtWebhook({ baseUrl, timeoutMs, name, key })),
    ),
});

type AppCall = NonNullable<ProbeSettings['app']> & { readonly baseUrl: string; readonly timeoutMs: number };

async function lookAtApp({ agentId, ...credentials }: AppCall): Promise<AppSight> {
  const fetched = await getToken(credentials);
  if (fetched.kind === 'failed') return { agentId, token: answerOf(fetched.result), agent: null };
  const { baseUrl, timeoutMs } = credentials;
  const query = { access_token: fetched.token, agentid: String(agentId) };
  const agent = await callWecom({ baseUrl, path: '/cgi-bin/agent/get', query, timeoutMs });
  return { agentId, token: accepted({ expires_in: fetched.expiresInS }), agent: answerOf(agent) };
}

const accepted = (body: Readonly<Record<string, unknown>>): Answer => ({
  kind: 'answered',
  errcode: 0,
  body,
  advice: '',
  ip: null,
});

function answerOf(result: CallResult): Answer {
  if (result.kind !== 'answered') return { kind: 'unanswered', why: result.why };
  const { errcode, errmsg, body } = result;
  if (errcode === 0) return accepted(body);
  return { kind: 'answered', errcode, body, advice: adviceFor(errcode, errmsg), ip: ipIn(errmsg) };
}

/** The content is empty, the parameter is bad, there were too many: of a webhook that is there. */
const KEY_WORKS = new Set([0, 40058, 44004, 45009]);
const KEY_FAILS = new Set([93000, 93004, 93008]);

/**
 * A text without content is refused before anybody sees it, but only where the key is good (bots §A5). That WeCom
 * looks at the key first is unconfirmed: whatever else it answers is unclear.
 */
async function lookAtWebhook(webhook: {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly name: string;
  readonly key: string;
}): Promise<WebhookSight> {
  const { baseUrl, timeoutMs, name, key } = webhook;
  const body = requestBody({ msgtype: 'text', text: { content: '' } });
  const result = await callWecom({ baseUrl, path: '/cgi-bin/webhook/send', query: { key }, body, timeoutMs });
  if (result.kind !== 'answered') return { name, verdict: 'unclear', why: result.why };
  const why = `${result.errcode} ${result.errmsg}`;
  if (KEY_WORKS.has(result.errcode)) return { name, verdict: 'valid', why };
  return { name, verdict: KEY_FAILS.has(result.errcode) ? 'invalid' : 'unclear', why };
}
