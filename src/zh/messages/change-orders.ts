import type { ChangeOrder, NamedPerson, NamedTask } from '../../domain/message/change-notice.ts';
import type { Order } from '../../domain/message/notice.ts';
import { monthDay } from './dates.ts';
import { clip, inline } from './fit.ts';
import { codeName, joined, shortTitle, shortUnit } from './parts.ts';
import type { Shown } from './shown.ts';

/*
 * What is shown before a task changes hands or the base changes.
 */

type OrderOf<Do extends Order['do']> = Order & { readonly do: Do };

/** Codes of one kind that a card has room for. */
const CARD_CODES = 6;

export const codesOf = (codes: readonly string[]): string => inline(codes.map(codeName), CARD_CODES);

/** 城建办 陆海平. */
export const personWords = ({ name, unit }: NamedPerson): string =>
  joined([shortUnit(unit), clip(name, 10)], ' ');

const taskLines = (tasks: readonly NamedTask[]): Shown['lines'] =>
  tasks.map(({ code, title }) => ({ name: codeName(code), value: shortTitle(title) }));

const ending =
  (verb: string, then: string) =>
  ({ code, title, reason }: OrderOf<'remove' | 'stop'>): Shown => ({
    title: `是否${verb}${codeName(code)}？`,
    lines: [
      { name: '任务', value: shortTitle(title) },
      { name: '原因', value: clip(reason, 30) },
    ],
    yes: `确认${verb}`,
    remark: then,
  });

export const CHANGE_WORDS: { readonly [Do in ChangeOrder['do']]: (order: OrderOf<Do>) => Shown } = {
  hand_over: ({ tasks, to, unitsLeft }) => ({
    title: `是否把${codesOf(tasks.map(({ code }) => code))}转给${clip(to.name, 10)}？`,
    lines: [{ name: '责任人', value: personWords(to) }, ...taskLines(tasks)],
    yes: '确认转办',
    remark: joined([
      '原责任人转为配合',
      unitsLeft.length > 0 &&
        `牵头单位改为${shortUnit(to.unit)}、${unitsLeft.map(shortUnit).join('、')}转为配合单位`,
    ]),
  }),
  split: ({ code, into }) => ({
    title: `是否把${codeName(code)}拆分为 ${into.length} 项？`,
    lines: taskLines(into),
    yes: '确认拆分',
    remark: '责任人、时限、措施不变，原编号不再使用',
  }),
  merge: ({ into, others }) => ({
    title: `是否把${codesOf(others.map(({ code }) => code))}并入${codeName(into.code)}？`,
    lines: taskLines([into, ...others]),
    yes: '确认合并',
    remark: `责任人、时限以${codeName(into.code)}为准，措施合并，被并任务的责任人转为配合`,
  }),
  remove: ending('撤销', '撤销后不再计入任务总数，周报列明'),
  stop: ending('终止', '终止后仍计入任务总数，列为依规终止'),
  report_up: ({ code, title, to }) => ({
    title: to === null ? `${codeName(code)}上报事项是否已批复？` : `是否把${codeName(code)}记为已上报？`,
    lines: [
      { name: '任务', value: shortTitle(title) },
      ...(to === null ? [] : [{ name: '上报', value: clip(to, 30) }]),
    ],
    yes: to === null ? '确认已批复' : '确认上报',
    remark: to === null ? '确认后恢复督办' : '批复前仍计未完成，不催办、不升级督办',
  }),
  stages: ({ code, goals }) => ({
    title: `是否设定${codeName(code)}的 ${goals.length} 个阶段目标？`,
    lines: goals.map(({ dueOn, text }) => ({ name: monthDay(dueOn), value: clip(text, 30) })),
    yes: '确认设定',
    remark: '未达成的原目标由新目标代替',
  }),
  stage_reached: ({ code, goal }) => ({
    title: `${codeName(code)}第 ${goal.no} 个阶段目标是否已达成？`,
    lines: [{ name: monthDay(goal.dueOn), value: clip(goal.text, 30) }],
    yes: '确认达成',
  }),
};
