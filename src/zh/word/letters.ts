import type { DateOnly } from '../../domain/calendar/date.ts';
import type { ReplyStatus } from '../../domain/reply/result.ts';
import { replyStatusLabel } from '../labels.ts';
import { commonText, fullDate } from './common.ts';

/* The words of 督办函 and 催办通知. */

interface Answer {
  readonly on: DateOnly;
  readonly status: ReplyStatus;
  readonly text: string;
}

export const letterText = {
  title: (task: string) => ['关于', `“${task}”`, '的督办函'],
  draft: '【草稿，编号后生效】',
  numberGap: '发文字号',
  dateGap: '签发日期',
  basis: (roundName: string, problem: string) =>
    `根据${commonText.roundStem(roundName)}整改工作安排，针对反馈意见指出的${commonText.quoted(problem)}，现就有关整改任务督办如下。`,
  matter: '督办事项',
  task: (task: string, code: string, owner: string) =>
    `你单位牵头的整改任务“${task}”（任务编号${code}${owner === '' ? '' : `，责任人${owner}`}）。`,
  limits: (original: DateOnly | null, due: DateOnly, days: number, on: DateOnly) =>
    `${original === null || original === due ? `整改时限为${fullDate(due)}` : `原定整改时限为${fullDate(original)}，经批准延至${fullDate(due)}`}，截至${fullDate(on)}已逾期${days}天。`,
  answer: (answer: Answer | null) =>
    answer === null
      ? '截至目前尚未收到进展填报。'
      : `最近一次填报（${fullDate(answer.on)}）：${replyStatusLabel[answer.status]}${answer.text === '' ? '' : `，“${answer.text}”`}。`,
  demand: '办理要求',
  newLimit: (limit: DateOnly) =>
    `请你单位抓紧办理，于${fullDate(limit)}前完成整改，并书面报送办理情况，附佐证材料。`,
  cannot: '确有困难不能如期完成的，请在上述期限前书面说明原因、已采取的措施和拟完成时间。',
  contact: '联系方式：',
} as const;

export const urgeText = {
  title: ['关于', '报送整改任务进展情况的', '催办通知'],
  opening: (roundName: string, count: number, asOf: DateOnly) =>
    `截至${fullDate(asOf)}，你单位在${commonText.roundStem(roundName)}整改中牵头的下列任务${count}项需抓紧办理：`,
  columns: {
    code: '编号',
    task: '整改任务',
    owner: '责任人',
    due: '整改时限',
    late: '逾期天数',
    answer: '最近填报',
  },
  long: '长期坚持',
  demand: (limit: DateOnly | null) =>
    limit === null ? null : `请于${fullDate(limit)}前报送办理情况；已完成的，请一并报送佐证材料。`,
  demandGap: '报送期限和要求',
  noAnswer: '未填报',
  answer: ({ on, status }: Pick<Answer, 'on' | 'status'>) =>
    `${fullDate(on)}当周：${replyStatusLabel[status]}`,
  returnMark: '回执',
  returnTitle: '催办通知办理情况回执',
  returnColumns: {
    code: '编号',
    task: '整改任务',
    progress: '办理情况',
    evidence: '佐证材料',
    by: '填报人、日期',
  },
} as const;
