import type { LedgerRow } from '../domain/ledger/ledger.ts';
import type { RowChange, RowField } from '../domain/ledger/row-changes.ts';
import type { Leaving, WeekDiff } from '../domain/ledger/week-diff.ts';
import type { Removal } from '../domain/task/task.ts';
import { ledgerHeading } from './columns.ts';
import {
  closureLabel,
  completionLabel,
  horizonLabel,
  lightLabel,
  replyStatusLabel,
  timelinessLabel,
} from './labels.ts';
import { codeName, shortTitle } from './messages/parts.ts';

/*
 * What changed between two frozen weeks, in the words of the ledger's columns.
 */

type Words = (before: LedgerRow, after: LedgerRow) => string;

/** A state that went from one to another: 未完成→已完成. */
const became =
  (name: string, tell: (row: LedgerRow) => string): Words =>
  (before, after) =>
    `${name}${tell(before) || '（空）'}→${tell(after) || '（空）'}`;

/** A text too long to be repeated: only that it was changed. */
const reworded =
  (name: string): Words =>
  () =>
    `${name}有修改`;

const dayOf = (day: string | null): string => day ?? '（无）';

/** What is said of each field; what others say already, or nobody reads, has no words. */
const FIELD_WORDS: Readonly<Record<RowField, Words | null>> = {
  taskId: null,
  no: null,
  asked: null,
  entryIds: null,
  leaderId: null,
  overdueDays: null,
  code: became('序号', ({ code }) => code),
  category: became('类别', ({ category }) => category),
  problemNo: became('问题序号', ({ problemNo }) => `${problemNo}`),
  problem: reworded(ledgerHeading.problem),
  task: reworded(ledgerHeading.task),
  measures: reworded(ledgerHeading.measures),
  measureTypes: reworded('措施类型'),
  leader: became('牵头领导：', ({ leader }) => leader),
  unit: became('责任单位：', ({ unit }) => unit),
  owner: became('责任人：', ({ owner }) => owner),
  supportUnits: became('配合单位：', ({ supportUnits }) => supportUnits.join('、')),
  dueOn: (before, after) => `时限${dayOf(before.dueOn)}→${dayOf(after.dueOn)}`,
  originalDueOn: (before, after) => `原时限${dayOf(before.originalDueOn)}→${dayOf(after.originalDueOn)}`,
  horizon: became('', ({ horizon }) => horizonLabel[horizon]),
  completion: became('', ({ completion }) => completionLabel[completion]),
  closure: became('', ({ closure }) => closureLabel[closure]),
  light: became('', ({ light }) => lightLabel[light]),
  timeliness: became('', ({ timeliness }) => timelinessLabel[timeliness]),
  evidenceCount: became('佐证', ({ evidenceCount }) => `${evidenceCount}件`),
  remark: reworded(ledgerHeading.remark),
  reportedUpTo: (_, { reportedUpTo }) => (reportedUpTo === undefined ? '不再上报' : `上报${reportedUpTo}`),
  reportedUpOn: (before, after) =>
    before.reportedUpTo !== undefined && before.reportedUpTo === after.reportedUpTo ? '重新上报' : '',
  progress: (_, { progress }) => (progress === '' ? '本周无新进展' : '进展有更新'),
  reported: (_, { reported }) => (reported === null ? '本周未填报' : `填报“${replyStatusLabel[reported]}”`),
  nextPlan: reworded(ledgerHeading.nextPlan),
};

/** The most telling first; the rest in the order of the columns. */
const FIRST: readonly RowField[] = ['closure', 'completion', 'light', 'timeliness', 'dueOn'];

const wordsOf = ({ before, after }: RowChange, fields: readonly RowField[]): string[] =>
  [...FIRST.filter((field) => fields.includes(field)), ...fields.filter((field) => !FIRST.includes(field))]
    .map((field) => FIELD_WORDS[field]?.(before, after) ?? '')
    .filter((words) => words !== '');

/** What changed of the task itself, without its answer of the week: empty when nothing did. */
export const taskChangeWords = (change: RowChange): string[] => wordsOf(change, change.fields);

export const answerChangeWords = (change: RowChange): string[] => wordsOf(change, change.answer);

export const ledgerChangeText = {
  come: '新增',
  since: (number: number, week: string) => `变化对照：第${number}周（${week}起）`,
  noneBefore: '变化对照：无上期',
} as const;

const LEFT: Readonly<Record<Removal, (into: string) => string>> = {
  split: (into) => (into === '' ? '拆分' : `拆分为${into}`),
  merged: (into) => (into === '' ? '合并' : `并入${into}`),
  withdrawn: () => '撤销',
};

export const leavingWords = ({ how, into }: Leaving): string =>
  how === null ? '不再列入' : LEFT[how](into.map(codeName).join('、'));

const lineOf = ({ code, unit, task }: LedgerRow, words: string): string =>
  `  ${codeName(code)} ${unit === '' ? '（单位未明确）' : unit} ${shortTitle(task)}：${words}`;

/** The comparison as the office reads it: the sums first, then a line for each task that is not as it was. */
export function diffLines(diff: WeekDiff, titles: { readonly from: string; readonly to: string }): string[] {
  const { before, after, same, answered, changed, come, left } = diff;
  const both = `未变${same}项＋仅填报更新${answered.length}项＋有变化${changed.length}项`;
  return [
    `${titles.from} → ${titles.to}`,
    `上期任务${before}项＝${both}＋减少${left.length}项`,
    `本期任务${after}项＝${both}＋新增${come.length}项`,
    ...section(
      '有变化',
      changed.map((each) =>
        lineOf(each.after, [...taskChangeWords(each), ...answerChangeWords(each)].join('；')),
      ),
    ),
    ...section(
      '新增',
      come.map((row) => lineOf(row, completionLabel[row.completion])),
    ),
    ...section(
      '减少',
      left.map((each) => lineOf(each.row, leavingWords(each))),
    ),
    ...section(
      '仅填报更新',
      answered.map((each) => lineOf(each.after, answerChangeWords(each).join('；'))),
    ),
  ];
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${title}${lines.length}项：`, ...lines];
