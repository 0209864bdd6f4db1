import type { ReplyStatus } from '../domain/reply/result.ts';
import type { Light, Timeliness } from '../domain/task/light.ts';
import type { RungAct, WeekStepName } from '../domain/task/round.ts';
import type { ClosureState, Completion, Horizon, MeasureType } from '../domain/task/task.ts';

/*
 * How each value of each axis is called (domain rule 3). These are the words of ledgers, cards and letters alike.
 */

export const completionLabel = {
  not_done: '未完成',
  basically_done: '基本完成',
  done: '已完成',
  stopped: '依规终止',
} as const satisfies Record<Completion, string>;

/** The rungs of the ladder. */
export const ladderActLabel = {
  note_unit_head: '告知科室负责人',
  note_lead_leader: '告知牵头领导',
  draft_letter: '起草督办函',
} as const satisfies Record<RungAct, string>;

export const horizonLabel = {
  immediate: '立行立改',
  term: '限期整改',
  long: '长期坚持',
} as const satisfies Record<Horizon, string>;

export const closureLabel = {
  open: '未销号',
  first_review: '待初审',
  second_review: '待复审',
  final_review: '待终审',
  closed: '已销号',
  returned: '退回',
  relapsed: '反弹',
} as const satisfies Record<ClosureState, string>;

/** `closed` is also what a stopped task shows, hence 办结 and not 销号. */
export const lightLabel = {
  green: '绿灯',
  yellow: '黄灯',
  red: '红灯',
  closed: '已办结',
} as const satisfies Record<Light, string>;

export const timelinessLabel = {
  not_due: '未到期',
  near: '临期',
  overdue: '逾期',
  done_on_time: '按期完成',
  done_late: '逾期完成',
  none: '不计时限',
} as const satisfies Record<Timeliness, string>;

/** What an answer said; whether the office has confirmed it is {@link completionLabel}. */
export const replyStatusLabel = {
  done: '已完成',
  basically_done: '基本完成',
  in_progress: '正在推进',
  not_started: '未启动',
  ongoing: '长期坚持',
  no_change: '无变化',
} as const satisfies Record<ReplyStatus, string>;

export const measureTypeLabel = {
  institution: '建章立制',
  loss_recovery: '挽回损失',
  accountability: '追责问责',
  inference: '举一反三',
  campaign: '专项整治',
  other: '其他',
} as const satisfies Record<MeasureType, string>;

/** The steps of a week. */
export const stepLabel = {
  remind: '每周提醒',
  nudge: '第二次提醒',
  close: '填报截止',
  freeze: '台账定稿',
  digest: '周报',
} as const satisfies Record<WeekStepName, string>;

const MESSAGE_KIND: Readonly<Record<string, string>> = {
  weekly: '每周提醒',
  nudge: '第二次提醒',
  chase: '催办',
  review: '待审提醒',
  look_back: '回头看提醒',
  digest: '周报',
  digest_picture: '周报挂图',
  notice: '通知',
  unreached: '未送达名单',
  mention: '群内提示',
  ambiguous: '送达确认',
  administrator: '管理员提示',
  reply: '回复',
  card_update: '卡片更新',
};

/** What a message of the outbox is called. */
export const messageKindLabel = (kind: string): string => MESSAGE_KIND[kind] ?? '消息';

const CHANNEL: Readonly<Record<string, string>> = {
  app: '自建应用',
  appchat: '应用群聊',
  robot: '智能机器人',
};

/** A channel, or one webhook of them by the name it has in the settings: `webhook:NAME`. */
export const channelName = (channel: string): string =>
  CHANNEL[channel] ?? `群机器人“${channel.replace(/^webhook:?/, '')}”`;
