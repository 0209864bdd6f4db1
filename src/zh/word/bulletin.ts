import { monthOf, yearOf, type DateOnly } from '../../domain/calendar/date.ts';
import type { CompletionCount, Figures } from '../../domain/ledger/ledger.ts';
import type { WeekMovement } from '../../domain/ledger/movement.ts';
import { lightLabel } from '../labels.ts';
import { warningWords } from '../messages/look-back.ts';
import { commonText, countParts, fullDate, percent } from './common.ts';

/* The words of 通报 and of the pack for the weekly meeting. */

type Since = { readonly asOf: DateOnly; readonly total: number } | null;

const inItems = (count: number): string => `${count}项`;

export const bulletinText = {
  title: (roundName: string, kind: 'weekly' | 'monthly', asOf: DateOnly) => [
    '关于',
    `${commonText.roundStem(roundName)}整改`,
    `${kind === 'monthly' ? `${yearOf(asOf)}年${monthOf(asOf)}月` : ''}进展情况的通报`,
  ],
  issue: (number: number, asOf: DateOnly) => `（第${number}期，数据截至${fullDate(asOf)}）`,
  opening: (roundName: string, asOf: DateOnly, weekNo: number | null) =>
    `现将${commonText.roundStem(roundName)}整改截至${fullDate(asOf)}的进展情况通报如下（数据来源：${weekNo === null ? '当前台账，未冻结' : `第${weekNo}周冻结台账`}）。`,
  whole: '总体情况',
  counted: (what: '反馈问题' | '整改任务', count: CompletionCount) =>
    `${what}共${count.total}项，其中${countParts(count)}；完成率${percent(count.done, count.total)}（已完成数÷${what}总数）。`,
  lights: ({ lights, tasks }: Figures) =>
    `整改任务${tasks.total}项中，${(['red', 'yellow', 'green', 'closed'] as const).map((light) => `${lightLabel[light]}${lights[light]}项`).join('、')}。`,
  answers: ({ answers: { asked, answered, notAnswered } }: Figures) =>
    asked === 0
      ? '本周没有应报任务。'
      : `本周应填报任务${asked}项，已填报${answered}项、未填报${notAnswered}项，填报率${percent(answered, asked)}（已填报÷应填报）。`,
  changes: '进展变化',
  noBefore: '此前没有冻结的台账可作比较。',
  since: (asOf: DateOnly) => `与${fullDate(asOf)}相比：`,
  noChange: '没有变化。',
  movement: (moved: WeekMovement) =>
    (
      [
        ['新完成', moved.newlyDone],
        ['新销号', moved.newlyClosed],
        ['新逾期', moved.newlyOverdue],
        ['反弹', moved.relapsed],
        ['新增任务', moved.added],
        ['减少任务', moved.removed],
      ] as const
    ).flatMap(([label, codes]) =>
      codes.length === 0
        ? []
        : [`${label}${inItems(codes.length)}（${codes.map((code) => `${code}号`).join('、')}）`],
    ),
  total: (since: Since, moved: WeekMovement, total: number) =>
    since === null || moved.added.length + moved.removed.length === 0
      ? []
      : [
          `任务总数由${since.total}项变为${total}项：增加${moved.added.length}项、减少${moved.removed.length}项`,
        ],
  overdue: '逾期任务',
  noOverdue: '没有逾期任务。',
  overdueCount: (count: number) => `逾期未完成的整改任务${count}项：`,
  unanswered: '未填报任务',
  unansweredCount: (count: number) => `应填报而未填报的整改任务${count}项：`,
  allAnswered: '应填报的任务均已填报。',
  near: '近期到期任务',
  nearCount: (count: number) => `两周内到期、尚未办结的整改任务${count}项：`,
  noNear: '两周内没有到期任务。',
  next: '下一步要求',
  nextGap: '下一步工作要求和时限',
  annex: '附件',
  annexTitle: '整改任务进度统计表',
  table: {
    caption: (total: number) => `整改任务按责任单位（共${total}项，单位：项）`,
    unit: '责任单位',
    sum: '合计',
    nameless: '（未明确）',
    rate: '完成率',
  },
  columns: {
    code: '编号',
    task: '整改任务',
    unit: '责任单位',
    leader: '牵头领导',
    owner: '责任人',
    due: '整改时限',
    days: '逾期天数',
    progress: '本周进展',
  },
} as const;

export const packText = {
  title: (roundName: string) => [`${commonText.roundStem(roundName)}整改`, '周调度会材料'],
  asOf: (asOf: DateOnly, weekNo: number | null) =>
    `（数据截至${fullDate(asOf)}，${weekNo === null ? '未冻结' : `第${weekNo}周冻结台账`}）`,
  waiting: '待决定的申请',
  waitingCount: (count: number) => `待决定的申请${count}件：`,
  noWaiting: '没有待决定的申请。',
  what: { extension: '延期', transfer: '转办', help: '协调', closure: '销号审核' },
  wish: (dueOn: DateOnly | null, to: string | null, text: string) =>
    [dueOn === null ? '' : `延至${fullDate(dueOn)}`, to === null ? '' : `转给${to}`, text]
      .filter((part) => part !== '')
      .join('；'),
  waitingColumns: { what: '事项', by: '申请人', on: '申请日期', wish: '内容' },
  warnings: '反弹预警',
  noWarnings: '没有反弹预警。',
  warning: warningWords,
  letters: '督办函',
  lettersCount: (count: number) => `督办函${count}件：`,
  noLetters: '没有督办函。',
  letterColumns: { number: '编号', state: '状态', drafted: '拟稿日期', limit: '新时限' },
  letterState: { draft: '草稿', signed: '已签发', dropped: '已作废' },
  byCategory: { caption: '反馈问题按类别（单位：项）', category: '问题类别', sum: '合计' },
} as const;
