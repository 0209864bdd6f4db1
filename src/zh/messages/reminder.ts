import type { Card, CardButton, OutgoingMessage } from '../../domain/message/card.ts';
import type { CardUpdateNotice, PressedLine, ReminderNotice } from '../../domain/message/notice.ts';
import type { AskLine } from '../../domain/message/lines.ts';
import { reviewedCard } from './closure.ts';
import { monthDay, thisWeeks, weekOf } from './dates.ts';
import { clip, inline } from './fit.ts';
import {
  asCard,
  CARD_LINES,
  codeName,
  joined,
  paragraph,
  shortCode,
  shortTitle,
  shortUnit,
} from './parts.ts';
import type { NoticeOf } from './parts.ts';
import { pressedLabel } from './status.ts';

const BUTTONS: readonly CardButton[] = [
  { key: 'done', text: '已完成', style: 'primary' },
  { key: 'in_progress', text: '正在推进', style: 'normal' },
  { key: 'no_change', text: '本周无进展', style: 'normal' },
  { key: 'extension', text: '申请延期', style: 'plain' },
];

/** The one planned message of a week, or its nudge. */
export function reminderCard(notice: ReminderNotice): OutgoingMessage {
  const { step, late, cardId, asks, closesAt, reviews = [] } = notice;
  const { body, ...question } = asking(asks);
  const title =
    step === 'weekly'
      ? `本周整改任务待报 ${asks.length} 项`
      : `第二次提醒：尚未收到 ${asks.length} 项任务的进展`;
  return asCard({
    ...question,
    // What waits for his review stands first: what a card has no room for is cut at its end.
    body: paragraph([reviewing(reviews), body]),
    cardId,
    title: `${late ? '【补发】' : ''}${title}`,
    subtitle: joined([pressing(asks), `请于${thisWeeks(closesAt)} 前回复`]),
  });
}

/** Codes of closures that a card has room for. */
const CARD_REVIEWS = 5;

/** 待您审核 2 项：5号、9号，回复“同意5销号”办理. */
function reviewing(reviews: NonNullable<ReminderNotice['reviews']>): string {
  const [first] = reviews;
  if (!first) return '';
  const codes = inline(
    reviews.map(({ code }) => codeName(code)),
    CARD_REVIEWS,
  );
  return `另有销号申请 ${reviews.length} 项待您审核：${codes}。回复“同意${shortCode(first.code)}销号”或“退回${shortCode(first.code)}：原因”`;
}

/** 催办: asked by a person, who is named. */
export const chaseCard = ({ cardId, by, asks }: NoticeOf<'chase'>): OutgoingMessage =>
  asCard({
    ...asking(asks),
    cardId,
    title: `催办：请反馈 ${asks.length} 项任务的进展`,
    subtitle: joined([pressing(asks), `整改办${by}请您反馈`]),
  });

/** The same card after a press: what was recorded on top, what is left below. */
export function updatedCard(notice: CardUpdateNotice): OutgoingMessage {
  const { cardId, of, recorded, remaining } = notice;
  const label = recorded.at(-1)?.label;
  if (of === 'preview') return pressedPreview(cardId, label === 'confirmed');
  if (of === 'review') return reviewedCard(notice);
  if (of === 'ambiguous') return settledCard(cardId, label === 'resent');
  if (of === 'escalation') return decidedCard(cardId, label === 'confirmed');
  const title = joined(recorded.map(pressedLine), '；') || '已记录';
  if (remaining.length === 0) return finishedCard(notice, title);
  const subtitle = joined([`还有 ${remaining.length} 项待报`, pressing(remaining)]);
  return asCard({ ...asking(remaining), cardId, title, subtitle });
}

/** An extension that was only begun is no answer yet; tasks that are on another card may still be open. */
function finishedCard({ cardId, recorded, instead }: CardUpdateNotice, title: string): OutgoingMessage {
  const last = recorded.at(-1);
  const card = { ...FINISHED, cardId, title };
  if (last?.label === 'extension') {
    return asCard({ ...card, subtitle: '批准前仍按原时限', doneText: '待回复日期' });
  }
  const stillOpen = instead?.stillOpen ?? 0;
  return asCard({
    ...card,
    subtitle:
      stillOpen > 0 ? `您本周另有 ${stillOpen} 项待报，回复“我的任务”查看` : '本周任务已全部填报，谢谢',
    body: `如需修改，回复“更正：${shortCode(last?.code ?? '')}…”或“撤回”`,
    doneText: '已全部填报',
  });
}

