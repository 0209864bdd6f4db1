import { createHash } from 'node:crypto';
import type { InboundContent, ReceivedMessage } from '../app/channel.ts';
import { keepable } from '../app/keepable.ts';
import { childOf, isElement, listOf, textOf, type XmlElement } from './xml.ts';

/* The decrypted XML of messages and events (app-api §3). */

/** The year 10000, in seconds: no instant behind it can be kept. */
const END_OF_TIME = 253_402_300_800;

/** Null when it does not say who sent what when. */
export function readInbound(xml: XmlElement): ReceivedMessage | null {
  const senderId = textOf(xml, 'FromUserName');
  const createdAt = Number(textOf(xml, 'CreateTime'));
  if (senderId === '' || textOf(xml, 'MsgType') === '' || !(createdAt > 0 && createdAt < END_OF_TIME))
    return null;
  return {
    dedupeKey: textOf(xml, 'MsgId') || eventKey(xml),
    channel: 'app',
    senderId,
    sentAt: new Date(createdAt * 1000),
    // The app hears its own chats only, and its answers are messages like any other.
    groupId: null,
    replyTo: null,
    content: contentOf(xml),
  };
}

const EVENT_IDENTITY = ['FromUserName', 'CreateTime', 'Event', 'EventKey', 'TaskId', 'ResponseCode'];

/** Events have no id. Sender and second alone would take two clicks within a second for one (app-api §2.6). */
function eventKey(xml: XmlElement): string {
  const identity = JSON.stringify(EVENT_IDENTITY.map((name) => textOf(xml, name)));
  return createHash('sha256').update(identity).digest('hex');
}

function contentOf(xml: XmlElement): InboundContent {
  const type = textOf(xml, 'MsgType');
  if (type !== 'event') return MESSAGES.get(type)?.(xml) ?? { type: 'other', name: type };
  const event = textOf(xml, 'Event');
  return EVENTS.get(event)?.(xml) ?? { type: 'event', name: event };
}

type Reader = (xml: XmlElement) => InboundContent;

const media =
  (kind: 'image' | 'voice' | 'video'): Reader =>
  (xml) => ({ type: 'media', media: kind, source: { from: 'app', mediaId: textOf(xml, 'MediaId') } });

const MESSAGES: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['text', (xml) => ({ type: 'text', text: textOf(xml, 'Content') })],
  ['image', media('image')],
  ['voice', media('voice')],
  ['video', media('video')],
  ['location', () => ({ type: 'location' })],
  ['link', () => ({ type: 'link' })],
]);

const pressed: Reader = (xml) => ({
  type: 'card',
  key: textOf(xml, 'EventKey'),
  cardId: textOf(xml, 'TaskId'),
  updateToken: textOf(xml, 'ResponseCode'),
  picks: picksOf(xml),
});

const EVENTS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['template_card_event', pressed],
  ['template_card_menu_event', pressed],
  ['click', (xml) => ({ type: 'menu', key: textOf(xml, 'EventKey') })],
  ['enter_agent', () => ({ type: 'enter' })],
  ['subscribe', () => ({ type: 'subscribe' })],
  ['unsubscribe', () => ({ type: 'unsubscribe' })],
]);

const picksOf = (xml: XmlElement): Record<string, readonly string[]> =>
  Object.fromEntries(
    listOf(childOf(xml, 'SelectedItems'), 'SelectedItem')
      .filter(isElement)
      .map((item) => [
        textOf(item, 'QuestionKey'),
        listOf(childOf(item, 'OptionIds'), 'OptionId').map((id) => keepable(String(id))),
      ]),
  );
