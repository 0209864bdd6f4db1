import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { Order } from '../../domain/message/notice.ts';
import { monthDay } from './dates.ts';
import { clip } from './fit.ts';
import { checkOrder, complaintOrder, sampleOrder } from './look-back-orders.ts';
import { asCard, asText, codeName, paragraph, shortTitle, yesOrNo } from './parts.ts';
import type { NoticeOf } from './parts.ts';

/** What is asked, and what is shown with it. */
interface Shown {
  readonly title: string;
  readonly lines: readonly { readonly name: string; readonly value: string }[];
  readonly yes: string;
}

type OrderOf<Do extends Order['do']> = Order & { readonly do: Do };

const SUBJECTS = { closure: '销号', extension: '延期', transfer: '转办', help: '协调' } as const;

const decision = (order: OrderOf<'approve' | 'return'>): Shown => {
  const verb = order.do === 'approve' ? '同意' : '退回';
  return {
    title: `是否${verb}${codeName(order.code)}${SUBJECTS[order.what]}？`,
    lines: [
      { name: '任务', value: shortTitle(order.title) },
      ...(order.due === null ? [] : [{ name: '新时限', value: monthDay(order.due) }]),
      ...(order.reason === '' ? [] : [{ name: '原因', value: clip(order.reason, 30) }]),
    ],
    yes: `确认${verb}`,
  };
};

/** Every order has its words, or this does not compile. */
const WORDS: { readonly [Do in Order['do']]: (order: OrderOf<Do>) => Shown } = {
  approve: decision,
  return: decision,
  sample: sampleOrder,
  look_back: checkOrder,
  complaint: complaintOrder,
};

/** What would be done, before it is. */
export function previewOrder({ cardId, order }: NoticeOf<'preview'>): OutgoingMessage {
  const { title, lines, yes } = (WORDS[order.do] as (order: Order) => Shown)(order);
  return asCard({
    cardId,
    title,
    subtitle: '确认后立即办理',
    body: paragraph(['也可直接回复“确认”或“取消”']),
    lines,
    choices: [],
    buttons: yesOrNo(yes),
    doneText: null,
  });
}

export const cancelledText = (): OutgoingMessage => asText('已取消，没有办理，也没有向任何人发送。');
