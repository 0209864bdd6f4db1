import type { Notice } from '../../../src/domain/message/notice.ts';
import { LOOK_BACKS } from './look-back-notices.ts';
import { CLOSURE_NOTICES } from './closure-notices.ts';
import { CHANGE_NOTICES } from './change-notices.ts';
import { aDigest, anAsk, aReceipt, asksOfLu, aTaskLine, recorded, tasksOfLu } from './street.ts';

const TWO_ROUNDS = [
  { letter: 'A', name: '区委第五轮巡察整改' },
  { letter: 'B', name: '安全生产专项整治' },
];
const friday = { date: '2026-06-12', time: '12:00' } as const;
const monday = { date: '2026-06-15', time: '08:10' } as const;
const twelve = [...asksOfLu, ...asksOfLu].map((ask, index) =>
  Object.assign({}, ask, { taskId: `task-${index}`, code: String(index + 1) }),
);
const lu = (index: number) => asksOfLu.slice(index);

const lateTask = {
  code: '13',
  title: '合同审查备案全覆盖',
  unit: '综合保障办',
  owner: '许嘉宁',
  dueOn: '2026-05-30',
  days: 12,
  insteadOf: null,
} as const;
const away = { person: '陆海平', deputy: '邹帆', from: '2026-06-08', lastDay: '2026-06-12' } as const;

const settled = (label: 'resent' | 'counted_as_sent'): Notice => ({
  kind: 'card_update',
  cardId: 'c4',
  of: 'ambiguous',
  recorded: [{ code: '', label }],
  remaining: [],
  instead: null,
});

