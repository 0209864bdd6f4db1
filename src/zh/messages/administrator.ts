import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { AdministratorWarning } from '../../domain/message/channel-notice.ts';
import { channelName } from '../labels.ts';
import { unknownCodeAdvice } from '../wecom-errors.ts';
import { moment } from './dates.ts';
import { clip } from './fit.ts';
import { asText, joined } from './parts.ts';
import type { NoticeOf } from './parts.ts';

type WarningOf<What extends AdministratorWarning['what']> = Extract<AdministratorWarning, { what: What }>;

/** What happened, and what to click. */
const WARNINGS: {
  readonly [What in AdministratorWarning['what']]: (warning: WarningOf<What>) => string;
} = {
  unknown_year: ({ years }) =>
    `${joined(years.map(String), '、')}年的放假安排尚未录入，暂按周一至周五为工作日安排提醒。国务院办公厅通知公布后，请维护人员用 duban calendar load 录入，录入后立即生效。`,
  channel_halted: ({ channel, code, advice }) =>
    `${channelName(channel)}已停止发送（错误码 ${code}）。${clip(advice, 300)}未发的消息都已保留，恢复后自动补发，不必重启。`,
  channel_works_again: ({ channel, haltedAt }) =>
    `${channelName(channel)}已恢复发送，${moment(haltedAt)} 以来保留的消息正在补发。`,
  unknown_code: ({ channel, code, why }) =>
    `${channelName(channel)}有一条消息没有发出，不再重试。错误码 ${code}（${clip(why, 60)}）。${unknownCodeAdvice}`,
  daily_cap: ({ channel, until }) =>
    `${channelName(channel)}今天的发送量已到上限，其余消息推迟到${moment(until)} 发出，无需处理。`,
  robot_kicked: () =>
    '智能机器人的长连接被另一个程序占用，收发已停止，稍后自动重试。请检查是否有别的服务器或测试程序在用同一个机器人。',
  robot_refused: ({ detail }) =>
    `智能机器人登录被拒绝（${clip(detail, 60)}），收发已停止。请在管理后台核对机器人的 BotID 和 Secret，更新配置后重启。`,
  contacts_refused: ({ left }) =>
    left > 0
      ? `企业微信通讯录里一次少了 ${left} 人，可能是应用可见范围被改小，本次没有同步。请核对应用的可见范围；确是人员变动的，请分批调整。`
      : '企业微信通讯录是空的，本次没有同步。请核对应用的可见范围。',
  app_inactive: ({ event }) =>
    event === 'close_inactive_agent'
      ? '应用因长期未使用已被企业微信停用，消息发不出去。请在管理后台「应用管理」中打开应用，重新启用。'
      : '企业微信提示应用长期未使用，将要停用。请在管理后台「应用管理」中打开应用，确认继续使用。',
};

export const administratorWarning = ({ warning }: NoticeOf<'administrator_warning'>): OutgoingMessage =>
  asText((WARNINGS[warning.what] as (warning: AdministratorWarning) => string)(warning));
