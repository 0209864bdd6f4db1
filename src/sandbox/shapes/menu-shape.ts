import { refuse, firstRefusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isJson, isText, listOf } from '../json.ts';
import type { Json } from '../json.ts';
import { bytesUpTo } from './shape.ts';

/* What WeCom demands of an app's menu (dossier §11.8). The codes are those of §10, taken in their order. */

interface Level {
  readonly max: number;
  readonly nameBytes: number;
  readonly errcodes: {
    readonly count: number;
    readonly type: number;
    readonly name: number;
    readonly key: number;
    readonly url: number;
  };
}

const TOP: Level = {
  max: 3,
  nameBytes: 16,
  errcodes: { count: 40016, type: 40017, name: 40018, key: 40019, url: 40020 },
};
const SUB: Level = {
  max: 5,
  nameBytes: 40,
  errcodes: { count: 40023, type: 40024, name: 40025, key: 40026, url: 40027 },
};
const SUB_DEPTH = 40022;

/** What each type needs besides a name. */
const NEEDS: Readonly<Record<string, 'key' | 'url' | 'page'>> = {
  click: 'key',
  view: 'url',
  scancode_push: 'key',
  scancode_waitmsg: 'key',
  pic_sysphoto: 'key',
  pic_photo_or_album: 'key',
  pic_weixin: 'key',
  location_select: 'key',
  view_miniprogram: 'page',
};

export const checkMenu = (buttons: unknown): Answer | null => checkLevel(buttons, TOP, 'button');

function checkLevel(buttons: unknown, level: Level, at: string): Answer | null {
  if (!Array.isArray(buttons) || buttons.length === 0 || buttons.length > level.max) {
    return refuse(level.errcodes.count, `${at}: 1 to ${level.max}`);
  }
  return firstRefusal(buttons as unknown[], (button, index) =>
    isJson(button) ? checkButton(button, level, `${at}[${index}]`) : refuse(40058, `${at}[${index}]`),
  );
}

function checkButton(button: Json, level: Level, at: string): Answer | null {
  if (!bytesUpTo(level.nameBytes)(button.name)) return refuse(level.errcodes.name, `${at}.name`);
  if (button.sub_button === undefined || listOf(button, 'sub_button').length === 0) {
    return checkAction(button, level, at);
  }
  return level === SUB ? refuse(SUB_DEPTH, at) : checkLevel(button.sub_button, SUB, `${at}.sub_button`);
}

function checkAction(
  { type, key, url, pagepath, appid }: Json,
  { errcodes }: Level,
  at: string,
): Answer | null {
  const need = typeof type === 'string' && Object.hasOwn(NEEDS, type) ? NEEDS[type] : undefined;
  if (need === undefined) return refuse(errcodes.type, `${at}.type`);
  if (need === 'key') return bytesUpTo(128)(key) ? null : refuse(errcodes.key, `${at}.key`);
  if (need === 'page')
    return isText(pagepath) && isText(appid) ? null : refuse(40058, `${at}.pagepath, appid`);
  return bytesUpTo(1024)(url) && /^https?:\/\//.test(String(url)) ? null : refuse(errcodes.url, `${at}.url`);
}
