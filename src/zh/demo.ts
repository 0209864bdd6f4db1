import type { LocalTime } from '../domain/calendar/date.ts';
import { weekdayOf } from '../domain/calendar/date.ts';
import type { WeekStepName } from '../domain/task/round.ts';

/* The transcript of `npm run demo`. */

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

export const stepTitle = {
  remind: '每周提醒：逐人发送一条待报提醒',
  nudge: '二次提醒：只发给还没有报的人',
  close: '本周填报截止，之后的答复记为补报',
  freeze: '冻结本周台账',
  digest: '周报发到领导小组群',
} as const satisfies Record<WeekStepName, string>;

export const demoHeading = (roundName: string, tasks: number, people: number): string =>
  `督办演示：${roundName}，${tasks} 项任务，${people} 名人员，一周的来往\n（时间为模拟时钟，消息经沙箱按企业微信协议收发）`;

export const timeHeading = ({ date, time }: LocalTime, title: string): string =>
  `\n【${date} 周${WEEKDAYS[weekdayOf(date) - 1] ?? ''} ${time}】${title}`;

export const said = (name: string, text: string): string => `  ${name} 说：${text}`;
export const pictured = (name: string): string => `  ${name} 发了一张图片`;
export const shownPicture = '［图片］挂图作战';
export const pressed = (name: string, button: string, taskNo: number): string =>
  `  ${name} 在卡片上选 ${taskNo} 号，按“${button}”`;
export const received = (name: string): string => `  → ${name} 收到：`;
export const changed = (name: string): string => `  → ${name} 的卡片变为：`;
export const nothingSent = (): string => '  （没有需要发送的消息）';
export const buttonName = (key: string): string =>
  ({ done: '已完成', in_progress: '正在推进', no_change: '本周无进展', extension: '申请延期' })[key] ?? key;

export const demoDone = (ledger: string, summary: string, figures: string): string =>
  `\n一周结束。${figures}\n台账：${ledger}\n汇总：${summary}`;
export const figuresLine = (total: number, done: number, asked: number, answered: number): string =>
  `任务 ${total} 项，已完成 ${done} 项；应报 ${asked} 项，已报 ${answered} 项。`;
