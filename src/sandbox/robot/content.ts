import { isJson, listOf, objectOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import type { Robot } from './robot.ts';
import { sealMedia } from './sealed-media.ts';
import type { KeyForm } from './sealed-media.ts';

/*
 * What a message is for the robot (bots B3). People see a file; the robot gets an address and a key.
 */

/** What stands in a chat; a mixed message holds texts and pictures. */
export interface Shown {
  readonly msgtype: string;
  readonly payload: Json;
}

/** `{msgtype, [msgtype]: …}`; of what it cannot be told, an empty text. */
export function contentFor(robot: Robot, { msgtype, payload }: Shown, form: KeyForm): Json {
  switch (msgtype) {
    case 'text':
    case 'voice':
      return { msgtype, [msgtype]: { content: textOf(payload, 'content') } };
    case 'image':
    case 'file':
      return { msgtype, [msgtype]: sealed(robot, payload, form) };
    case 'mixed':
      return { msgtype, mixed: { msg_item: itemsFor(robot, payload, form) } };
    default:
      return { msgtype: 'text', text: { content: wordsOf({ msgtype, payload }) } };
  }
}

const itemsFor = (robot: Robot, payload: Json, form: KeyForm): Json[] =>
  listOf(payload, 'msg_item')
    .filter(isJson)
    .map((item) => {
      const msgtype = textOf(item, 'msgtype');
      return contentFor(robot, { msgtype, payload: objectOf(item, msgtype) }, form);
    });

function sealed({ world, url }: Robot, payload: Json, form: KeyForm): Json {
  const media = world.state.media.get(textOf(payload, 'media_id'));
  return media ? { ...sealMedia(world, media, url(), form) } : {};
}

/** The words a quote is shown by. */
export function wordsOf({ msgtype, payload }: Shown): string {
  if (msgtype === 'image') return '［图片］';
  if (msgtype === 'file') return '［文件］';
  if (msgtype === 'mixed') return '［图文］';
  return textOf(payload, 'content') || textOf(objectOf(payload, 'main_title'), 'title');
}
