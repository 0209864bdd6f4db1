import { isJson, isText, listOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { cutBytes, cutCharacters } from './cut.ts';
import { bytesUpTo } from './shape.ts';
import type { FieldRule, Shape } from './shape.ts';

/*
 * The message types besides template_card, per sender (dossier §4.2 and §5, bots A1).
 */

export interface MessageKind {
  readonly shape: Shape;
  /** What readers see of a payload that is too long for WeCom but not refused. */
  readonly cut?: (payload: Json) => Json;
}

type Kinds = Readonly<Record<string, MessageKind>>;

const isUserList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const MENTIONS: FieldRule = { field: 'mentioned_list', errcode: 40058, optional: true, accepts: isUserList };

const cutField = (json: Json, field: string, cut: (text: string) => string): Json =>
  isText(json[field]) ? { ...json, [field]: cut(textOf(json, field)) } : json;

/** Cuts title and description, which several types have. */
const cutTitles =
  (title: (text: string) => string, description: (text: string) => string) =>
  (json: Json): Json =>
    cutField(cutField(json, 'title', title), 'description', description);

const cutTitleBytes = cutTitles(
  (text) => cutBytes(text, 128),
  (text) => cutBytes(text, 512),
);
const cutTitleCharacters = cutTitles(
  (text) => cutCharacters(text, 128),
  (text) => cutCharacters(text, 512),
);

const hasScheme = (value: unknown): boolean => isText(value) && /^[a-z][a-z0-9+.-]*:/i.test(value);

const urlRules = (when: (owner: Json) => boolean): readonly FieldRule[] => [
  { field: 'url', errcode: 41010, when },
  { field: 'url', errcode: 45034, when, accepts: hasScheme },
  { field: 'url', errcode: 40058, when, accepts: bytesUpTo(2048) },
];

const opensMiniProgram = (article: Json): boolean => isText(article.appid) && isText(article.pagepath);

const TEXT: MessageKind = {
  shape: { fields: [{ field: 'content', errcode: 44004 }, MENTIONS] },
  cut: (payload) => cutField(payload, 'content', (text) => cutBytes(text, 2048)),
};

const MARKDOWN: MessageKind = {
  shape: {
    fields: [
      { field: 'content', errcode: 44004 },
      { field: 'content', errcode: 45002, accepts: bytesUpTo(2048) },
    ],
  },
};

const TEXTCARD_SHAPE: Shape = {
  fields: [
    { field: 'title', errcode: 41016 },
    { field: 'description', errcode: 41033 },
    ...urlRules(() => true),
  ],
};

const NEWS: MessageKind = {
  shape: {
    lists: {
      articles: {
        fields: [{ field: 'title', errcode: 41016 }, ...urlRules((article) => !opensMiniProgram(article))],
        min: 1,
        max: 8,
        errcode: 45008,
      },
    },
  },
  cut: (payload) => ({ ...payload, articles: listOf(payload, 'articles').filter(isJson).map(cutTitleBytes) }),
};

const mediaKind = (names: 'image' | 'voice' | 'video' | 'file'): MessageKind => ({
  shape: { fields: [{ field: 'media_id', errcode: 41006, names }] },
});

const VIDEO: MessageKind = { ...mediaKind('video'), cut: cutTitleBytes };

const SHARED: Kinds = {
  text: TEXT,
  markdown: MARKDOWN,
  image: mediaKind('image'),
  voice: mediaKind('voice'),
  video: VIDEO,
  file: mediaKind('file'),
  news: NEWS,
};

/** message/send; template_card besides. */
export const APP_KINDS: Kinds = { ...SHARED, textcard: { shape: TEXTCARD_SHAPE, cut: cutTitleCharacters } };

/** appchat/send; no template_card. Its textcard counts bytes, not characters. */
export const APP_CHAT_KINDS: Kinds = { ...SHARED, textcard: { shape: TEXTCARD_SHAPE, cut: cutTitleBytes } };

const WEBHOOK_MARKDOWN: MessageKind = {
  shape: {
    fields: [
      { field: 'content', errcode: 44004 },
      { field: 'content', errcode: 40058, accepts: bytesUpTo(4096) },
    ],
  },
};

/** webhook/send; template_card (two types) and image (in the body itself) besides. */
export const WEBHOOK_KINDS: Kinds = {
  text: {
    shape: {
      fields: [
        { field: 'content', errcode: 44004 },
        { field: 'content', errcode: 45002, accepts: bytesUpTo(2048) },
        MENTIONS,
        { ...MENTIONS, field: 'mentioned_mobile_list' },
      ],
    },
  },
  markdown: WEBHOOK_MARKDOWN,
  markdown_v2: WEBHOOK_MARKDOWN,
  news: NEWS,
  file: mediaKind('file'),
  voice: mediaKind('voice'),
};
