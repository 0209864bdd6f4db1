import type { DateOnly } from '../../domain/calendar/date.ts';
import type { CompletionPart } from '../../domain/ledger/figures.ts';
import type { CompletionCount, Figures } from '../../domain/ledger/ledger.ts';
import type { Audience } from '../../domain/ledger/publication.ts';
import { countHeading } from '../columns.ts';
import { commonText, countParts, fullDate, percent } from './common.ts';

/* The words of 整改进展情况报告, and of its public form, 通报. */

const GENRE = { superior: '报告', party: '通报', society: '通报' } as const satisfies Record<
  Audience,
  string
>;

const WITHHELD_FROM = {
  superior: '不公开',
  party: '不在党内公开',
  society: '不向社会公开',
} as const satisfies Record<Audience, string>;

export const stateLabel = countHeading satisfies Record<CompletionPart, string>;

export const reportText = {
  title: (roundName: string, audience: Audience) => [
    '关于',
    `${commonText.roundStem(roundName)}整改`,
    `进展情况的${GENRE[audience]}`,
  ],
  asOf: (asOf: DateOnly) => `（数据截至${fullDate(asOf)}）`,
  opening: (roundName: string, asOf: DateOnly, audience: Audience) =>
    `现将${commonText.roundStem(roundName)}整改截至${fullDate(asOf)}的进展情况${GENRE[audience]}如下。`,
  organisation: '组织整改落实情况',
  organisationGap: '党组织及主要负责人组织整改的情况，如会议、工作机构、督导检查',
  whole: '整改总体情况',
  problemTotals: (count: CompletionCount, asOf: DateOnly) =>
    `截至${fullDate(asOf)}，反馈问题共${count.total}项，其中${countParts(count)}；完成率${percent(count.done, count.total)}（已完成问题数÷反馈问题总数）。`,
  taskTotals: (count: CompletionCount, { within }: Figures) =>
    `上述问题分解为整改任务${count.total}项，其中${countParts(count)}；完成率${percent(count.done, count.total)}（已完成任务数÷整改任务总数）。${immediate(within.immediateDone)}${underReview(within.underReview)}`,
  beside: (long: { readonly total: number; readonly parts: string }) =>
    `反馈问题中需长期坚持的${long.total}项（${long.parts}），已计入以上各类，不另行相加。`,
  withheld: (audience: Audience, withheld: number, shown: number) =>
    `按规定${WITHHELD_FROM[audience]}的问题${withheld}项，已计入以上总数；本${GENRE[audience]}列出${shown}项。`,
  table: { caption: '反馈问题整改情况（单位：项）', category: '问题类别', total: '问题数', sum: '合计' },
  items: '反馈问题整改落实情况',
  category: (name: string, total: number, withheld: number) =>
    withheld === 0 ? `${name}（${total}项）` : `${name}（共${total}项，列出${total - withheld}项）`,
  allWithheld: (audience: Audience) => `本类问题按规定${WITHHELD_FROM[audience]}。`,
  state: '整改状态：',
  progress: '整改情况：',
  nextPlan: '下一步计划：',
  besideState: (state: string) => `${state}，${countHeading.ongoing}`,
  progressGap: '整改情况',
  nextPlanGap: '长期坚持事项的下一步计划',
  next: '下一步工作安排',
  open: (count: CompletionCount) => {
    const { total, done, stopped } = count;
    const open = total - done - stopped;
    return open === 0
      ? '反馈问题已全部完成整改或依规终止。'
      : `尚未完成整改的问题${open}项，其中${countParts({ ...count, done: 0, stopped: 0 })}。`;
  },
  nextGap: '下一步工作安排',
  contact: '联系方式：',
} as const;

const immediate = (count: number): string => (count === 0 ? '' : `已完成的任务中含立行立改${count}项。`);

const underReview = (count: number): string =>
  count === 0 ? '' : `销号审核中的任务${count}项，审核通过前未计入已完成。`;
