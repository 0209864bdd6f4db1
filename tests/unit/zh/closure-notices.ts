import type { ClaimLine, WaitingReview } from '../../../src/domain/message/closure-notice.ts';
import type { Notice } from '../../../src/domain/message/notice.ts';
import { aReceipt, recorded } from './street.ts';

const complete = { lacks: [], vague: [], evidence: 2, evidenceLacking: 0 } as const;
const bare = { lacks: ['person', 'effect'], vague: [], evidence: 0, evidenceLacking: 1 } as const;
const vague = {
  lacks: ['person', 'act', 'effect'],
  vague: ['已加强管理', '高度重视'],
  evidence: 0,
  evidenceLacking: 1,
} as const;

const claim = (given: Partial<ClaimLine> = {}): ClaimLine => ({
  code: '6',
  closure: 'first_review',
  check: complete,
  ...given,
});

const waiting = (given: Partial<WaitingReview> = {}): WaitingReview => ({
  code: '38',
  title: '往来款挂账清理',
  unit: '财政所',
  owner: '蔡玉珍',
  closure: 'first_review',
  days: 12,
  evidence: 0,
  evidenceLacking: 1,
  ...given,
});

const photo = { code: '6', fileName: '排口照片.png', bytes: 1_258_291 };

/** Claims, evidence and reviews; by the name of the snapshot. */
export const CLOSURE_NOTICES: Readonly<Record<string, Notice>> = {
  'reviews-waiting': {
    kind: 'reviews_waiting',
    tasks: [
      waiting(),
      waiting({
        code: '5',
        title: '更新楼宇台账跟进招商线索',
        unit: '经济发展办',
        owner: '唐启明',
        closure: 'second_review',
        days: 0,
        evidence: 3,
        evidenceLacking: 0,
      }),
    ],
  },
  'reviews-waiting-none': { kind: 'reviews_waiting', tasks: [] },
  'review-card': {
    kind: 'review_card',
    cardId: 'c9',
    taskId: 'task-6',
    requestId: 'request-6',
    task: waiting({
      code: '6',
      title: '苇塘河排口溯源整治',
      unit: '城建办',
      owner: '陆海平',
      days: 3,
      evidence: 2,
      evidenceLacking: 0,
    }),
    by: '陆海平',
    claimedOn: '2026-06-08',
    text: '两处排口已封堵，施工单位已签移交单，水质连续两周达标',
    files: ['排口照片.png', '移交单.pdf'],
    check: complete,
  },
  'review-card-vague': {
    kind: 'review_card',
    cardId: 'c9',
    taskId: 'task-38',
    requestId: 'request-38',
    task: waiting(),
    by: '蔡玉珍',
    claimedOn: '2026-05-27',
    text: '已加强管理，高度重视',
    files: [],
    check: vague,
  },
  'receipt-claim': aReceipt({
    recorded: [recorded({ code: '6', status: 'done', text: '已完成，两处排口已封堵', claimed: true })],
    evidence: [photo],
    claims: [claim()],
  }),
  'receipt-claim-bare': aReceipt({
    recorded: [recorded({ code: '6', status: 'done', text: '已完成', claimed: true })],
    claims: [claim({ check: bare })],
  }),
  'receipt-claim-vague': aReceipt({
    recorded: [recorded({ code: '6', status: 'done', text: '已完成，已加强管理', claimed: true })],
    claims: [claim({ check: vague })],
  }),
  'evidence-kept': { kind: 'closure_receipt', evidence: [photo], repeated: 0, claims: [claim()] },
  'evidence-kept-for-two': {
    kind: 'closure_receipt',
    evidence: [photo, { ...photo, code: '7' }],
    repeated: 1,
    claims: [],
  },
  'evidence-question': {
    kind: 'evidence_question',
    count: 2,
    choices: [
      { code: '6', title: '苇塘河排口溯源整治' },
      { code: '7', title: '规范河道巡查点位和记录' },
    ],
  },
  'return-reason': { kind: 'return_reason', code: '6' },
  'decided-next-final': {
    kind: 'decided',
    code: '38',
    what: 'closure',
    outcome: 'next_review',
    due: null,
    reason: '',
    level: 2,
  },
  'decided-all': {
    kind: 'decided_all',
    what: 'closure',
    done: [
      { code: '5', outcome: 'approved' },
      { code: '6', outcome: 'next_review' },
    ],
    refused: [{ code: '38', why: 'evidence_missing' }],
  },
  'preview-approve-all': {
    kind: 'preview',
    cardId: 'c7',
    order: {
      do: 'approve_all',
      what: 'closure',
      tasks: [
        { code: '5', title: '更新楼宇台账跟进招商线索' },
        { code: '6', title: '苇塘河排口溯源整治' },
      ],
      refused: [{ code: '38', why: 'evidence_missing' }],
    },
  },
  'card-update-reviewed': {
    kind: 'card_update',
    cardId: 'c9',
    of: 'review',
    recorded: [{ code: '6', label: 'review_passed' }],
    remaining: [],
    instead: null,
  },
  'card-update-review-over': {
    kind: 'card_update',
    cardId: 'c9',
    of: 'review',
    recorded: [{ code: '6', label: 'review_over' }],
    remaining: [],
    instead: null,
  },
  'request-withdrawn': { kind: 'request_withdrawn', code: '9', what: 'extension', by: null },
  'request-withdrawn-office': { kind: 'request_withdrawn', code: '9', what: 'extension', by: '陆海平' },
  'withdrawn-with-evidence': { kind: 'withdrawn', codes: ['6'], evidence: 2 },
};
