import type { Address, Channel } from '../app/channel.ts';
import { callWecom, TIMEOUT_MS } from './call.ts';
import { groupPayload, WEBHOOK_MARKDOWN_BYTES } from './payload.ts';
import { reportCall, type CallLog } from './report.ts';
import { requestBody } from './request-body.ts';
import { rejected, sendResultOf } from './send-result.ts';

/* Group robots of the webhook kind (bots §A). */

interface WebhookSettings {
  readonly baseUrl: string;
  /** The key of each robot by the name we call its group by. */
  readonly keys: Readonly<Record<string, string>>;
  readonly log: CallLog;
  readonly timeoutMs?: number;
}

const PATH = '/cgi-bin/webhook/send';
const BAD_WEBHOOK = 93000;

/** A robot recognises no repeats, so what may have been posted is not posted again. */
export function createWebhookChannel({
  baseUrl,
  keys,
  log,
  timeoutMs = TIMEOUT_MS,
}: WebhookSettings): Channel {
  const keyByName = new Map(Object.entries(keys));
  return {
    repeatSafe: false,
    prepare: (_to, message) => requestBody(groupPayload(message, WEBHOOK_MARKDOWN_BYTES)),
    async send(to, request) {
      const name = nameOf(to);
      const key = keyByName.get(name);
      if (key === undefined) return rejected(BAD_WEBHOOK, `no webhook key is set for ${name}`);
      const result = await callWecom({ baseUrl, path: PATH, query: { key }, body: request, timeoutMs });
      reportCall(log, PATH, result);
      return sendResultOf(result);
    },
  };
}

function nameOf(to: Address): string {
  if (to.kind !== 'webhook') throw new TypeError(`the webhook channel cannot reach ${to.kind}`);
  return to.name;
}
