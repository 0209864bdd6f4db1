import type { Notice, ReceiptNotice } from '../../../src/domain/message/notice.ts';
import type { AskLine, TaskLine } from '../../../src/domain/message/lines.ts';

/*
 * Notices as the example street office (examples/round.json) would get them in the week of 8 June 2026.
 */

const ASKS = {
  '4': ['建立企业分类走访机制', '经济发展办', '2026-06-14', { kind: 'near', workingDays: 4 }],
  '6': ['苇塘河排口溯源整治', '城建办', '2026-07-17', { kind: 'no_entry' }],
  '7': ['规范河道巡查点位和记录', '城建办', '2026-07-03', { kind: 'no_entry' }],
  '13': ['合同审查备案全覆盖', '综合保障办', '2026-05-30', { kind: 'overdue', days: 9 }],
  '14': ['历史工程结算清零', '城建办', '2026-05-23', { kind: 'overdue', days: 16 }],
  '21': ['新增违建巡查防控', '综合执法队', null, { kind: 'review_due', since: '2026-05-11' }],
  '25': ['小散工程备案核查', '城建办', '2026-07-17', { kind: 'no_entry' }],
  '26': ['砚池管网清疏修复', '城建办', '2026-06-12', { kind: 'near', workingDays: 4 }],
  '28': ['井盖路灯限时维修', '城建办', '2026-06-19', { kind: 'no_entry' }],
  '36': ['社区议事事项落实反馈', '社区建设办', null, { kind: 'review_due', since: null }],
} as const satisfies Record<string, readonly [string, string, AskLine['dueOn'], AskLine['reason']]>;

export function anAsk(code: keyof typeof ASKS): AskLine {
  const [title, unit, dueOn, reason] = ASKS[code];
  return { taskId: `task-${code}`, code, title, unit, dueOn, reason };
}

/** 陆海平's six tasks, most urgent first. */
export const asksOfLu: readonly AskLine[] = (['14', '26', '28', '7', '6', '25'] as const).map(anAsk);

export const aTaskLine = (given: Partial<TaskLine> = {}): TaskLine => ({
  code: '14',
  title: '历史工程结算清零',
  unit: '城建办',
  owner: '陆海平',
  dueOn: '2026-05-23',
  light: 'red',
  overdueDays: 18,
  horizon: 'term',
  completion: 'not_done',
  closure: 'open',
  reported: null,
  ...given,
});

const green = { light: 'green', overdueDays: 0 } as const;

/** 陆海平's tasks on Wednesday, as the ledger orders them. */
export const tasksOfLu: readonly TaskLine[] = [
  aTaskLine({ ...green, code: '6', title: '苇塘河排口溯源整治', dueOn: '2026-07-17' }),
  aTaskLine({
    ...green,
    code: '7',
    title: '规范河道巡查点位和记录',
    dueOn: '2026-07-03',
    reported: 'in_progress',
  }),
  aTaskLine(),
  aTaskLine({
    ...green,
    code: '25',
    title: '小散工程备案核查',
    dueOn: '2026-07-17',
    reported: 'in_progress',
  }),
  aTaskLine({ light: 'yellow', overdueDays: 0, code: '26', title: '砚池管网清疏修复', dueOn: '2026-06-12' }),
  aTaskLine({
    ...green,
    code: '28',
    title: '井盖路灯限时维修',
    dueOn: '2026-06-19',
    closure: 'first_review',
    reported: 'done',
  }),
  aTaskLine({
    code: '37',
    title: '理清工程变更审批手续',
    light: 'closed',
    overdueDays: 0,
    completion: 'done',
    closure: 'closed',
  }),
];

export const aReceipt = (given: Partial<ReceiptNotice> = {}): ReceiptNotice => ({
  kind: 'receipt',
  recorded: [],
  requests: [],
  late: false,
  digestAt: { date: '2026-06-12', time: '16:10' },
  stillOpen: 0,
  question: null,
  ...given,
});

export const recorded = (
  given: Partial<ReceiptNotice['recorded'][number]> = {},
): ReceiptNotice['recorded'][number] => ({
  code: '7',
  status: 'in_progress',
  text: '正在推进',
  claimed: false,
  corrects: false,
  ...given,
});

export type Digest = Extract<Notice, { kind: 'digest' }>;

export const aDigest = (given: Partial<Digest> = {}): Digest => ({
  kind: 'digest',
  roundName: '区委第五轮巡察整改',
  weekNo: 4,
  late: false,
  asOf: '2026-06-12',
  frozenAt: { date: '2026-06-12', time: '14:00' },
  problems: { total: 32, done: 11, basicallyDone: 2, notDone: 15, ongoing: 4, stopped: 0 },
  tasks: { total: 39, done: 14, basicallyDone: 2, notDone: 18, ongoing: 4, stopped: 1 },
  lights: { red: 4, yellow: 3, green: 17, closed: 15 },
  underReview: 5,
  immediateDone: 4,
  answers: { asked: 21, answered: 18, notAnswered: 3 },
  movement: {
    newlyDone: ['5', '29'],
    newlyClosed: ['29'],
    newlyOverdue: ['17'],
    relapsed: [],
    added: ['40'],
    removed: [],
    lights: [
      { code: '17', from: 'yellow', to: 'red' },
      { code: '26', from: 'green', to: 'yellow' },
      { code: '29', from: 'green', to: 'closed' },
    ],
  },
  red: [
    { code: '20', unit: '综合执法队', days: 34 },
    { code: '14', unit: '城建办', days: 20 },
    { code: '13', unit: '综合保障办', days: 13 },
    { code: '17', unit: '财政所', days: 6 },
  ],
  unanswered: [
    { code: '20', unit: '综合执法队' },
    { code: '31', unit: '宣传文体中心' },
    { code: '21', unit: '综合执法队' },
  ],
  nextDue: [
    { code: '28', unit: '城建办', dueOn: '2026-06-19' },
    { code: '31', unit: '宣传文体中心', dueOn: '2026-06-19' },
    { code: '32', unit: '党建工作办', dueOn: '2026-06-19' },
  ],
  lateAnswers: ['13', '19'],
  skippedWeeks: [],
  ...given,
});
