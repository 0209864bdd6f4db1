import type { Card, OutgoingMessage } from '../../domain/message/card.ts';
import type { EvidenceLine, ClaimLine, WaitingReview } from '../../domain/message/closure-notice.ts';
import type { CardUpdateNotice } from '../../domain/message/notice.ts';
import type { ClaimAspect, ClaimCheck } from '../../domain/task/claim-check.ts';
import { closureLabel } from '../labels.ts';
import { linesByRound } from './by-round.ts';
import { monthDay } from './dates.ts';
import { clip, fit, inline, linesOf } from './fit.ts';
import { asCard, asText, codeName, joined, paragraph, shortCode, shortTitle, shortUnit } from './parts.ts';
import type { NoticeOf } from './parts.ts';
import { refusalWords } from './refusal.ts';
import { pressedLabel } from './status.ts';

const KB = 1024;

/** 812 B, 46 KB, 1.2 MB. */
function sizeWords(bytes: number): string {
  if (bytes < KB) return `${bytes} B`;
  return bytes < KB * KB ? `${Math.round(bytes / KB)} KB` : `${(bytes / (KB * KB)).toFixed(1)} MB`;
}

/** 已收存：排口照片.png（1.2 MB），作为 6 号任务的佐证。 */
export function evidenceWords(lines: readonly EvidenceLine[], shown: number): string {
  if (lines.length === 0) return '';
  const codes = [...new Set(lines.map(({ code }) => shortCode(code)))];
  const files = new Map(lines.map((line) => [`${line.fileName}/${line.bytes}`, line]));
  const named = [...files.values()].map(
    ({ fileName, bytes }) => `${clip(fileName, 40)}（${sizeWords(bytes)}）`,
  );
  return `已收存：${inline(named, shown, '件')}，作为 ${inline(codes, shown)} 号任务的佐证。`;
}

const ASK_FOR = {
  person: '谁办的（人员或单位）',
  act: '做了什么',
  effect: '效果如何（数据或结果）',
} as const satisfies Record<ClaimAspect, string>;

const ASPECT = { person: '人', act: '事', effect: '效' } as const satisfies Record<ClaimAspect, string>;

/** Who looks at the claim next, and what would help him. */
export const claimWords = ({ code, closure, check }: ClaimLine): string =>
  `${codeName(code)}${closureLabel[closure]}，由审核人办理，其间不再催报。${adviceWords(check)}`;

function adviceWords({ lacks, vague, evidenceLacking }: ClaimCheck): string {
  return joined(
    [
      vague.length > 0 && `“${clip(vague[0] ?? '', 20)}”比较笼统，请写具体。`,
      lacks.length > 0 && `建议补充：${lacks.map((aspect) => ASK_FOR[aspect]).join('、')}。`,
      evidenceLacking > 0 && `还缺佐证 ${evidenceLacking} 件，直接发图片或文件即可，没有佐证不能通过。`,
    ],
    '',
  );
}

export const closureReceipt = ({
  evidence,
  repeated,
  claims,
}: NoticeOf<'closure_receipt'>): OutgoingMessage =>
  asText(
    fit(
      (shown) =>
        paragraph([
          evidenceWords(evidence, shown),
          repeated > 0 && `有 ${repeated} 件与已收存的相同，不重复计。`,
          ...linesOf(claims, shown, claimWords),
        ]) || '已收到。',
    ),
  );

export const evidenceQuestion = ({ count, choices }: NoticeOf<'evidence_question'>): OutgoingMessage =>
  asText(
    fit((shown) =>
      paragraph([
        `收到 ${count} 件材料，是哪一项的佐证？回复编号即可；各项都是，回复“都是”。`,
        ...linesOf(choices, shown, ({ code, title }) => `${shortCode(code)} ${shortTitle(title)}`),
      ]),
    ),
  );

export const returnReason = ({ code }: NoticeOf<'return_reason'>): OutgoingMessage =>
  asText(
    `${codeName(code)}退回原因？请直接回复，原话会转给责任人，写明缺什么、怎么补。不退回了，回复“取消”。`,
  );

/** How long the one who waits longest has waited stands first. */
export const reviewsWaiting = ({ tasks, rounds, insteadOf }: NoticeOf<'reviews_waiting'>): OutgoingMessage =>
  asText(
    tasks.length === 0
      ? '目前没有待您审核的销号申请。'
      : fit((shown) =>
          paragraph([
            `待您审核的销号申请 ${tasks.length} 项：`,
            ...linesByRound(tasks, shown, { rounds, codeOf: ({ code }) => code, word: waitingLine }),
            insteadOf !== undefined && forwardWords(insteadOf),
            `回复“同意${shortCode(tasks[0]?.code ?? '')}销号”或“退回${shortCode(tasks[0]?.code ?? '')}：原因”办理；回复“待审”可按卡片逐项办理。`,
          ]),
        ),
  );