/** By the name of its snapshot, for the office to review. */
export const NOTICES: Readonly<Record<string, Notice>> = {
  'reminder-one-task': {
    kind: 'reminder',
    step: 'weekly',
    late: false,
    cardId: 'c1',
    asks: [anAsk('13')],
    closesAt: friday,
  },
  'reminder-long-term': {
    kind: 'reminder',
    step: 'weekly',
    late: false,
    cardId: 'c1',
    asks: [anAsk('21')],
    closesAt: friday,
  },
  'reminder-six-tasks': {
    kind: 'reminder',
    step: 'weekly',
    late: false,
    cardId: 'c1',
    asks: asksOfLu,
    closesAt: friday,
  },
  'reminder-twelve-tasks-late': {
    kind: 'reminder',
    step: 'weekly',
    late: true,
    cardId: 'c1',
    asks: twelve,
    closesAt: friday,
  },
  'reminder-with-reviews': {
    kind: 'reminder',
    step: 'weekly',
    late: false,
    cardId: 'c1',
    asks: asksOfLu,
    closesAt: friday,
    reviews: ['5', '9'].map((code) => aTaskLine({ code, closure: 'first_review' })),
  },
  'reminder-two-rounds': {
    kind: 'reminder',
    step: 'weekly',
    late: false,
    cardId: 'c1',
    asks: [
      { ...anAsk('14'), code: 'A14' },
      { ...anAsk('26'), code: 'B3' },
    ],
    closesAt: friday,
  },
  'reminder-nudge': {
    kind: 'reminder',
    step: 'nudge',
    late: false,
    cardId: 'c1',
    asks: [anAsk('4'), anAsk('36')],
    closesAt: friday,
  },
  chase: { kind: 'chase', cardId: 'c2', by: '贺云舟', asks: [anAsk('14'), anAsk('26')] },
  'card-update-remaining': {
    kind: 'card_update',
    cardId: 'c1',
    of: 'reminder',
    recorded: [{ code: '14', label: 'done' }],
    remaining: lu(1),
    instead: null,
  },
  'card-update-in-progress': {
    kind: 'card_update',
    cardId: 'c1',
    of: 'reminder',
    recorded: [{ code: '28', label: 'in_progress' }],
    remaining: lu(5),
    instead: null,
  },
  'card-update-finished': {
    kind: 'card_update',
    cardId: 'c1',
    of: 'reminder',
    recorded: [{ code: '25', label: 'no_change' }],
    remaining: [],
    instead: aReceipt(),
  },
  'card-update-other-tasks-open': {
    kind: 'card_update',
    cardId: 'c2',
    of: 'reminder',
    recorded: [{ code: '26', label: 'in_progress' }],
    remaining: [],
    instead: aReceipt({ stillOpen: 3 }),
  },
  'card-update-extension': {
    kind: 'card_update',
    cardId: 'c1',
    of: 'reminder',
    recorded: [{ code: '26', label: 'extension' }],
    remaining: [],
    instead: null,
  },
  'card-update-chase-confirmed': {
    kind: 'card_update',
    cardId: 'c3',
    of: 'preview',
    recorded: [{ code: '', label: 'confirmed' }],
    remaining: [],
    instead: null,
  },
  'card-update-chase-cancelled': {
    kind: 'card_update',
    cardId: 'c3',
    of: 'preview',
    recorded: [{ code: '', label: 'cancelled' }],
    remaining: [],
    instead: null,
  },
  'chase-preview': {
    kind: 'chase_preview',
    cardId: 'c3',
    targets: [
      { name: '石卫东', codes: ['20'] },
      { name: '陆海平', codes: ['14', '26'] },
      { name: '欧阳敬之', codes: ['27'] },
    ],
    dropped: [
      { code: '13', reason: 'chased_today' },
      { code: '5', reason: 'under_review' },
      { code: '38', reason: 'under_review' },
    ],
    deferredTo: null,
  },
  'chase-preview-reminded-today': {
    kind: 'chase_preview',
    cardId: 'c3',
    targets: [
      { name: '石卫东', codes: ['20'] },
      { name: '陆海平', codes: ['14', '26'], remindedToday: true },
    ],
    dropped: [{ code: '13', reason: 'chased_today' }],
    deferredTo: null,
  },
  'chase-preview-deferred': {
    kind: 'chase_preview',
    cardId: 'c3',
    targets: ['石卫东', '陆海平', '唐启明', '方慧敏', '蔡玉珍', '叶青蓝', '许嘉宁', '范秋实'].map(
      (name, index) => ({ name, codes: [String(index + 1)] }),
    ),
    dropped: [],
    deferredTo: monday,
  },
  'chase-sent': { kind: 'chase_sent', people: 3, tasks: 4, deferredTo: null },
  'chase-sent-deferred': { kind: 'chase_sent', people: 3, tasks: 4, deferredTo: monday },
  'chase-sent-nobody': { kind: 'chase_sent', people: 0, tasks: 0, deferredTo: null },
  'chase-empty': {
    kind: 'chase_empty',
    dropped: [
      { code: '13', reason: 'chased_today' },
      { code: '1', reason: 'closed' },
      { code: '40', reason: 'no_owner' },
    ],
  },
  'chase-empty-nothing-meant': { kind: 'chase_empty', dropped: [] },
  cancelled: { kind: 'cancelled' },
  'preview-approve-extension': {
    kind: 'preview',
    cardId: 'c3',
    order: {
      do: 'approve',
      what: 'extension',
      code: '12',
      title: '修订公务接待管理办法',
      due: '2026-07-15',
      reason: '',
    },
  },
  'preview-approve-closure': {
    kind: 'preview',
    cardId: 'c3',
    order: {
      do: 'approve',
      what: 'closure',
      code: '12',
      title: '修订公务接待管理办法',
      due: null,
      reason: '',
      claim: {
        text: '办公室王敏牵头修订办法2项，已印发执行',
        check: { lacks: ['effect'], vague: [], evidence: 1, evidenceLacking: 0 },
      },
    },
  },
  'preview-return-closure': {
    kind: 'preview',
    cardId: 'c3',
    order: {
      do: 'return',
      what: 'closure',
      code: '12',
      title: '修订公务接待管理办法',
      due: null,
      reason: '缺少盘点表',
    },
  },
  'receipt-one': aReceipt({
    recorded: [
      recorded({
        code: '30',
        status: 'done',
        text: '已完成，三处助餐点的留样柜和台账都配齐了',
        claimed: true,
      }),
    ],
  }),
  'receipt-several': aReceipt({
    recorded: [
      recorded({ code: '7' }),
      recorded({ code: '25', text: '还没完成，还差两个工地没有备案' }),
      recorded({ code: '28', status: 'done', text: '已完成', claimed: true }),
    ],
    stillOpen: 3,
  }),
  'receipt-correction': aReceipt({
    recorded: [
      recorded({ code: '28', status: 'basically_done', text: '还有3盏路灯在等配件', corrects: true }),
    ],
    stillOpen: 3,
  }),
  'receipt-help': aReceipt({
    recorded: [recorded({ code: '24', text: '有困难，请协调区供水公司，梧桐里两处消火栓没有水压' })],
    requests: [{ kind: 'help', code: '24' }],
  }),
  'receipt-extension': aReceipt({
    requests: [{ kind: 'extension', code: '26', due: '2026-07-31' }],
    stillOpen: 2,
  }),
  'receipt-transfer': aReceipt({ requests: [{ kind: 'transfer', code: '21', to: '赵志远' }], stillOpen: 1 }),
  'receipt-refused': aReceipt({
    recorded: [recorded({ code: '26', text: '已进场清淤' })],
    requests: [{ kind: 'refused', code: '14', why: 'after_deadline' }],
    stillOpen: 1,
  }),
  'receipt-question': aReceipt({
    recorded: [recorded({ code: '33', text: '还有3名党员没联系上' })],
    stillOpen: 2,
    question: { why: 'which_status', code: '32', choices: [] },
  }),
  'receipt-late': aReceipt({
    recorded: [
      recorded({ code: '13', status: 'done', text: '', claimed: true }),
      recorded({ code: '19', text: '还得再等两周' }),
    ],
    late: true,
    digestAt: null,
  }),
  'receipt-without-digest': aReceipt({
    recorded: [recorded({ text: '已印发巡查记录模板' })],
    digestAt: null,
  }),
  'question-which-item': {
    kind: 'question',
    question: {
      why: 'which_item',
      code: null,
      choices: [
        { code: '34', title: '社区后备干部选拔跟班' },
        { code: '36', title: '社区议事事项落实反馈' },
      ],
    },
  },
  'question-which-item-of-twelve': {
    kind: 'question',
    question: { why: 'which_item', code: null, choices: twelve },
  },
  'question-which-status': {
    kind: 'question',
    question: { why: 'which_status', code: '34', choices: [{ code: '34', title: '社区后备干部选拔跟班' }] },
  },
  'question-not-understood': {
    kind: 'question',
    question: { why: 'not_understood', code: null, choices: [{ code: '4', title: '建立企业分类走访机制' }] },
  },
  'question-not-yours': {
    kind: 'question',
    question: { why: 'not_yours', code: '16', choices: [{ code: '17', title: '追缴商铺欠租' }] },
  },
  'question-no-such-item': {
    kind: 'question',
    question: { why: 'no_such_item', code: null, choices: [{ code: '17', title: '追缴商铺欠租' }] },
  },
  'question-not-permitted': { kind: 'question', question: { why: 'not_permitted', code: null, choices: [] } },
  'question-date-in-past': { kind: 'question', question: { why: 'date_in_past', code: '26', choices: [] } },
  'question-progress': { kind: 'question', question: { why: 'progress', code: '14', choices: [] } },
  'question-extension-due': { kind: 'question', question: { why: 'extension_due', code: '4', choices: [] } },
  digest: aDigest(),
  'digest-first-week': aDigest({
    weekNo: 1,
    lateAnswers: [],
    unanswered: [],
    answers: { asked: 21, answered: 21, notAnswered: 0 },
  }),
  'digest-late-after-holiday': aDigest({
    weekNo: 12,
    late: true,
    frozenAt: { date: '2026-06-15', time: '09:10' },
    skippedWeeks: ['2026-06-01'],
  }),
  'digest-preview': aDigest({
    weekNo: null,
    frozenAt: { date: '2026-06-10', time: '11:05' },
    asOf: '2026-06-10',
    movement: {
      newlyDone: [],
      newlyClosed: [],
      newlyOverdue: [],
      relapsed: [],
      added: [],
      removed: [],
      lights: [],
    },
  }),
  'my-tasks': { kind: 'my_tasks', tasks: tasksOfLu, led: [], ofUnit: [], helped: [] },
  'my-tasks-two-rounds': {
    kind: 'my_tasks',
    tasks: tasksOfLu.map((task, index) => ({ ...task, code: `${index % 3 === 0 ? 'B' : 'A'}${task.code}` })),
    led: [],
    ofUnit: [],
    helped: [],
    rounds: TWO_ROUNDS,
  },
  'unreported-two-rounds': {
    kind: 'unreported',
    people: [
      { name: '陆海平', unit: '城建办', codes: ['A6', 'A7', 'B2'] },
      { name: '唐启明', unit: '经济发展办', codes: ['B4'] },
    ],
    rounds: TWO_ROUNDS,
  },
  'my-tasks-none': { kind: 'my_tasks', tasks: [], led: [], ofUnit: [], helped: [] },
  'my-tasks-of-a-leader': { kind: 'my_tasks', tasks: [], led: tasksOfLu, ofUnit: [], helped: [] },
  'my-tasks-of-a-head': {
    kind: 'my_tasks',
    tasks: tasksOfLu.slice(0, 2),
    led: [],
    ofUnit: tasksOfLu.slice(2, 4),
    helped: tasksOfLu.slice(4),
  },
  'task-detail': {
    kind: 'task_detail',
    task: aTaskLine({ reported: 'in_progress' }),
    measures: ['逐项核对2021年以来完工未结算工程，建立结算清单。', '倒排送审时间，每月通报一次。'],
    history: [
      { week: '2026-06-01', status: 'in_progress', text: '11个项目送审7个' },
      { week: '2026-06-08', status: 'in_progress', text: '又送审2个，剩余2个补竣工图' },
    ],
  },
  overdue: {
    kind: 'overdue',
    tasks: [
      aTaskLine({
        code: '20',
        title: '存量违建分类处置',
        unit: '综合执法队',
        owner: '石卫东',
        overdueDays: 32,
      }),
      aTaskLine({ reported: 'in_progress' }),
    ],
  },
  'overdue-none': { kind: 'overdue', tasks: [] },
  unreported: {
    kind: 'unreported',
    people: [
      { name: '石卫东', unit: '综合执法队', codes: ['20', '21'] },
      { name: '叶青蓝', unit: '宣传文体中心', codes: ['31'] },
    ],
  },
  'unreported-none': { kind: 'unreported', people: [] },
  ...CLOSURE_NOTICES,
  'ledger-summary': { ...aDigest(), kind: 'ledger_summary' },
  'decided-closed': {
    kind: 'decided',
    code: '5',
    what: 'closure',
    outcome: 'approved',
    due: null,
    reason: '',
  },
  'decided-next-review': {
    kind: 'decided',
    code: '38',
    what: 'closure',
    outcome: 'next_review',
    due: null,
    reason: '',
  },
  'decided-returned': {
    kind: 'decided',
    code: '32',
    what: 'closure',
    outcome: 'returned',
    due: null,
    reason: '第三支部缺签到表',
  },
  'decided-extended': {
    kind: 'decided',
    code: '26',
    what: 'extension',
    outcome: 'approved',
    due: '2026-07-31',
    reason: '',
  },
  'decided-not-extended': {
    kind: 'decided',
    code: '4',
    what: 'extension',
    outcome: 'returned',
    due: '2026-06-19',
    reason: '走访计划已明确本周完成',
  },
  'extension-asked': {
    kind: 'extension_asked',
    code: '26',
    title: '砚池管网清疏修复',
    by: '陆海平',
    due: '2026-07-31',
    text: '26申请延期到下月底，有两处要等燃气公司迁管',
  },
  'help-asked': {
    kind: 'help_asked',
    code: '24',
    by: '邹帆',
    request: 'help',
    to: null,
    text: '24有困难，请协调区供水公司，梧桐里两处消火栓没有水压',
  },
  'transfer-asked': {
    kind: 'help_asked',
    code: '21',
    by: '石卫东',
    request: 'transfer',
    to: '赵志远',
    text: '21转给赵志远负责',
  },
  'help-official': { kind: 'help', manager: false },
  'help-manager': { kind: 'help', manager: true },
  welcome: { kind: 'welcome', name: '陆海平' },
  withdrawn: { kind: 'withdrawn', codes: ['32'] },
  'acknowledged-open': { kind: 'acknowledged', stillOpen: 2 },
  acknowledged: { kind: 'acknowledged', stillOpen: 0 },
  'unknown-person': { kind: 'unknown_person' },
  'secret-refused': { kind: 'secret_refused' },
  ambiguous: { kind: 'ambiguous', cardId: 'c4', message: 'weekly', to: '陆海平', at: monday },
  'ambiguous-group': { kind: 'ambiguous', cardId: 'c4', message: 'digest', to: '', at: monday },
  'card-update-resent': settled('resent'),
  'card-update-counted-as-sent': settled('counted_as_sent'),
  unreached: {
    kind: 'unreached',
    roundName: '区委第五轮巡察整改',
    step: 'weekly',
    people: [
      { name: '陆海平', unit: '城建办', why: 'not_contacted' },
      { name: '石卫东', unit: '综合执法队', why: 'out_of_scope' },
      { name: '邹帆', unit: '', why: 'not_contacted' },
      { name: '赵志远', unit: '财政所', why: 'no_account' },
      { name: '贺云舟', unit: '党建工作办', why: 'refused' },
      { name: '孟小满', unit: '宣传文体中心', why: 'unclear' },
    ],
  },
  mention: {
    kind: 'mention',
    people: [
      { userid: 'luhaiping', name: '陆海平' },
      { userid: 'shiweidong', name: '石卫东' },
    ],
  },
  'binding-asked': { kind: 'binding_asked' },
  bound: { kind: 'bound', name: '陆海平' },
  'binding-refused-wrong': { kind: 'binding_refused', why: 'wrong' },
  'binding-refused-too-many': { kind: 'binding_refused', why: 'too_many' },
  'answered-privately': { kind: 'answered_privately', reached: true },
  'answered-privately-not': { kind: 'answered_privately', reached: false },
  'members-left': {
    kind: 'members_left',
    people: [
      { name: '陆海平', codes: ['14', '26'] },
      { name: '石卫东', codes: ['21'] },
    ],
  },
  ...LOOK_BACKS,
  ...CHANGE_NOTICES,
  failed: { kind: 'failed' },
  'escalation-head': {
    kind: 'escalation',
    parts: [{ as: 'unit_head', tasks: [lateTask] }],
  },
  'escalation-leader-by-deputy': {
    kind: 'escalation',
    parts: [{ as: 'lead_leader', tasks: [{ ...lateTask, insteadOf: '梁思齐' }] }],
  },
  'escalation-office': {
    kind: 'escalation',
    parts: [
      {
        as: 'no_addressee',
        tasks: [{ ...lateTask, code: '14', title: '历史工程结算清零', owner: '陆海平' }],
      },
      { as: 'letter', tasks: [{ ...lateTask, days: 31 }] },
    ],
  },
  'escalation-proposal': {
    kind: 'escalation_proposal',
    cardId: 'c5',
    targets: [
      { name: '沈静怡', as: 'unit_head', tasks: [{ code: '13', days: 12 }] },
      {
        name: '陈柏松',
        as: 'lead_leader',
        tasks: [
          { code: '14', days: 19 },
          { code: '20', days: 33 },
          { code: '26', days: 15 },
        ],
      },
    ],
  },
  'escalation-sent': { kind: 'escalation_decided', sent: true, tasks: 2 },
  'escalation-sent-nothing-left': { kind: 'escalation_decided', sent: true, tasks: 0 },
  'escalation-declined': { kind: 'escalation_decided', sent: false, tasks: 2 },
  'card-update-escalation': {
    kind: 'card_update',
    cardId: 'c5',
    of: 'escalation',
    recorded: [{ code: '', label: 'confirmed' }],
    remaining: [],
    instead: null,
  },
  letters: {
    kind: 'letters',
    letters: [
      {
        code: '13',
        title: '合同审查备案全覆盖',
        unit: '综合保障办',
        draftedOn: '2026-06-29',
        days: 30,
        newLimit: '2026-07-07',
      },
    ],
  },
  'letters-none': { kind: 'letters', letters: [] },
  'letter-signed': { kind: 'letter_signed', code: '13', number: '青整改督〔2026〕3号' },
  'letter-dropped': { kind: 'letter_dropped', code: '13' },
  'interview-recorded': { kind: 'interview_recorded', code: '13' },
  deputies: {
    kind: 'deputies',
    deputies: [away, { person: '蔡玉珍', deputy: '许嘉宁', from: '2026-06-10', lastDay: null }],
  },
  'deputy-set': { kind: 'deputy_set', line: away, problem: null },
  'deputy-set-in-a-loop': { kind: 'deputy_set', line: away, problem: 'loop' },
  'deputy-ended': { kind: 'deputy_ended', person: '陆海平' },
  'deputy-problem': {
    kind: 'deputy_problem',
    people: [
      { name: '陆海平', problem: 'loop' },
      { name: '邹帆', problem: 'too_long' },
    ],
  },
  'preview-interview': {
    kind: 'preview',
    cardId: 'c6',
    order: {
      do: 'interview',
      code: '13',
      title: '合同审查备案全覆盖',
      owner: '许嘉宁',
      text: '已约谈，承诺本月底前补齐3份补充协议',
    },
  },
  'preview-sign-letter': {
    kind: 'preview',
    cardId: 'c6',
    order: { do: 'sign_letter', code: '13', title: '合同审查备案全覆盖', number: '青整改督〔2026〕3号' },
  },
  'preview-drop-letter': {
    kind: 'preview',
    cardId: 'c6',
    order: { do: 'drop_letter', code: '13', title: '合同审查备案全覆盖', reason: '已当面督促' },
  },
  'preview-deputy': { kind: 'preview', cardId: 'c6', order: { do: 'deputy', line: away } },
  'preview-end-deputy': { kind: 'preview', cardId: 'c6', order: { do: 'end_deputy', line: away } },
  'reminder-instead-of': {
    kind: 'reminder',
    step: 'weekly',
    late: false,
    cardId: 'c1',
    asks: [{ ...anAsk('14'), insteadOf: '陆海平' }, anAsk('26')],
    closesAt: friday,
  },
  'receipt-instead-of': aReceipt({
    recorded: [recorded({ code: '14', text: '结算资料已送审计', insteadOf: '陆海平' })],
  }),
  'reviews-waiting-instead-of': {
    kind: 'reviews_waiting',
    tasks: [{ ...aTaskLine({ closure: 'first_review' }), days: 3, evidence: 1, evidenceLacking: 0 }],
    insteadOf: ['林佩仪'],
  },
};
