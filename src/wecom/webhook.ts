import { createHash } from 'node:crypto';
import type { Channel, Conversation, Picture } from '../app/channel.ts';
import { callWecom, TIMEOUT_MS } from './call.ts';
import { uploadResultOf, type UploadResult } from './media.ts';
import { multipart, type UploadFile } from './multipart.ts';
import { groupPayloads } from './payload.ts';
import { reportCall, type CallLog } from './report.ts';
import { requestBody } from './request-body.ts';
import { neverPossible, rejected, sendResultOf } from './send-result.ts';
import { webhookKeys } from './webhook-key.ts';

/* Group robots of the webhook kind (bots §A). */

interface WebhookSettings {
  readonly baseUrl: string;
  /** The key of each robot, or its whole URL, by the name we call its group by. */
  readonly keys: Readonly<Record<string, string>>;
  readonly log: CallLog;
  readonly timeoutMs?: number;
}

export interface Webhooks {
  readonly channel: Channel;
  /** The file's id is good for messages of the same webhook, for three days; at most 20 MB. */
  upload(name: string, file: UploadFile): Promise<UploadResult>;
}

const SEND = '/cgi-bin/webhook/send';
const UPLOAD = '/cgi-bin/webhook/upload_media';
const BAD_WEBHOOK = 93000;
/** A file takes longer than an answer of a line. */
const MEDIA_PATIENCE = 5;

export function createWebhooks({ baseUrl, keys, log, timeoutMs = TIMEOUT_MS }: WebhookSettings): Webhooks {
  const keyByName = webhookKeys(keys);
  return {
    channel: {
      // A robot recognises no repeats, so what may have been posted is not posted again.
      capabilities: { repeatSafe: false, exclusive: false, updateWithinMs: null, recall: false },
      prepare: (_to, message) => groupPayloads(message, 'webhook').map(requestBody),
      preparePicture: async (_to, picture) => ({ status: 'prepared', requests: [pictureBody(picture)] }),
      // 18 of the 20 a minute that a key has.
      limits: (to) => [{ key: `webhook:${nameOf(to)}`, burst: 4, perMinute: 14 }],
      async send(to, request) {
        const key = keyByName.get(nameOf(to));
        if (key === undefined) return unknownWebhook(nameOf(to));
        const result = await callWecom({ baseUrl, path: SEND, query: { key }, body: request, timeoutMs });
        reportCall(log, SEND, result);
        return sendResultOf(result);
      },
      updateCard: neverPossible,
      recall: neverPossible,
    },
    async upload(name, file) {
      const key = keyByName.get(name);
      if (key === undefined) return unknownWebhook(name);
      const result = await callWecom({
        baseUrl,
        path: UPLOAD,
        query: { key, type: 'file' },
        ...multipart(file),
        timeoutMs: timeoutMs * MEDIA_PATIENCE,
      });
      reportCall(log, UPLOAD, result);
      return uploadResultOf(result);
    },
  };
}

/** The picture itself stands in the message, at most 2 MB of it (bots §A1). */
const pictureBody = ({ data }: Picture): string =>
  requestBody({
    msgtype: 'image',
    image: {
      base64: Buffer.from(data).toString('base64'),
      md5: createHash('md5').update(data).digest('hex'),
    },
  });

const unknownWebhook = (name: string) => rejected(BAD_WEBHOOK, `no webhook key is set for ${name}`);

function nameOf({ channel, id }: Conversation): string {
  if (channel !== 'webhook') throw new TypeError(`a webhook does not reach ${channel}`);
  return id;
}