const waitingLine = (task: WaitingReview): string =>
  `${shortCode(task.code)} ${shortTitle(task.title)}（${joined([
    joined([shortUnit(task.unit), clip(task.owner, 10)], ' '),
    closureLabel[task.closure],
    waitedWords(task.days),
    evidenceCount(task),
  ])}）`;

/** A deputy reads it and may not decide it. */
const forwardWords = (names: readonly string[]): string => {
  const people = inline(
    names.map((name) => clip(name, 10)),
    5,
    '人',
  );
  return `其中有待${people}审核的。您代收此通知，审核权限不代理，请转请审核人或整改办安排。`;
};

const waitedWords = (days: number): string => (days === 0 ? '今日申报' : `已等${days}天`);

export const evidenceCount = ({
  evidence,
  evidenceLacking,
}: Pick<WaitingReview, 'evidence' | 'evidenceLacking'>): string =>
  joined([`佐证${evidence}件`, evidenceLacking > 0 && `缺${evidenceLacking}件`]);

export function reviewCard(notice: NoticeOf<'review_card'>): OutgoingMessage {
  const { cardId, task, by, claimedOn, text, files, check } = notice;
  return asCard({
    cardId,
    title: `${codeName(task.code)} ${shortTitle(task.title)}`,
    subtitle: joined([`销号申请，${closureLabel[task.closure]}`, waitedWords(task.days)]),
    body: paragraph([clip(text, 110) || '没有文字说明', '按按钮立即办理；退回须写原因']),
    lines: [
      { name: '申报', value: joined([shortUnit(task.unit), clip(by, 10), monthDay(claimedOn)], ' ') },
      {
        name: '佐证',
        value: joined(
          [
            evidenceCount(task),
            inline(
              files.map((name) => clip(name, 16)),
              2,
              '件',
            ),
          ],
          '：',
        ),
      },
      { name: '核对', value: checkedWords(check) },
    ],
    choices: [],
    buttons: REVIEW_BUTTONS,
    doneText: null,
  });
}

const REVIEW_BUTTONS: Card['buttons'] = [
  { key: 'approve', text: '通过', style: 'primary' },
  { key: 'return', text: '退回', style: 'danger' },
];

/** 见人见事见效, in the width of a line. */
export const checkedWords = ({ lacks, vague }: ClaimCheck): string =>
  joined([
    lacks.length === 0 ? '人、事、效均有' : `未见${lacks.map((aspect) => ASPECT[aspect]).join('、')}`,
    vague.length > 0 && `“${clip(vague[0] ?? '', 10)}”较笼统`,
  ]);

/** The same card after the decision. */
export function reviewedCard({ cardId, recorded }: CardUpdateNotice): OutgoingMessage {
  const last = recorded.at(-1);
  const label = last ? pressedLabel[last.label] : '';
  return asCard({
    cardId,
    title: `${codeName(last?.code ?? '')}${label}`,
    subtitle: last?.label === 'review_over' ? '已由他人办理，或申请已撤回' : '办理结果另行回复',
    body: '',
    lines: [],
    choices: [],
    buttons: [],
    doneText: '已办理',
  });
}

const SUBJECT = { closure: '销号', extension: '延期', transfer: '转办', help: '协调' } as const;

export const decidedAll = ({ what, done, refused }: NoticeOf<'decided_all'>): OutgoingMessage =>
  asText(
    fit((shown) =>
      paragraph([
        done.length > 0 && `已同意${SUBJECT[what]}：${codesWords(done, shown)}。`,
        nextReviewWords(done, shown),
        refused.length > 0 && `未办理 ${refused.length} 项：`,
        ...linesOf(refused, shown, ({ code, why }) => refusalWords(why, code)),
      ]),
    ),
  );

function nextReviewWords(done: NoticeOf<'decided_all'>['done'], shown: number): string {
  const next = done.filter(({ outcome }) => outcome === 'next_review');
  return next.length === 0 ? '' : `其中${codesWords(next, shown)}转下一级审核，须由另一位审核人办理。`;
}

const codesWords = (items: readonly { code: string }[], shown: number): string =>
  inline(
    items.map(({ code }) => codeName(code)),
    shown,
  );

const REQUEST = { extension: '延期申请', transfer: '转办申请', help: '协调请求' } as const;

export const requestWithdrawn = ({ code, what, by }: NoticeOf<'request_withdrawn'>): OutgoingMessage =>
  asText(
    by === null
      ? `已撤回${codeName(code)}的${REQUEST[what]}，整改办已知悉。任务仍由您按原时限办理。`
      : `${clip(by, 10)}撤回了${codeName(code)}的${REQUEST[what]}，不用再办理。`,
  );
