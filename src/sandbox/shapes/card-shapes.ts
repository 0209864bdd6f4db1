import { isText, listOf, objectOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { bytesUpTo, oneOf } from './shape.ts';
import type { FieldRule, ListRule, PartRule, Shape } from './shape.ts';

/*
 * The five template cards (dossier §4.6). Limits the documentation calls advisory (字) are not enforced, and a
 * section a card type does not have is ignored, as WeCom does. Where the dossier names no code for a fault
 * (number of buttons, of menu entries), the general 40058 stands in.
 */

export type CardType =
  'text_notice' | 'news_notice' | 'button_interaction' | 'vote_interaction' | 'multiple_interaction';

const KEY_BYTES = 1024;
const OPTION_ID_BYTES = 128;

const typeIs =
  (type: number) =>
  (owner: Json): boolean =>
    owner.type === type;

const TITLE: FieldRule = { field: 'title', errcode: 42033 };

/** What jumps: type 1 to a url, type 2 to a mini program. */
const LINK: readonly FieldRule[] = [
  { field: 'url', errcode: 42028, when: typeIs(1) },
  { field: 'appid', errcode: 42030, when: typeIs(2) },
];

const CARD_ACTION: PartRule = {
  fields: [{ field: 'type', errcode: 42045, accepts: oneOf(1, 2) }, ...LINK],
  missing: 42045,
};

const OPTIONAL_CARD_ACTION: PartRule = {
  fields: [{ field: 'type', errcode: 42045, accepts: oneOf(0, 1, 2) }, ...LINK],
};

const ACTION_MENU: PartRule = {
  lists: {
    action_list: {
      fields: [
        { field: 'text', errcode: 40058 },
        { field: 'key', errcode: 40058, accepts: bytesUpTo(KEY_BYTES) },
      ],
      min: 1,
      max: 3,
      errcode: 40058,
      unique: { field: 'key', errcode: 42051 },
    },
  },
};

const HORIZONTAL: ListRule = {
  fields: [
    { field: 'keyname', errcode: 42027 },
    { field: 'url', errcode: 42028, when: typeIs(1) },
    { field: 'media_id', errcode: 42029, when: typeIs(2), names: 'media' },
    { field: 'userid', errcode: 42050, when: typeIs(3), names: 'person' },
  ],
  max: 6,
  errcode: 42035,
};

const JUMPS: ListRule = { fields: [TITLE, ...LINK], max: 3, errcode: 42042 };

const options = (max: number): ListRule => ({
  fields: [
    { field: 'id', errcode: 42040, accepts: bytesUpTo(OPTION_ID_BYTES) },
    { field: 'text', errcode: 42041 },
  ],
  min: 1,
  max,
  errcode: 42037,
  unique: { field: 'id', errcode: 42040 },
});

const QUESTION_KEY: FieldRule = { field: 'question_key', errcode: 42043, accepts: bytesUpTo(KEY_BYTES) };

const SUBMIT_BUTTON: PartRule = {
  fields: [
    { field: 'text', errcode: 42049, optional: true },
    { field: 'key', errcode: 42046, accepts: bytesUpTo(KEY_BYTES) },
  ],
  missing: 42046,
};

const BUTTONS: ListRule = {
  fields: [
    { field: 'text', errcode: 42038 },
    { field: 'key', errcode: 42039, when: (button) => !opensUrl(button), accepts: bytesUpTo(KEY_BYTES) },
    { field: 'url', errcode: 42028, when: opensUrl },
  ],
  min: 1,
  max: 6,
  errcode: 40058,
  unique: { field: 'key', errcode: 42039 },
};

/** A button of type 1 opens a page and calls nobody back. */
export function opensUrl(button: Json): boolean {
  return button.type === 1;
}

const isAspectRatio = (value: unknown): boolean => typeof value === 'number' && value >= 1.3 && value <= 2.25;

/** Of the cards about something: text, news and button. */
const NOTICE_PARTS = { quote_area: { fields: LINK }, action_menu: ACTION_MENU } as const;

export const CARD_SHAPES: Readonly<Record<CardType, Shape>> = {
  text_notice: {
    parts: { ...NOTICE_PARTS, card_action: CARD_ACTION },
    lists: { horizontal_content_list: HORIZONTAL, jump_list: JUMPS },
    rules: [
      {
        errcode: 42033,
        says: 'needs main_title.title or sub_title_text',
        holds: (card) => isText(objectOf(card, 'main_title').title) || isText(card.sub_title_text),
      },
    ],
  },
  news_notice: {
    parts: {
      ...NOTICE_PARTS,
      main_title: { fields: [TITLE], missing: 42033 },
      card_image: {
        fields: [
          { field: 'url', errcode: 42044 },
          { field: 'aspect_ratio', errcode: 40058, optional: true, accepts: isAspectRatio },
        ],
      },
      image_text_area: { fields: [{ field: 'image_url', errcode: 42044 }, ...LINK] },
      card_action: CARD_ACTION,
    },
    lists: {
      horizontal_content_list: HORIZONTAL,
      jump_list: JUMPS,
      vertical_content_list: { fields: [TITLE], max: 4, errcode: 42036 },
    },
    rules: [
      {
        errcode: 42044,
        says: 'needs card_image or image_text_area',
        holds: (card) => card.card_image !== undefined || card.image_text_area !== undefined,
      },
    ],
  },
  button_interaction: {
    parts: {
      ...NOTICE_PARTS,
      main_title: { fields: [TITLE], missing: 42033 },
      card_action: OPTIONAL_CARD_ACTION,
      button_selection: { fields: [QUESTION_KEY], lists: { option_list: options(10) } },
    },
    lists: { horizontal_content_list: HORIZONTAL, button_list: BUTTONS },
  },
  vote_interaction: {
    parts: {
      main_title: { fields: [TITLE], missing: 42033 },
      checkbox: {
        fields: [QUESTION_KEY, { field: 'mode', errcode: 40058, optional: true, accepts: oneOf(0, 1) }],
        lists: { option_list: options(20) },
        missing: 42043,
      },
      submit_button: SUBMIT_BUTTON,
    },
  },
  multiple_interaction: {
    parts: { main_title: { fields: [TITLE], missing: 42033 }, submit_button: SUBMIT_BUTTON },
    lists: {
      select_list: {
        fields: [QUESTION_KEY],
        lists: { option_list: options(10) },
        min: 1,
        max: 3,
        errcode: 42047,
        unique: { field: 'question_key', errcode: 42043 },
      },
    },
  },
};

export const isCardType = (value: unknown): value is CardType =>
  typeof value === 'string' && Object.hasOwn(CARD_SHAPES, value);

/** Cards that ask for an answer by themselves, without an action_menu. */
export const hasButtons = (card: Json): boolean => textOf(card, 'card_type').endsWith('_interaction');

const hasMenu = (card: Json): boolean => listOf(objectOf(card, 'action_menu'), 'action_list').length > 0;

/** Cards that call back: they need a task_id, a callback URL, and get a response_code. */
export const isInteractive = (card: Json): boolean => hasButtons(card) || hasMenu(card);
