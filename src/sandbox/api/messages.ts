import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { findPerson } from '../corp.ts';
import { isJson, objectOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import type { MessageKind } from '../shapes/message-shapes.ts';
import { checkShape } from '../shapes/shape.ts';
import type { Known } from '../shapes/shape.ts';
import type { Media, MessageContent } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { isExpired } from './media.ts';

/** What a request to this world may name. @param webhookKey whose media it may use; null for the app. */
export function knownIn(world: World, webhookKey: string | null = null): Known {
  const isUsable = (media: Media): boolean =>
    media.webhookKey === webhookKey && !isExpired(media, world.now());
  return {
    person: (userid) => findPerson(world.corp, userid) !== undefined,
    media(id, kind) {
      const media = world.state.media.get(id);
      return media !== undefined && isUsable(media) && (kind === 'media' || kind === media.type);
    },
  };
}

/** Undefined for a msgtype that is not in the table. */
export const kindOf = (
  kinds: Readonly<Record<string, MessageKind>>,
  msgtype: string,
): MessageKind | undefined => (Object.hasOwn(kinds, msgtype) ? kinds[msgtype] : undefined);

/** The payload under `body.msgtype`, checked by its kind. */
export function checkPayload(kind: MessageKind, body: Json, known: Known): Answer | null {
  const msgtype = textOf(body, 'msgtype');
  const payload = body[msgtype];
  return isJson(payload)
    ? checkShape(kind.shape, payload, msgtype, known)
    : refuse(40058, `${msgtype} missing`);
}

export function shownPayload(kind: MessageKind | undefined, body: Json): Json {
  const payload = objectOf(body, textOf(body, 'msgtype'));
  return kind?.cut ? kind.cut(payload) : payload;
}

/** A message of the app, as it will stand in a chat. */
export function fromApp(
  world: World,
  message: Pick<MessageContent, 'msgtype' | 'payload' | 'callSeq' | 'api'>,
): MessageContent {
  const { id, name } = world.corp.agent;
  return { at: world.now().toISOString(), direction: 'out', sender: { id: String(id), name }, ...message };
}
