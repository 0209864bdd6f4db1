import { storeMedia } from '../api/media.ts';
import { readPicture } from '../control/acts.ts';
import { findClick } from '../control/clicks.ts';
import type { ClickRequest } from '../control/requests.ts';
import type { Impossible } from '../control/clicks.ts';
import { isJson, listOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import type { Media, Selection } from '../world/state.ts';
import { deliver, refusedAct, tell, undelivered } from './deliver.ts';
import type { RobotActResult } from './deliver.ts';
import type { Robot } from './robot.ts';
import { eventFrame } from './told.ts';
import type { Teller } from './told.ts';

/* What a person does towards the robot, alone with it or in a group. */

/** `content`; in a group also `mention` (true, or one of the robot's names) and `separator`. */
export function tellText(robot: Robot, teller: Teller, body: Json): RobotActResult {
  const content = textOf(body, 'content');
  if (content === '') return refusedAct(400, 'content 不能为空');
  const at = readMention(robot, teller, body);
  if ('error' in at) return at;
  const shown = { msgtype: 'text', payload: { content: at.prefix + content } };
  return tell(robot, { ...teller, shown, isAddressed: at.isAddressed, body });
}

/** `items`: those with a `content` are texts, the others pictures (`base64`); `mention` as for a text. */
export function tellMixed(robot: Robot, teller: Teller, body: Json): RobotActResult {
  const items = listOf(body, 'items').filter(isJson);
  if (items.length === 0) return refusedAct(400, 'items 不能为空');
  const at = readMention(robot, teller, body);
  if ('error' in at) return at;
  const parts: Json[] = at.prefix === '' ? [] : [textItem(at.prefix)];
  for (const item of items) {
    const picture = 'content' in item ? null : storePicture(robot, item);
    if (picture && 'error' in picture) return picture;
    parts.push(picture ? pictureItem(picture) : textItem(textOf(item, 'content')));
  }
  const shown = { msgtype: 'mixed', payload: { msg_item: parts } };
  return tell(robot, { ...teller, shown, isAddressed: at.isAddressed, body });
}

/** `content`: what was spoken, as the client understood it; the sound itself never reaches the robot. */
export function tellVoice(robot: Robot, teller: Teller, body: Json): RobotActResult {
  const content = textOf(body, 'content');
  if (content === '') return refusedAct(400, 'content 不能为空');
  return tell(robot, {
    ...teller,
    shown: { msgtype: 'voice', payload: { content } },
    isAddressed: true,
    body,
  });
}

/** `base64`: a PNG or JPEG; a one-dot picture without it. */
export function tellPicture(robot: Robot, teller: Teller, body: Json): RobotActResult {
  const media = storePicture(robot, body);
  if ('error' in media) return media;
  const shown = { msgtype: 'image', payload: { media_id: media.id } };
  return tell(robot, { ...teller, shown, isAddressed: true, body });
}

/** `filename` and `base64`. */
export function tellFile(robot: Robot, teller: Teller, body: Json): RobotActResult {
  const filename = textOf(body, 'filename');
  const bytes = Buffer.from(textOf(body, 'base64'), 'base64');
  if (filename === '' || bytes.length === 0) return refusedAct(400, 'filename、base64 不能为空');
  const file = { filename, contentType: 'application/octet-stream', bytes };
  const media = storeMedia(robot.world, 'file', file, robot.self.id);
  const shown = { msgtype: 'file', payload: { media_id: media.id } };
  return tell(robot, { ...teller, shown, isAddressed: true, body });
}

/** The robot hears of it the first time on a day only (bots B4). */
export function enterChat(robot: Robot, teller: Teller): RobotActResult {
  const { world, self } = robot;
  const today = shanghaiDay(world.now().getTime());
  const cause = 'enter_chat';
  const isAgain = [...world.state.robot.callbacks.values()].some(
    (told) => told.cause === cause && told.chat === teller.chat && shanghaiDay(told.at) === today,
  );
  if (isAgain) return undelivered('not_again');
  const frame = eventFrame(world, self, { eventtype: cause, [cause]: {} }, teller);
  return deliver(robot, { cause, chat: teller.chat, taskId: null, frame });
}

/** A button, a submit button or a menu entry of a card in this chat. */
export function pressCard(
  robot: Robot,
  teller: Teller,
  { taskId, key, selected }: ClickRequest,
): RobotActResult {
  const { world, self } = robot;
  const card = world.state.robot.cards.get(taskId);
  const click = findClick(card?.chat === teller.chat ? card.message : undefined, key, selected);
  if ('error' in click) return click;
  const cause = 'template_card_event';
  const press = {
    card_type: click.cardType,
    event_key: key,
    task_id: taskId,
    ...selectedItems(click.selected),
  };
  const frame = eventFrame(world, self, { eventtype: cause, [cause]: press }, teller);
  const onRecord = (): void =>
    world.record({ kind: 'robot_card_clicked', taskId, key, selected: click.selected });
  return deliver(robot, { cause, chat: teller.chat, taskId, frame }, onRecord);
}

function selectedItems(selected: Selection): Json {
  const items = Object.entries(selected).map(([key, ids]) => ({
    question_key: key,
    option_ids: { option_id: ids },
  }));
  return items.length === 0 ? {} : { selected_items: { selected_item: items } };
}

/** How clients separate the @ from what follows (bots B3). */
const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['space', ' '],
  ['u2005', '\u2005'],
  ['nbsp', '\u00a0'],
  ['none', ''],
]);

/** Alone with the robot, everything is for it. */
function readMention(
  { self }: Robot,
  { chat }: Teller,
  { mention = false, separator = 'space' }: Json,
): { readonly prefix: string; readonly isAddressed: boolean } | Impossible {
  const isAlone = chat.startsWith('robot/');
  if (isAlone || mention === false) return { prefix: '', isAddressed: isAlone };
  const name = mention === true ? self.names[0] : self.names.find((one) => one === mention);
  const gap = SEPARATORS.get(String(separator));
  if (name === undefined) return refusedAct(400, 'mention 应是 true、false 或机器人的名字');
  if (gap === undefined) return refusedAct(400, 'separator 应是 space、u2005、nbsp 或 none');
  return { prefix: `@${name}${gap}`, isAddressed: true };
}

const textItem = (content: string): Json => ({ msgtype: 'text', text: { content } });
const pictureItem = ({ id }: Media): Json => ({ msgtype: 'image', image: { media_id: id } });

function storePicture({ world, self }: Robot, body: Json): Media | Impossible {
  const picture = readPicture(textOf(body, 'base64'));
  return 'error' in picture ? picture : storeMedia(world, 'image', picture, self.id);
}

/** Days since the epoch in Shanghai, which has no summer time. */
const shanghaiDay = (ms: number): number => Math.floor((ms + 8 * 3_600_000) / (24 * 3_600_000));