const FINISHED = { body: '', lines: [], choices: [], buttons: [] } as const;

const pressedPreview = (cardId: string, confirmed: boolean): OutgoingMessage =>
  asCard({
    ...FINISHED,
    cardId,
    title: confirmed ? pressedLabel.confirmed : pressedLabel.cancelled,
    subtitle: confirmed ? '办理结果另行回复' : '没有向任何人发送',
    doneText: confirmed ? '已确认' : '已取消',
  });

const settledCard = (cardId: string, resent: boolean): OutgoingMessage =>
  asCard({
    ...FINISHED,
    cardId,
    title: resent ? pressedLabel.resent : pressedLabel.counted_as_sent,
    subtitle: resent ? '马上发出，对方可能收到两次' : '不再发送，对方没有看到的请另行告知',
    doneText: '已处理',
  });

const decidedCard = (cardId: string, sent: boolean): OutgoingMessage =>
  asCard({
    ...FINISHED,
    cardId,
    title: sent ? '已确认提级提醒' : '已决定不发',
    subtitle: sent ? '单独发给本人，不进群' : '没有通知任何人',
    doneText: '已处理',
  });

const pressedLine = ({ code, label }: PressedLine): string =>
  label === 'extension'
    ? `${codeName(code)} ${pressedLabel[label]}：请回复新的日期`
    : `${codeName(code)} 已记录：${pressedLabel[label]}`;

/** The part of a card that asks. */
const asking = (
  asks: readonly AskLine[],
): Pick<Card, 'body' | 'lines' | 'choices' | 'buttons' | 'doneText'> => ({
  body: howToAnswer(asks),
  lines: asks.map((ask) => ({ name: codeName(ask.code), value: askValue(ask) })),
  choices: asks.length > 1 ? [{ key: 'task', title: '选择任务', options: asks.map(option) }] : [],
  buttons: BUTTONS,
  doneText: null,
});

const option = ({ taskId, code, title }: AskLine): { id: string; text: string } => ({
  id: taskId,
  text: `${shortCode(code)} ${title}`,
});

/** What presses first: a phone shows about a dozen characters of it. */
const askValue = ({ reason, dueOn, title, unit, insteadOf }: AskLine): string =>
  joined(
    [
      reasonWords(reason, dueOn),
      insteadOf !== undefined && `代 ${clip(insteadOf, 6)}`,
      shortTitle(title),
      shortUnit(unit),
    ],
    ' · ',
  );

function reasonWords(reason: AskLine['reason'], dueOn: AskLine['dueOn']): string {
  switch (reason.kind) {
    case 'overdue':
      return `逾期${reason.days}天`;
    case 'near':
      return dueOn ? `临期，${monthDay(dueOn)}到期` : `临期，剩${reason.workingDays}个工作日`;
    case 'stage':
      return `阶段目标${monthDay(reason.dueOn)}${reason.passed ? '已到' : '到期'}`;
    case 'review_due':
      return reason.since ? `上次填报${weekOf(reason.since)}` : '尚未填报';
    case 'no_entry':
      return dueOn ? `${monthDay(dueOn)}到期` : '本周待报';
  }
}

/** 其中逾期 1 项、临期 1 项; nothing when there are none, or but one task, whose line says it. */
function pressing(asks: readonly AskLine[]): string {
  if (asks.length === 1) return '';
  const countOf = (kind: AskLine['reason']['kind']) =>
    asks.filter(({ reason }) => reason.kind === kind).length;
  const [overdue, near] = [countOf('overdue'), countOf('near')];
  const parts = joined([overdue > 0 && `逾期 ${overdue} 项`, near > 0 && `临期 ${near} 项`], '、');
  return parts && `其中${parts}`;
}

function howToAnswer(asks: readonly AskLine[]): string {
  const [first, second] = asks;
  const example = joined(
    [first ? exampleOf(first, '已完成') : '', second ? exampleOf(second, '推进中，方案已印发') : ''],
    '；',
  );
  return paragraph([
    `直接回复，如：${example}`,
    asks.length > 1 ? '也可选择任务后点按钮' : '也可点下面的按钮',
    asks.length > CARD_LINES && `另有 ${asks.length - CARD_LINES} 项，回复“我的任务”查看`,
  ]);
}

/** A task without a deadline is kept up for long and never just "done". */
const exampleOf = ({ code, dueOn }: AskLine, status: string): string =>
  `${shortCode(code)} ${dueOn === null ? '长期坚持，本月已开展2次' : status}`;
