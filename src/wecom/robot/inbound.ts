import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { InboundContent, ReceivedMessage } from '../../app/channel.ts';
import type { Log } from '../../app/ports.ts';
import { readContent } from './content.ts';
import { readEvent } from './events.ts';
import type { CallbackFrame } from './connection.ts';
import { idText, type JsonObject } from './frames.ts';

/* Messages and events of the long connection (bots §B3, §B4). */

interface InboundReader {
  readonly robotId: string;
  /** Takes the robot's own name from the head of a text. */
  readonly withoutMention: (text: string) => string;
  readonly log: Log;
}

/** @returns null when it does not say who sent it; nothing of what it says is logged */
export function readInbound(
  { robotId, withoutMention, log }: InboundReader,
  { reqId, body }: CallbackFrame,
  now: Date,
): ReceivedMessage | null {
  const read = envelope.safeParse(body);
  if (!read.success) {
    log.warn(
      { reqId, fields: read.error.issues.map(({ path }) => path.join('.')) },
      'robot_callback_unreadable',
    );
    return null;
  }
  const { from, msgid, msgtype, create_time: createdAt } = read.data;
  const id = msgid ?? identityOf(read.data, body, createdAt ?? reqId);
  const content = contentOf(msgtype, body, { reqId, withoutMention });
  if (content.type === 'other') log.warn({ reqId, msgtype }, 'robot_message_of_unknown_type');
  return {
    dedupeKey: `robot:${robotId}:${id}`,
    channel: 'robot',
    senderId: from.userid,
    sentAt: createdAt === undefined ? now : new Date(createdAt * 1000),
    groupId: groupOf(read.data),
    replyTo: reqId === null ? null : replyTo(msgtype, content, { reqId, at: now }),
    content,
  };
}

/** The year 5138: beyond lies what is no time in seconds. */
const LATEST_S = 100_000_000_000;

/** What is odd about a message is no reason to lose it, as long as it is known who sent it. */
const envelope = z.object({
  msgid: idText.optional().catch(undefined),
  msgtype: z.string().catch('unknown'),
  from: z.object({ userid: idText }),
  chatid: idText.optional().catch(undefined),
  chattype: z.string().optional().catch(undefined),
  create_time: z.coerce.number().min(1).max(LATEST_S).optional().catch(undefined),
});

/** Only groups have a chatid; one that is not called a group is taken for one, as answers would be read there. */
const groupOf = ({ chatid, chattype }: z.infer<typeof envelope>): string | null =>
  chatid === undefined || chattype === 'single' ? null : chatid;

/** Not everything has an id. @param when what tells two of a kind apart */
function identityOf(
  { from, chatid, msgtype }: z.infer<typeof envelope>,
  body: JsonObject,
  when: number | string | null,
): string {
  return createHash('sha256')
    .update(JSON.stringify([from.userid, chatid, msgtype, body[msgtype], when]))
    .digest('hex');
}

function contentOf(
  msgtype: string,
  body: JsonObject,
  { reqId, withoutMention }: { reqId: string | null } & Pick<InboundReader, 'withoutMention'>,
): InboundContent {
  return msgtype === 'event'
    ? readEvent(body['event'], reqId)
    : (readContent(msgtype, body, withoutMention) ?? { type: 'other', name: msgtype });
}

/** Of the events only a person's arrival may be answered in place, with a welcome (bots §B4, §C2). */
function replyTo(
  msgtype: string,
  content: InboundContent,
  token: { reqId: string; at: Date },
): ReceivedMessage['replyTo'] {
  if (msgtype !== 'event') return { to: 'message', ...token };
  return content.type === 'enter' ? { to: 'enter', ...token } : null;
}
