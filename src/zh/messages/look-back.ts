import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { DrawLine, LookBackLine } from '../../domain/message/look-back-notice.ts';
import type { CheckPoint } from '../../domain/task/look-back/checklist.ts';
import type { LookBackCause } from '../../domain/task/look-back/look-back.ts';
import type { RelapseWarning, WarningReason } from '../../domain/task/look-back/relapse-warnings.ts';
import { monthDay } from './dates.ts';
import { clip, fit, inline, linesOf } from './fit.ts';
import { countOf } from './look-back-orders.ts';
import { asText, codeName, joined, paragraph, shortCode, shortTitle, shortUnit } from './parts.ts';
import type { NoticeOf } from './parts.ts';

/*
 * 回头看 and 反弹, to the office and to those who answer for a task.
 */

const CAUSES = {
  sample: '抽查',
  scheduled: '到期复查',
  complaint: '有投诉',
  by_hand: '现场检查',
} as const satisfies Record<LookBackCause, string>;

const POINTS = {
  measures_in_force: '整改措施是否仍在执行',
  documents_in_use: '建立的制度是否在用、有无执行记录',
  losses_recovered: '追缴款项是否到位、有无新的损失',
  effect_lasting: '整改效果是否保持',
  people_know: '反向核查：问群众和服务对象是否感到变化',
  no_recurrence: '同类问题是否再次发生',
} as const satisfies Record<CheckPoint, string>;

export const lookBackList = ({ items, points }: NoticeOf<'look_backs'>): OutgoingMessage =>
  asText(
    items.length === 0
      ? '目前没有待检查的回头看任务。抽查可回复“抽查10%”。'
      : fit((shown) => paragraph(lookBackLines(items, points, shown))),
  );

/** What is new first: the list will be there next week as well. */
export const lookBacksDue = ({ items, points, warnings }: NoticeOf<'look_backs_due'>): OutgoingMessage =>
  asText(
    fit((shown) =>
      paragraph([
        ...(warnings.length === 0 ? [] : warningLines(warnings, shown, '新的反弹预警')),
        ...(items.length === 0 ? [] : lookBackLines(items, points, shown)),
      ]),
    ),
  );

function lookBackLines(
  items: readonly LookBackLine[],
  points: readonly CheckPoint[],
  shown: number,
): string[] {
  const code = shortCode(items[0]?.code ?? '12');
  return [
    `待回头看 ${items.length} 项：`,
    ...linesOf(items, shown, lookBackLine),
    '检查要点：',
    ...points.map((point, index) => `${index + 1}. ${POINTS[point]}`),
    `查后回复“回头看${code}通过”或“回头看${code}不通过：发现的问题”。`,
  ];
}

const lookBackLine = ({ code, title, unit, cause, dueOn, late }: LookBackLine): string =>
  `${shortCode(code)} ${shortTitle(title)}（${joined([
    shortUnit(unit),
    CAUSES[cause],
    `${monthDay(dueOn)}前${late ? '，已过' : ''}`,
  ])}）`;

export const warningList = ({ warnings }: NoticeOf<'relapse_warnings'>): OutgoingMessage =>
  asText(
    warnings.length === 0
      ? '目前没有反弹预警。'
      : fit((shown) => paragraph(warningLines(warnings, shown, '反弹预警'))),
  );

const warningLines = (warnings: readonly RelapseWarning[], shown: number, title: string): string[] => [
  `${title} ${warnings.length} 条：`,
  ...linesOf(warnings, shown, (warning) => WARNINGS[warning.reason](warning), '条'),
];

/** Codes of closed tasks that one warning names. */
const CODES = 5;

const WARNINGS: Readonly<Record<WarningReason, (warning: RelapseWarning) => string>> = {
  same_again: ({ codes: [code = '', ...closed], unit, category }) =>
    `${codeName(code)}：${shortUnit(unit)}在“${clip(category, 12)}”方面又有新问题，同类的${inline(closed.map(codeName), CODES)}已销号`,
  complaint: ({ codes: [code = ''], unit, on }) =>
    `${codeName(code)}：${monthDay(on)}接到投诉，尚未回头看（${shortUnit(unit)}）`,
  failed_check: ({ codes: [code = ''], unit, on }) =>
    `${codeName(code)}：${monthDay(on)}回头看不通过，正在重新整改（${shortUnit(unit)}）`,
};

/** One warning in a sentence. */
export const warningWords = (warning: RelapseWarning): string => WARNINGS[warning.reason](warning);

export const sampleDrawn = ({ draws, due }: NoticeOf<'sample_drawn'>): OutgoingMessage =>
  asText(
    fit((shown) =>
      paragraph([
        `已抽查 ${countOf(draws)} 项，请于${monthDay(due)}前完成回头看：`,
        ...draws.map((draw) => drawnLine(draw, shown)),
        '用同一种子可重新抽出同一结果，供复核。回复“回头看”查看清单和检查要点。',
      ]),
    ),
  );

const drawnLine = ({ seed, population, codes, already }: DrawLine, shown: number): string =>
  `种子${clip(seed, 20)}，${joined(
    [
      `已销号${population}项中抽${codes.length}项：${inline(codes.map(codeName), shown)}`,
      already.length > 0 && `其中已安排的不重复安排：${inline(already.map(codeName), shown)}`,
    ],
    '；',
  )}`;

export const sampleEmpty = ({ draws }: NoticeOf<'sample_empty'>): OutgoingMessage =>
  asText(
    draws.length === 0
      ? '还没有已销号的任务，没有可抽查的。'
      : fit(
          (shown) =>
            `抽中的都已安排回头看，没有新增：${inline(draws.flatMap(({ codes }) => codes).map(codeName), shown)}。回复“回头看”查看清单。`,
        ),
  );

export const lookBackRecorded = ({ code, passed, due }: NoticeOf<'look_back_recorded'>): OutgoingMessage =>
  asText(
    passed
      ? `已记录：${codeName(code)}回头看通过，保持已销号。`
      : `已记录：${codeName(code)}回头看不通过，认定反弹，恢复为未完成${newLimit(due)}。责任人和单位负责人已通知，原时限保留备查。`,
  );

const newLimit = (due: NoticeOf<'relapsed'>['due']): string =>
  due === null ? '' : `，新时限${monthDay(due)}`;

const NEXT = {
  owner: (code: string) => `请重新整改，每周照常填报；完成后回复“${code} 已完成”重新申请销号。`,
  unit_head: () => '请督促重新整改。',
} as const satisfies Record<NoticeOf<'relapsed'>['to'], (code: string) => string>;

export const relapsedText = ({ code, title, finding, due, to }: NoticeOf<'relapsed'>): OutgoingMessage =>
  asText(
    paragraph([
      `${codeName(code)} ${shortTitle(title)}：回头看发现反弹，已恢复为未完成${newLimit(due)}。`,
      `发现的问题：${clip(finding, 300)}`,
      NEXT[to](shortCode(code)),
    ]),
  );

export const complaintLogged = ({ code, due }: NoticeOf<'complaint_logged'>): OutgoingMessage =>
  asText(`已登记对${codeName(code)}的投诉，列入反弹预警，请于${monthDay(due)}前回头看。`);
