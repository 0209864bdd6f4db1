import { ledgerHeading } from './columns.ts';
import type { LedgerColumn } from './columns.ts';

/*
 * What an office writes into the superior's workbook to be filled in, {{…}}, beside the names of the columns.
 */

/** What a task can be asked for: the columns of the ledger, and the number of its problem alone. */
export type TemplateColumn = LedgerColumn | 'problemNo';

export const templateHeading = { ...ledgerHeading, problemNo: '问题序号' } as const satisfies Record<
  TemplateColumn,
  string
>;

/** Names of columns that no import reads; the others are those of the import. */
export const templateSynonyms: Readonly<Partial<Record<TemplateColumn, string>>> = {
  light: '亮灯/逾期天数 亮灯 逾期天数 亮灯情况 亮灯状态',
  evidence: '佐证 佐证材料 证明材料 佐证件数',
  change: '本周变化 变化情况',
};

/** What stands once: words about the ledger, and figures of it. */
export const templateScalars = {
  round: '轮次',
  title: '台账名称',
  weekNo: '周次',
  week: '周起始日',
  asOf: '截至日期',
  frozenAt: '冻结时间',
  hash: '校验码',
  problemsTotal: '问题总数',
  problemsDone: '问题已完成',
  problemsBasicallyDone: '问题基本完成',
  problemsNotDone: '问题未完成',
  problemsOngoing: '问题长期坚持',
  problemsStopped: '问题依规终止',
  tasksTotal: '任务总数',
  tasksDone: '任务已完成',
  tasksBasicallyDone: '任务基本完成',
  tasksNotDone: '任务未完成',
  tasksOngoing: '任务长期坚持',
  tasksStopped: '任务依规终止',
  closed: '已销号数',
  green: '绿灯数',
  yellow: '黄灯数',
  red: '红灯数',
  lightClosed: '已办结数',
  asked: '应填任务数',
  answered: '已填任务数',
  notAnswered: '未填任务数',
} as const;

export type TemplateScalar = keyof typeof templateScalars;

/** Once in its own braces: {{序号}}, full-width ones as well. */
export const placeholderPattern = /[{｛]{2}\s*(?<name>[^{}｛｝]{1,40}?)\s*[}｝]{2}/gu;

/** Why a marked workbook is not filled in (domain rule 10). */
export const templateSecret = '模板带有密级标志，不能填写，也没有保存任何内容；请使用不涉密的空白模板';
