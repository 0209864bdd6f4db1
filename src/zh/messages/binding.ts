import type { OutgoingMessage } from '../../domain/message/card.ts';
import { clip } from './fit.ts';
import { asText, paragraph } from './parts.ts';
import type { NoticeOf } from './parts.ts';
import { WHAT_IS_KEPT } from './service.ts';

/*
 * Who somebody is who speaks to the robot (bots §B8), and what it says in a group.
 */

export const bindingAsked = (): OutgoingMessage =>
  asText(
    '您好，这里是整改督办。还不知道您是哪一位，消息没有处理。请发送整改办给您的绑定码，如：BD-7K3Q9M。没有绑定码请联系整改办。',
  );

/** The first thing he hears, as a welcome is in the app. */
export const boundText = ({ name }: NoticeOf<'bound'>): OutgoingMessage =>
  asText(
    paragraph([
      `${clip(name, 10)}，您好！绑定成功，以后在这里收提醒、报进展。`,
      '回复“我的任务”查看名下任务，回复“帮助”查看用法。',
      ...WHAT_IS_KEPT,
    ]),
  );

const WHY_REFUSED = {
  wrong: '绑定码不对、已用过或已过期。请核对后重新发送，仍不成功请联系整改办重新领取。',
  too_many: '绑定码多次不对，已停止核对。请联系整改办。',
} as const satisfies Record<NoticeOf<'binding_refused'>['why'], string>;

export const bindingRefused = ({ why }: NoticeOf<'binding_refused'>): OutgoingMessage =>
  asText(WHY_REFUSED[why]);

export const answeredPrivately = ({ reached }: NoticeOf<'answered_privately'>): OutgoingMessage =>
  asText(reached ? '收到，已单独答复，请查看企业微信消息。' : '群里不便答复。请打开与我的单聊，在那里说。');
