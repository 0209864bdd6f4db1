import { groupBy } from '../../domain/group-by.ts';
import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { ChasePreviewNotice } from '../../domain/message/notice.ts';
import type { ChaseDropReason } from '../../domain/reminder/plan.ts';
import { lightLabel } from '../labels.ts';
import { moment } from './dates.ts';
import { fit, inline } from './fit.ts';
import { asCard, asText, CARD_LINES, codeName, joined, paragraph, yesOrNo } from './parts.ts';
import type { NoticeOf } from './parts.ts';

const DROPPED = {
  chased_today: '今日已催办过',
  answered: '本周已填报',
  closed: lightLabel.closed,
  under_review: '销号审核中',
  reported_up: '已上报',
  no_owner: '未明确责任人',
} as const satisfies Record<ChaseDropReason, string>;

/** Codes of one reason that a card has room for. */
const CARD_CODES = 5;

/** Who would be chased about what, before anything is sent. */
export function previewCard({ cardId, targets, dropped, deferredTo }: ChasePreviewNotice): OutgoingMessage {
  const tasks = targets.flatMap(({ codes }) => codes).length;
  return asCard({
    cardId,
    title: `是否催办 ${targets.length} 人、${tasks} 项任务？`,
    subtitle: deferredTo ? `现为非工作时间，确认后于${moment(deferredTo)} 发出` : '确认后立即发出',
    body: paragraph([
      targets.length > CARD_LINES && `另有 ${targets.length - CARD_LINES} 人`,
      remindedNote(targets),
      dropped.length > 0 && `不催办：${droppedWords(dropped, CARD_CODES)}`,
      '也可直接回复“确认”或“取消”',
    ]),
    lines: targets.map(({ name, codes, remindedToday = false }) => ({
      name,
      value: `${remindedToday ? '今日已提醒 · ' : ''}${inline(codes.map(codeName), CARD_CODES)}`,
    })),
    choices: [],
    buttons: yesOrNo('确认催办'),
    doneText: null,
  });
}

/** The one who orders it knows that it is the person's second message of the day (domain rule 6). */
function remindedNote(targets: ChasePreviewNotice['targets']): string {
  const count = targets.filter(({ remindedToday }) => remindedToday).length;
  return count > 0 ? `其中 ${count} 人今日已收到提醒` : '';
}

/** 13号、20号（今日已催办过）；5号（销号审核中）. */
function droppedWords(dropped: ChasePreviewNotice['dropped'], shown: number): string {
  const groups = groupBy(dropped, ({ reason }) => reason);
  const words = [...groups].map(
    ([reason, own]) =>
      `${inline(
        own.map(({ code }) => codeName(code)),
        shown,
      )}（${DROPPED[reason]}）`,
  );
  return joined(words, '；');
}

export function chaseSent({ people, tasks, deferredTo }: NoticeOf<'chase_sent'>): OutgoingMessage {
  if (people === 0) return asText('没有发送：这些任务刚刚已办结、已转审核，或今日已被催办过。');
  const what = `催办 ${people} 人、${tasks} 项任务`;
  return asText(
    deferredTo ? `已安排${what}，${moment(deferredTo)} 发出。` : `已${what}，收到回复后自动记入台账。`,
  );
}

export const chaseEmpty = ({ dropped }: NoticeOf<'chase_empty'>): OutgoingMessage =>
  asText(
    dropped.length === 0
      ? '没有符合条件的任务，未发送催办。回复“还有谁没报”可查看未报名单。'
      : fit((shown) => `没有需要催办的任务，未发送：${droppedWords(dropped, shown)}。`),
  );
