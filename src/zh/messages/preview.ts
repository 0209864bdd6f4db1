import type { ClaimCheck } from '../../domain/task/claim-check.ts';
import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { Order } from '../../domain/message/notice.ts';
import { checkedWords, evidenceCount } from './closure.ts';
import { CHANGE_WORDS } from './change-orders.ts';
import { monthDay } from './dates.ts';
import { clip } from './fit.ts';
import { checkOrder, complaintOrder, sampleOrder } from './look-back-orders.ts';
import { LADDER_ORDERS } from './ladder.ts';
import { asCard, asText, CARD_LINES, codeName, paragraph, shortTitle, yesOrNo } from './parts.ts';
import type { NoticeOf } from './parts.ts';
import { refusalBrief } from './refusal.ts';
import type { Shown } from './shown.ts';
import { reviewSubject } from './subjects.ts';

type OrderOf<Do extends Order['do']> = Extract<Order, { readonly do: Do }>;

/** What a closure rests on is before the eyes of who decides it, also when he types. */
const claimLines = ({
  text,
  check,
}: {
  readonly text: string;
  readonly check: ClaimCheck;
}): Shown['lines'] => [
  { name: '申报', value: clip(text, 30) || '没有文字说明' },
  { name: '佐证', value: evidenceCount(check) },
  { name: '核对', value: checkedWords(check) },
];

const decision = (order: Extract<Order, { readonly do: 'approve' | 'return' }>): Shown => {
  const verb = order.do === 'approve' ? '同意' : '退回';
  return {
    title: `是否${verb}${codeName(order.code)}${reviewSubject[order.what]}？`,
    lines: [
      { name: '任务', value: shortTitle(order.title) },
      ...(order.claim === undefined ? [] : claimLines(order.claim)),
      ...(order.due === null ? [] : [{ name: '新时限', value: monthDay(order.due) }]),
      ...(order.reason === ''
        ? []
        : [{ name: order.do === 'approve' ? '说明' : '原因', value: clip(order.reason, 30) }]),
    ],
    yes: `确认${verb}`,
  };
};

/** What cannot be done is said beside what can. */
const decisions = ({ what, tasks, refused }: OrderOf<'approve_all'>): Shown => ({
  title: `是否同意 ${tasks.length} 项${reviewSubject[what]}？`,
  lines: tasks.map(({ code, title }) => ({ name: codeName(code), value: shortTitle(title) })),
  yes: '确认同意',
  ...(refused.length > 0 && {
    remark: `不办理：${refused.map(({ code, why }) => `${codeName(code)}${refusalBrief[why] ?? '不能办理'}`).join('；')}`,
  }),
});

/** Every order has its words, or this does not compile. */
const WORDS: { readonly [Do in Order['do']]: (order: OrderOf<Do>) => Shown } = {
  approve: decision,
  return: decision,
  sample: sampleOrder,
  look_back: checkOrder,
  complaint: complaintOrder,
  ...CHANGE_WORDS,
  approve_all: decisions,
  ...LADDER_ORDERS,
};

const shownOf = (order: Order): Shown => (WORDS[order.do] as (order: Order) => Shown)(order);

/** The same on a page, which has room for every line, and buttons of its own. */
export function orderShown(order: Order): string {
  const { title, lines, remark } = shownOf(order);
  return paragraph([title, ...lines.map(({ name, value }) => `${name}：${value}`), remark]);
}

/** What would be done, before it is. */
export function previewOrder({ cardId, order }: NoticeOf<'preview'>): OutgoingMessage {
  const { title, lines, yes, remark } = shownOf(order);
  return asCard({
    cardId,
    title,
    subtitle: '确认后立即办理',
    body: paragraph([
      lines.length > CARD_LINES && `另有 ${lines.length - CARD_LINES} 项`,
      remark,
      '也可直接回复“确认”或“取消”',
    ]),
    lines,
    choices: [],
    buttons: yesOrNo(yes),
    doneText: null,
  });
}

export const cancelledText = (): OutgoingMessage => asText('已取消，没有办理，也没有向任何人发送。');
