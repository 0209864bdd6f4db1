import { createHash } from 'node:crypto';
import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { WebhookGroup } from '../corp.ts';
import { isText, objectOf, parseJson, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { checkCardShape } from '../shapes/cards.ts';
import { WEBHOOK_KINDS } from '../shapes/message-shapes.ts';
import { isOver } from '../world/is-over.ts';
import { useOf } from '../world/limits.ts';
import type { World } from '../world/world.ts';
import type { ApiCall, Endpoint, Outcome } from './api-call.ts';
import { isPicture, storeUpload } from './media.ts';
import { checkPayload, kindOf, knownIn, shownPayload } from './messages.ts';

/* The group robot (bots §A): the key in the URL is all it needs. */

const PICTURE_BYTES = 2 * 1024 * 1024;

export const webhookSend: Endpoint = {
  method: 'POST',
  needsToken: false,
  handle: (world, call) => ({ answer: send(world, call) }),
};

export const webhookUpload: Endpoint = {
  method: 'POST',
  needsToken: false,
  handle: (world, call): Outcome => {
    const group = groupOf(world, call);
    return { answer: group ? storeUpload(world, call, ['file', 'voice'], group.webhookKey) : refuse(93000) };
  },
};

/** A message that is refused does not count against the 20 a minute. */
function send(world: World, call: ApiCall): Answer {
  const group = groupOf(world, call);
  if (!group) return refuse(93000);
  if (isOver(world, 'webhook', group.webhookKey)) return refuse(45009);
  const body = parseJson(call.raw.toString('utf8'));
  if (!body) return refuse(40058, 'the body is no JSON object');
  const refusal = checkMessage(world, body, group.webhookKey);
  if (refusal) return refusal;
  const msgtype = textOf(body, 'msgtype');
  const at = world.now();
  world.record({
    kind: 'message_added',
    chat: `groups/${group.id}`,
    message: {
      at: at.toISOString(),
      direction: 'out',
      sender: { id: 'robot', name: '群机器人' },
      msgtype,
      payload: shownPayload(kindOf(WEBHOOK_KINDS, msgtype), body),
      callSeq: call.seq,
      api: call.path,
    },
    use: { what: useOf('webhook', group.webhookKey), at: at.getTime() },
  });
  return ok();
}

const groupOf = (world: World, call: ApiCall): WebhookGroup | undefined =>
  world.corp.groups.find((group) => group.webhookKey === call.query.key);

function checkMessage(world: World, body: Json, webhookKey: string): Answer | null {
  const msgtype = textOf(body, 'msgtype');
  const known = knownIn(world, webhookKey);
  if (msgtype === 'image') return checkPicture(objectOf(body, 'image'));
  if (msgtype === 'template_card') return checkNotice(objectOf(body, 'template_card'), known);
  const kind = kindOf(WEBHOOK_KINDS, msgtype);
  return kind ? checkPayload(kind, body, known) : refuse(40008, msgtype);
}

/** Base64 without a data: prefix, and the md5 of the bytes themselves. */
function checkPicture({ base64, md5 }: Json): Answer | null {
  if (!isText(base64) || !/^[A-Za-z0-9+/]+=*$/.test(base64)) return refuse(40058, 'image.base64');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > PICTURE_BYTES) return refuse(40009);
  if (!isPicture(bytes)) return refuse(40123);
  return createHash('md5').update(bytes).digest('hex') === md5 ? null : refuse(301019);
}

/** Robots send notices only: nothing in a group calls back. */
function checkNotice(card: Json, known: Parameters<typeof checkCardShape>[1]): Answer | null {
  const type = card.card_type;
  if (type !== 'text_notice' && type !== 'news_notice') return refuse(42031, 'template_card.card_type');
  return checkCardShape(card, known);
}
