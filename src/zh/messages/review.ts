import type { OutgoingMessage } from '../../domain/message/card.ts';
import { monthDay } from './dates.ts';
import { clip } from './fit.ts';
import { asText, codeName, paragraph, shortCode, shortTitle } from './parts.ts';
import type { NoticeOf } from './parts.ts';

type Decided = NoticeOf<'decided'>;

/** Read by the one who decided and by the one who had asked. */
const DECISIONS: Readonly<
  Record<Decided['what'], Readonly<Record<Decided['outcome'], (decided: Decided) => string>>>
> = {
  closure: {
    approved: ({ code }) => `${codeName(code)}销号审核已通过，任务已销号。`,
    next_review: ({ code, level }) => {
      const [passed, next] = level === 2 ? ['复审', '终审'] : ['初审', '复审'];
      return `${codeName(code)}${passed}已通过，转${next}。${next}须由另一位审核人办理。`;
    },
    returned: ({ code, reason }) =>
      `${codeName(code)}销号申请已退回。${reasonWords(reason)}请补充到位后重新回复“${shortCode(code)} 已完成”和具体情况，佐证图片、文件随后直接发送。`,
  },
  extension: {
    approved: ({ code, due }) =>
      `${codeName(code)}延期申请已批准${due === null ? '' : `，新时限${monthDay(due)}`}。原时限保留在台账中备查。`,
    next_review: ({ code }) => `${codeName(code)}延期申请已转下一级审批。`,
    returned: ({ code, reason }) => `${codeName(code)}延期申请未批准，仍按原时限推进。${reasonWords(reason)}`,
  },
  transfer: {
    approved: ({ code }) => `${codeName(code)}转办申请已批准。`,
    next_review: ({ code }) => `${codeName(code)}转办申请已转下一级审批。`,
    returned: ({ code, reason }) =>
      `${codeName(code)}转办申请未批准，仍由原责任人负责。${reasonWords(reason)}`,
  },
  help: {
    approved: ({ code, reason }) =>
      `${codeName(code)}需协调的事项已办理。${reason === '' ? '' : `已协调：${clip(reason, 200).replace(/。$/, '')}。`}`,
    next_review: ({ code }) => `${codeName(code)}需协调的事项已转上级办理。`,
    returned: ({ code, reason }) => `${codeName(code)}的协调请求未受理。${reasonWords(reason)}`,
  },
};

const reasonWords = (reason: string): string =>
  reason === '' ? '' : `原因：${clip(reason, 200).replace(/。$/, '')}。`;

export const decidedText = (decided: Decided): OutgoingMessage =>
  asText(DECISIONS[decided.what][decided.outcome](decided));

export const extensionAsked = ({
  code,
  title,
  by,
  due,
  text,
}: NoticeOf<'extension_asked'>): OutgoingMessage =>
  asText(
    paragraph([
      `延期申请：${codeName(code)} ${shortTitle(title)}`,
      `${clip(by, 10)}申请延期至${monthDay(due)}，原话：${clip(text, 300)}`,
      `回复“同意${shortCode(code)}延期”或“退回${shortCode(code)}延期：原因”办理。`,
    ]),
  );

export const helpAsked = ({ code, by, request, to, text }: NoticeOf<'help_asked'>): OutgoingMessage =>
  asText(
    paragraph([
      request === 'help'
        ? `请求协调：${codeName(code)}`
        : `转办申请：${codeName(code)}${to === null ? '' : `，转给${clip(to, 10)}`}`,
      `${clip(by, 10)}原话：${clip(text, 300)}`,
      request === 'help'
        ? `请与其联系，协调好后回复“${shortCode(code)}已协调：处理结果”，会转告本人。`
        : `回复“同意${shortCode(code)}转办”或“退回${shortCode(code)}转办：原因”办理，批准前仍由原责任人负责。`,
    ]),
  );
