import type { LookBackLine } from '../../../src/domain/message/look-back-notice.ts';
import type { Notice, Order } from '../../../src/domain/message/notice.ts';
import type { RelapseWarning } from '../../../src/domain/task/look-back/relapse-warnings.ts';

const items: LookBackLine[] = [
  {
    code: '8',
    title: '修订公务接待管理办法',
    unit: '综合保障办',
    cause: 'complaint',
    dueOn: '2026-12-11',
    late: true,
  },
  { code: '17', title: '追缴商铺欠租', unit: '财政所', cause: 'sample', dueOn: '2026-12-21', late: false },
  {
    code: '22',
    title: '社区助餐点留样管理',
    unit: '民生服务办',
    cause: 'scheduled',
    dueOn: '2026-12-24',
    late: false,
  },
];
const points = [
  'measures_in_force',
  'documents_in_use',
  'effect_lasting',
  'people_know',
  'no_recurrence',
] as const;

const aWarning = (given: Partial<RelapseWarning>): RelapseWarning => ({
  key: 'complaint:1',
  reason: 'complaint',
  roundId: 'round-a',
  on: '2026-12-07',
  unit: '综合保障办',
  category: '作风建设',
  codes: ['8'],
  ...given,
});
const warnings: RelapseWarning[] = [
  aWarning({ reason: 'same_again', unit: '财政所', category: '财务管理', codes: ['41', '17', '18'] }),
  aWarning({}),
  aWarning({ reason: 'failed_check', unit: '城建办', codes: ['6'] }),
];

const preview = (order: Order): Notice => ({ kind: 'preview', cardId: 'c3', order });
const aDraw = { seed: 'A-2026-12-07', population: 21, codes: ['17', '8', '30'], already: ['8'] };

/** By the name of its snapshot. */
export const LOOK_BACKS: Readonly<Record<string, Notice>> = {
  'look-backs': { kind: 'look_backs', items, points },
  'look-backs-none': { kind: 'look_backs', items: [], points: [] },
  'look-backs-due': { kind: 'look_backs_due', items, points, warnings: warnings.slice(0, 1) },
  'look-backs-due-warnings-only': { kind: 'look_backs_due', items: [], points: [], warnings },
  'relapse-warnings': { kind: 'relapse_warnings', warnings },
  'relapse-warnings-none': { kind: 'relapse_warnings', warnings: [] },
  'sample-drawn': { kind: 'sample_drawn', draws: [aDraw], due: '2026-12-21' },
  'sample-empty': { kind: 'sample_empty', draws: [] },
  'sample-all-scheduled': { kind: 'sample_empty', draws: [{ ...aDraw, already: aDraw.codes }] },
  'look-back-passed': { kind: 'look_back_recorded', code: '8', passed: true, due: null },
  'look-back-failed': { kind: 'look_back_recorded', code: '8', passed: false, due: '2027-01-06' },
  'relapsed-owner': {
    kind: 'relapsed',
    code: '8',
    title: '修订公务接待管理办法',
    finding: '抽查三次接待，两次无公函',
    due: '2027-01-06',
    to: 'owner',
  },
  'relapsed-unit-head': {
    kind: 'relapsed',
    code: '8',
    title: '修订公务接待管理办法',
    finding: '抽查三次接待，两次无公函',
    due: null,
    to: 'unit_head',
  },
  'complaint-logged': { kind: 'complaint_logged', code: '8', due: '2026-12-14' },
  'preview-sample': preview({ do: 'sample', draws: [aDraw], due: '2026-12-21' }),
  'preview-look-back-passed': preview({
    do: 'look_back',
    code: '8',
    title: '修订公务接待管理办法',
    passed: true,
    finding: '',
    due: null,
  }),
  'preview-look-back-failed': preview({
    do: 'look_back',
    code: '8',
    title: '修订公务接待管理办法',
    passed: false,
    finding: '抽查三次接待，两次无公函',
    due: '2027-01-06',
  }),
  'preview-complaint': preview({
    do: 'complaint',
    code: '8',
    title: '修订公务接待管理办法',
    text: '群众反映仍有超标准接待',
    due: '2026-12-14',
  }),
};
