import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isText } from '../json.ts';
import type { Json } from '../json.ts';
import { isInteractive } from '../shapes/card-shapes.ts';
import { checkCardShape } from '../shapes/cards.ts';
import { bytesUpTo, oneOf } from '../shapes/shape.ts';
import type { Known, ListRule, Shape } from '../shapes/shape.ts';
import type { MediaType } from '../world/state.ts';

/* What the smart robot may say (bots B5, B7, C2, C4). Where the dossier names no code, 40058 stands in. */

const CONTENT_BYTES = 20_480;

/** A stream may begin without a word. */
const isContent = (value: unknown): boolean =>
  typeof value === 'string' && Buffer.byteLength(value) <= CONTENT_BYTES;

const media = (names: MediaType): Shape => ({ fields: [{ field: 'media_id', errcode: 40007, names }] });

const FEEDBACK: Shape = { fields: [{ field: 'id', errcode: 40058, accepts: bytesUpTo(256) }] };

/** By msgtype; template_card besides. */
export const ROBOT_SHAPES: Readonly<Record<string, Shape>> = {
  text: { fields: [{ field: 'content', errcode: 93017 }] },
  markdown: {
    fields: [
      { field: 'content', errcode: 93017 },
      { field: 'content', errcode: 40058, accepts: bytesUpTo(CONTENT_BYTES) },
    ],
    parts: { feedback: FEEDBACK },
  },
  stream: {
    fields: [
      { field: 'id', errcode: 40058, accepts: bytesUpTo(256) },
      { field: 'content', errcode: 40058, optional: true, accepts: isContent },
    ],
    parts: { feedback: FEEDBACK },
    rules: [
      {
        errcode: 40058,
        says: 'takes no msg_item on a long connection (bots C3)',
        holds: (stream) => stream.msg_item === undefined,
      },
    ],
  },
  file: media('file'),
  image: media('image'),
  voice: media('voice'),
  video: {
    fields: [
      { field: 'media_id', errcode: 40007, names: 'video' },
      { field: 'title', errcode: 40058, optional: true, accepts: bytesUpTo(128) },
      { field: 'description', errcode: 40058, optional: true, accepts: bytesUpTo(512) },
    ],
  },
};

const typeIs =
  (type: number) =>
  (owner: Json): boolean =>
    owner.type === type;

/** Where its cards differ from the app's: no attachments, questions to jump to, buttons that open nothing. */
const ROBOT_LISTS: Readonly<Record<string, ListRule>> = {
  horizontal_content_list: {
    fields: [
      { field: 'type', errcode: 40058, optional: true, accepts: oneOf(0, 1, 3) },
      { field: 'keyname', errcode: 42027 },
      { field: 'url', errcode: 42028, when: typeIs(1) },
      { field: 'userid', errcode: 42050, when: typeIs(3), names: 'person' },
    ],
    max: 6,
    errcode: 42035,
  },
  jump_list: {
    fields: [
      { field: 'type', errcode: 40058, optional: true, accepts: oneOf(0, 1, 2, 3) },
      { field: 'title', errcode: 42033 },
      { field: 'url', errcode: 42028, when: typeIs(1) },
      { field: 'appid', errcode: 42030, when: typeIs(2) },
      { field: 'question', errcode: 40058, when: typeIs(3), accepts: bytesUpTo(200) },
    ],
    max: 3,
    errcode: 42042,
  },
  button_list: {
    fields: [
      { field: 'text', errcode: 42038 },
      { field: 'key', errcode: 42039, accepts: bytesUpTo(1024) },
      { field: 'style', errcode: 40058, optional: true, accepts: oneOf(1, 2, 3, 4) },
    ],
    min: 1,
    max: 6,
    errcode: 40058,
    unique: { field: 'key', errcode: 42039 },
  },
};

function robotShape({ parts = {}, lists = {}, ...shape }: Shape): Shape {
  const { card_image: image } = parts;
  return {
    ...shape,
    parts: { ...parts, feedback: FEEDBACK, ...(image ? { card_image: { ...image, missing: 42044 } } : {}) },
    lists: Object.fromEntries(Object.entries(lists).map(([name, rule]) => [name, ROBOT_LISTS[name] ?? rule])),
  };
}

/** @param isUsed whether the robot has sent a card under this task_id */
export function checkRobotCard(
  card: unknown,
  known: Known,
  isUsed: (taskId: string) => boolean,
): Answer | null {
  const refusal = checkCardShape(card, known, robotShape);
  if (refusal) return refusal;
  const taskId = taskIdOf(card as Json);
  if (taskId === undefined)
    return isInteractive(card as Json) ? refuse(42014, 'template_card.task_id') : null;
  if (!/^[0-9A-Za-z_\-@]{1,128}$/.test(taskId)) return refuse(42014, 'template_card.task_id');
  return isUsed(taskId) ? refuse(42014, 'template_card.task_id was used before') : null;
}

/** A card in the place of another: it stays under the task_id of the press. */
export function checkRobotFace(card: unknown, taskId: string, known: Known): Answer | null {
  const refusal = checkCardShape(card, known, robotShape);
  if (refusal) return refusal;
  const own = taskIdOf(card as Json);
  const isRight = own === undefined ? !isInteractive(card as Json) : own === taskId;
  return isRight ? null : refuse(42014, 'template_card.task_id differs from the pressed card');
}

const taskIdOf = ({ task_id: taskId }: Json): string | undefined =>
  taskId === undefined ? undefined : isText(taskId) ? taskId : '';
