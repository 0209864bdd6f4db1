import type { Json } from './json.ts';

/** What every API call answers: `errcode` 0 or one of the global error codes (dossier §10). */
export type Answer = Json & { readonly errcode: number; readonly errmsg: string };

export const ok = (fields: Json = {}): Answer => ({ errcode: 0, errmsg: 'ok', ...fields });

/** @param detail where in the request the fault lies, e.g. `template_card.button_list[0].key`. */
export function refuse(errcode: number, detail = ''): Answer {
  const phrase = PHRASES[errcode] ?? 'refused';
  return { errcode, errmsg: detail === '' ? phrase : `${phrase}: ${detail}` };
}

/** The first refusal among the items, in their order; null when every item passes. */
export function firstRefusal<T>(
  items: Iterable<T>,
  check: (item: T, index: number) => Answer | null,
): Answer | null {
  let index = 0;
  for (const item of items) {
    const refusal = check(item, index);
    if (refusal) return refusal;
    index += 1;
  }
  return null;
}

const PHRASES: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001: 'invalid credential',
  40004: 'invalid media type',
  40005: 'invalid type parameter',
  40006: 'invalid media size',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40009: 'invalid image size',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40031: 'invalid user list',
  40032: 'too many users',
  40050: 'chatid does not exist',
  40056: 'invalid agentid',
  40058: 'invalid parameter',
  40074: 'news cannot be confidential',
  40123: 'invalid image content',
  40145: 'media_id expired',
  40206: 'request body too large',
  41001: 'access_token missing',
  41002: 'corpid missing',
  41004: 'corpsecret missing',
  41006: 'media_id missing',
  41009: 'userid missing',
  41010: 'url missing',
  41011: 'agentid missing',
  41016: 'title missing',
  41019: 'department missing',
  41033: 'description missing',
  42001: 'access_token expired',
  42014: 'invalid card task_id',
  42020: 'button name missing',
  42027: 'template_card horizontal_content keyname missing',
  42028: 'template_card url missing',
  42029: 'template_card media_id missing',
  42030: 'template_card appid missing',
  42031: 'template_card card_type invalid',
  42033: 'template_card title missing',
  42035: 'template_card horizontal_content_list length invalid',
  42036: 'template_card vertical_content_list length invalid',
  42037: 'template_card option_list length invalid',
  42038: 'template_card button text invalid',
  42039: 'template_card button key invalid',
  42040: 'template_card option id invalid',
  42041: 'template_card option text invalid',
  42042: 'template_card jump_list length invalid',
  42043: 'template_card question_key invalid',
  42044: 'template_card card_image url invalid',
  42045: 'template_card card_action invalid',
  42046: 'template_card submit_button key invalid',
  42047: 'template_card select_list length invalid',
  42049: 'template_card submit_button text invalid',
  42050: 'template_card horizontal_content userid invalid',
  42051: 'template_card action_menu key conflict',
  42052: 'recall time limit exceeded',
  43012: 'callback url is required for interactive cards',
  44001: 'empty media data',
  44004: 'empty content',
  45001: 'media size out of limit',
  45002: 'message content size out of limit',
  45008: 'article count out of limit',
  45009: 'api freq out of limit',
  45034: 'url must have a scheme',
  60003: 'department not found',
  60111: 'userid not found',
  60140: 'invalid response_code',
  81013: 'user, party and tag all invalid',
  82001: 'no recipient given',
  82002: 'too many parties',
  82003: 'too many tags',
  82101: 'card update target empty',
  82102: 'card update target is not a recipient',
  86001: 'invalid chatid',
  86003: 'chatid missing',
  86005: 'invalid chat owner',
  86006: 'invalid chat member count',
  86008: 'chat was not created by this app',
  86205: 'chatid too long',
  86207: 'owner is not in the member list',
  86215: 'chatid already exists',
  86216: 'illegal member in the list',
  93000: 'invalid webhook url',
  301002: 'agentid does not match the access_token',
  301017: 'voice must be AMR',
  301019: 'image md5 does not match',
};
