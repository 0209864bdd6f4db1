import { randomBytes } from 'node:crypto';
import type { Corp } from '../corp.ts';
import type { Selection } from '../world/state.ts';
import { xml } from './xml.ts';
import type { Element } from './xml.ts';

/* The inner XML of callbacks to the app (dossier §3). */

interface Origin {
  readonly corp: Corp;
  readonly userid: string;
  readonly at: Date;
}

export const textContent = (origin: Origin, content: string): string =>
  message(origin, 'text', [
    ['Content', content],
    ['MsgId', newMsgId()],
  ]);

export const imageContent = (origin: Origin, picUrl: string, mediaId: string): string =>
  message(origin, 'image', [
    ['PicUrl', picUrl],
    ['MediaId', mediaId],
    ['MsgId', newMsgId()],
  ]);

/** @param format of a recording: amr */
export const voiceContent = (origin: Origin, mediaId: string, format: string): string =>
  message(origin, 'voice', [
    ['MediaId', mediaId],
    ['Format', format],
    ['MsgId', newMsgId()],
  ]);

/** enter_agent, subscribe, unsubscribe; click and view of the menu, which have a key. */
export const plainEvent = (origin: Origin, event: string, eventKey = ''): string =>
  message(origin, 'event', [
    ['Event', event],
    ['EventKey', eventKey],
  ]);

export interface CardEvent {
  readonly event: 'template_card_event' | 'template_card_menu_event';
  readonly key: string;
  readonly taskId: string;
  readonly cardType: string;
  readonly responseCode: string;
  readonly selected: Selection;
}

export const cardEvent = (origin: Origin, click: CardEvent): string =>
  message(origin, 'event', [
    ['Event', click.event],
    ['EventKey', click.key],
    ['TaskId', click.taskId],
    ['CardType', click.cardType],
    ['ResponseCode', click.responseCode],
    ...selectedItems(click.selected),
  ]);

function selectedItems(selected: Selection): Element[] {
  const items = Object.entries(selected).map(([questionKey, optionIds]): Element => {
    const ids = optionIds.map((id): Element => ['OptionId', id]);
    return [
      'SelectedItem',
      [
        ['QuestionKey', questionKey],
        ['OptionIds', ids],
      ],
    ];
  });
  return items.length > 0 ? [['SelectedItems', items]] : [];
}

const message = ({ corp, userid, at }: Origin, msgType: string, fields: readonly Element[]): string =>
  xml([
    ['ToUserName', corp.corpId],
    ['FromUserName', userid],
    ['CreateTime', Math.floor(at.getTime() / 1000)],
    ['MsgType', msgType],
    ...fields,
    ['AgentID', corp.agent.id],
  ]);

/** 64-bit and above 2^53: a reader that takes it for a JavaScript number mixes messages up. */
const newMsgId = (): bigint => 2n ** 62n + BigInt(`0x${randomBytes(7).toString('hex')}`);
