import type { Notice, Order } from '../../../src/domain/message/notice.ts';
import { aDigest, tasksOfLu } from './street.ts';

const shi = { name: '石卫东', unit: '综合执法队' };
const clearing = { code: '14', title: '历史工程结算清零' };
const parts = [
  { code: '41', title: '2019年以前工程结算清零' },
  { code: '42', title: '2020年以后工程结算清零' },
];
const goals = [
  { no: 1, text: '完成底数摸排', dueOn: '2026-06-30', reachedOn: '2026-06-12' },
  { no: 2, text: '建立联席会议制度', dueOn: '2026-09-30', reachedOn: null },
] as const;

const preview = (order: Order): Notice => ({ kind: 'preview', cardId: 'c5', order });
const changed = (
  change: Extract<Notice, { kind: 'task_changed' }>['change'],
  more: Partial<Extract<Notice, { kind: 'task_changed' }>> = {},
): Notice => ({ kind: 'task_changed', ...clearing, change, reason: '', ended: [], ...more });

/** What is said about tasks that change hands, leave the base, or are for the long term. */
export const CHANGE_NOTICES: Readonly<Record<string, Notice>> = {
  'preview-transfer': preview({ do: 'hand_over', tasks: [clearing], to: shi, unitsLeft: ['城建办'] }),
  'preview-assign': preview({
    do: 'hand_over',
    tasks: [clearing, { code: '26', title: '河道巡查走形式' }],
    to: { name: '孟小满', unit: '城建办' },
    unitsLeft: [],
  }),
  'preview-split': preview({ do: 'split', code: '14', into: parts }),
  'preview-merge': preview({
    do: 'merge',
    into: { code: '12', title: '规范项目招投标' },
    others: [{ code: '13', title: '规范合同签订' }],
  }),
  'preview-remove': preview({ do: 'remove', ...clearing, reason: '与3号重复' }),
  'preview-stop': preview({ do: 'stop', ...clearing, reason: '涉诉，按规定终止' }),
  'preview-report-up': preview({ do: 'report_up', ...clearing, to: '区财政局' }),
  'preview-report-ended': preview({ do: 'report_up', ...clearing, to: null }),
  'preview-stages': preview({ do: 'stages', code: '11', title: '常态化开展环境整治', goals }),
  'preview-stage-reached': preview({
    do: 'stage_reached',
    code: '11',
    title: '常态化开展环境整治',
    goal: goals[1],
  }),
  'task-split': changed({ how: 'split', into: parts }, { ended: ['extension'] }),
  'task-merged': changed({ how: 'merged', into: { code: '12', title: '规范项目招投标' } }),
  'task-took-in': changed({ how: 'took_in', others: [{ code: '13', title: '规范合同签订' }] }),
  'task-withdrawn': changed({ how: 'withdrawn' }, { reason: '与3号重复', ended: ['closure', 'help'] }),
  'task-stopped': changed({ how: 'stopped' }, { reason: '涉诉，按规定终止。' }),
  'task-reported-up': changed({ how: 'reported_up', to: '区财政局' }),
  'task-report-ended': changed({ how: 'report_ended' }),
  'handed-to-you': { kind: 'handed_to_you', tasks: tasksOfLu, from: ['陆海平'] },
  'taken-off-you': { kind: 'taken_off_you', tasks: [clearing], to: shi },
  'handed-over': { kind: 'handed_over', codes: ['14', '26'], to: shi },
  'stages-set': { kind: 'stages_set', code: '11', title: '常态化开展环境整治', goals },
  'person-unknown': { kind: 'person_unclear', code: '14', name: '张三', people: [] },
  'person-several': {
    kind: 'person_unclear',
    code: '14',
    name: '张伟',
    people: [
      { name: '张伟', unit: '城建办' },
      { name: '张伟', unit: '财政所' },
    ],
  },
  'became-split': { kind: 'became_of', code: '12', how: 'split', on: '2026-06-10', into: ['41', '42'] },
  'became-merged': { kind: 'became_of', code: '13', how: 'merged', on: '2026-06-10', into: ['12'] },
  'became-withdrawn': { kind: 'became_of', code: '7', how: 'withdrawn', on: '2026-06-10', into: [] },
  'requests-open': {
    kind: 'requests_open',
    requests: [
      {
        what: 'extension',
        ...clearing,
        by: '陆海平',
        askedOn: '2026-06-09',
        dueOn: '2026-07-31',
        to: null,
        text: '14延期到7月31日，审计未结束',
      },
      {
        what: 'transfer',
        code: '21',
        title: '整治占道经营',
        by: '石卫东',
        askedOn: '2026-06-10',
        dueOn: null,
        to: '赵志远',
        text: '21转给赵志远负责',
      },
      {
        what: 'help',
        code: '24',
        title: '修复消火栓',
        by: '邹帆',
        askedOn: '2026-06-10',
        dueOn: null,
        to: null,
        text: '24请协调区供水公司',
      },
    ],
  },
  'requests-none': { kind: 'requests_open', requests: [] },
  'plan-recorded': { kind: 'plan_recorded', code: '11', plan: '7月中旬开展第二轮督查。' },
  'plan-asked': { kind: 'question', question: { why: 'next_plan', code: '11', choices: [] } },
  'decided-help': {
    kind: 'decided',
    code: '24',
    what: 'help',
    outcome: 'approved',
    due: null,
    reason: '区供水公司本周五前到场检修',
  },
  'digest-base': aDigest({
    movement: {
      newlyDone: [],
      newlyClosed: [],
      newlyOverdue: [],
      relapsed: [],
      added: ['41', '42', '43'],
      removed: ['7', '12', '13'],
      lights: [],
      base: {
        before: 39,
        after: 39,
        added: ['43'],
        parts: 2,
        changes: [
          { how: 'split', code: '12', into: ['41', '42'] },
          { how: 'merged', code: '13', into: ['14'] },
          { how: 'withdrawn', code: '7', into: [] },
        ],
        problems: { before: 32, after: 31 },
      },
    },
  }),
};
