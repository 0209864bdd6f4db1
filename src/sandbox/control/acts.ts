import { randomBytes } from 'node:crypto';
import { isAmr, isPicture, isPng, storeMedia } from '../api/media.ts';
import type { UploadedFile } from '../api/multipart.ts';
import { newResponseCode } from '../api/message-send.ts';
import {
  cardEvent,
  imageContent,
  plainEvent,
  textContent,
  voiceContent,
} from '../callback/callback-content.ts';
import type { CallbackResult, Callbacks } from '../callback/callback.ts';
import type { Person } from '../corp.ts';
import type { Json } from '../json.ts';
import { personChat } from '../world/reducer.ts';
import type { World } from '../world/world.ts';
import { findClick } from './clicks.ts';
import type { Impossible } from './clicks.ts';
import type { ClickRequest } from './requests.ts';

/* What a person does in the app's chat. Each act is on record before the app hears of it. */

export interface Stage {
  readonly world: World;
  readonly callbacks: Callbacks;
  /** The base of the sandbox's own addresses. */
  readonly url: () => string;
  /** Where callbacks go from now on. */
  readonly setCallback: (url: string) => void;
}

export type ActResult = { readonly callback: CallbackResult } | Impossible;

export async function typeText(
  { world, callbacks }: Stage,
  person: Person,
  content: string,
): Promise<ActResult> {
  if (content === '') return { status: 400, error: 'content 不能为空' };
  const at = appear(world, person, 'text', { content });
  return deliver(callbacks, person, textContent({ corp: world.corp, userid: person.userid, at }, content));
}

/** @param base64 a PNG or JPEG; a one-dot picture when ''. */
export async function sendPicture(stage: Stage, person: Person, base64: string): Promise<ActResult> {
  const { world, callbacks, url } = stage;
  const picture = readPicture(base64);
  if ('error' in picture) return picture;
  const media = storeMedia(world, 'image', picture, null);
  const picUrl = `${url()}/sandbox/api/media/${media.id}`;
  const at = appear(world, person, 'image', { media_id: media.id });
  const origin = { corp: world.corp, userid: person.userid, at };
  return deliver(callbacks, person, imageContent(origin, picUrl, media.id));
}

/** @param base64 as in {@link sendPicture} */
export function readPicture(base64: string): UploadedFile | Impossible {
  const bytes = Buffer.from(base64 || DOT_PNG, 'base64');
  if (!isPicture(bytes)) return { status: 400, error: 'base64 不是 PNG 或 JPEG 图片' };
  const kind = isPng(bytes) ? 'png' : 'jpeg';
  return { filename: `photo-${randomBytes(4).toString('hex')}.${kind}`, contentType: `image/${kind}`, bytes };
}

/** @param base64 an AMR recording; a second of silence when '' */
export async function sayAloud(
  { world, callbacks }: Stage,
  person: Person,
  base64: string,
): Promise<ActResult> {
  const bytes = base64 === '' ? SILENCE_AMR : Buffer.from(base64, 'base64');
  if (!isAmr(bytes)) return { status: 400, error: 'base64 不是 AMR 录音' };
  const filename = `voice-${randomBytes(4).toString('hex')}.amr`;
  const media = storeMedia(world, 'voice', { filename, contentType: 'audio/amr', bytes }, null);
  const at = appear(world, person, 'voice', { media_id: media.id });
  const origin = { corp: world.corp, userid: person.userid, at };
  return deliver(callbacks, person, voiceContent(origin, media.id, 'amr'));
}

export async function doPlainEvent(
  { world, callbacks }: Stage,
  person: Person,
  event: 'enter_agent' | 'subscribe' | 'unsubscribe',
): Promise<ActResult> {
  const origin = { corp: world.corp, userid: person.userid, at: world.now() };
  return deliver(callbacks, person, plainEvent(origin, event));
}

/** Presses a button, a submit button or a menu entry of the person's own copy of a card. */
export async function clickCard(
  { world, callbacks }: Stage,
  person: Person,
  request: ClickRequest,
): Promise<ActResult> {
  const { taskId, key } = request;
  const found = findClick(world.state.cards.get(taskId)?.get(person.userid), key, request.selected);
  if ('error' in found) return found;
  const at = world.now();
  const code = { value: newResponseCode(), taskId, issuedAt: at.getTime() };
  const { userid } = person;
  world.record({ kind: 'card_clicked', userid, taskId, key, selected: found.selected, code });
  const content = cardEvent(
    { corp: world.corp, userid, at },
    { ...found, key, taskId, responseCode: code.value },
  );
  return deliver(callbacks, person, content);
}

function appear(world: World, { userid, name }: Person, msgtype: string, payload: Json): Date {
  const at = world.now();
  world.record({
    kind: 'message_added',
    chat: personChat(userid),
    message: {
      at: at.toISOString(),
      direction: 'in',
      sender: { id: userid, name },
      msgtype,
      payload,
      callSeq: null,
      api: null,
    },
    use: null,
  });
  return at;
}

const deliver = async (callbacks: Callbacks, person: Person, content: string): Promise<ActResult> => ({
  callback: await callbacks.deliver(person.userid, content),
});

/** Fifty frames of 20 ms that say there is no data. */
const SILENCE_AMR = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(50, 0x7c)]);

const DOT_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
