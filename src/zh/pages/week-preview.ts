import { monthDay } from '../messages/dates.ts';
import type { AskReason } from '../../domain/reminder/plan.ts';

const NOT_ASKED: Readonly<Record<string, string>> = {
  closed: '已办结',
  under_review: '正在审核',
  answered: '本周已填报',
  review_not_due: '还没到复查时间',
  no_owner: '没有责任人',
  owner_inactive: '责任人已离岗',
};

/** Who would be asked what in a week, and why. */
export const previewWords = {
  notSent: '这是预览，什么都不会发出；以发送时的实际情况为准。',
  remindAt: (name: string, date: string, time: string) => `${name}：${date} ${time} 发每周提醒`,
  noRemind: (name: string) => `${name}：工作日太少，这一周不提醒`,
  asked: (people: number, tasks: number) => `会问 ${people} 人，共 ${tasks} 项`,
  nobody: '这一周不用问任何人。',
  untitled: '（任务内容不在您的查看范围）',
  more: (count: number) => `再显示一些（还有 ${count} 条）`,
  notAsked: (tasks: number) => `不问的 ${tasks} 项`,
  why: (reason: string) => NOT_ASKED[reason] ?? reason,
  reviewers: (names: readonly string[], codes: readonly string[]) =>
    `待审 ${codes.length} 项，提醒审核人：${names.join('、')}`,
  ask: (reason: AskReason): string => ASK[reason.kind](reason as never),
} as const;

const ASK: { readonly [Kind in AskReason['kind']]: (reason: Extract<AskReason, { kind: Kind }>) => string } =
  {
    overdue: ({ days }) => `逾期 ${days} 天`,
    near: ({ workingDays }) => (workingDays === 0 ? '今天到期' : `还剩 ${workingDays} 个工作日`),
    stage: ({ dueOn, passed }) => `阶段目标${passed ? '已过' : '临近'}（${monthDay(dueOn)}）`,
    review_due: ({ since }) => (since === null ? '还没有填报过' : `上次填报是 ${monthDay(since)} 那一周`),
    no_entry: () => '本周还没有填报',
  };
