import type { DrawLine, LookBackOrder } from '../../domain/message/look-back-notice.ts';
import { monthDay } from './dates.ts';
import { clip } from './fit.ts';
import { codeName, joined, shortTitle } from './parts.ts';

/* What an order about looking back shows before the yes. */

type OrderOf<Do extends LookBackOrder['do']> = Extract<LookBackOrder, { do: Do }>;

/** Codes that stand on one line of a card, and lines of them for one draw. */
const CODES_A_LINE = 6;
const CODE_LINES = 3;

export const sampleOrder = ({ draws, due }: OrderOf<'sample'>) => ({
  title: `是否抽查已销号任务 ${countOf(draws)} 项？`,
  lines: [{ name: '完成前', value: monthDay(due) }, ...draws.flatMap(drawLines)],
  yes: '确认抽查',
});

export const countOf = (draws: readonly DrawLine[]): number => draws.flatMap(({ codes }) => codes).length;

function drawLines({ seed, population, codes, already }: DrawLine) {
  const lines = [];
  for (let from = 0; from < codes.length && lines.length < CODE_LINES; from += CODES_A_LINE) {
    const some = codes.slice(from, from + CODES_A_LINE).map(codeName);
    lines.push({ name: from === 0 ? '抽中' : '', value: some.join('、') });
  }
  const left = codes.length - CODE_LINES * CODES_A_LINE;
  return [
    { name: '种子', value: seed },
    {
      name: '范围',
      value: joined([`${population} 项抽 ${codes.length} 项`, left > 0 && `另有 ${left} 项未列出`]),
    },
    ...lines,
    ...(already.length > 0 ? [{ name: '已安排', value: `${already.length} 项，不重复安排` }] : []),
  ];
}

export const checkOrder = ({ code, title, passed, finding, due }: OrderOf<'look_back'>) => ({
  title: passed ? `是否记录${codeName(code)}回头看通过？` : `是否认定${codeName(code)}反弹？`,
  lines: [
    { name: '任务', value: shortTitle(title) },
    ...(finding === '' ? [] : [{ name: passed ? '情况' : '问题', value: clip(finding, 30) }]),
    ...(passed ? [] : [{ name: '后果', value: '恢复为未完成，重新整改' }]),
    ...(due === null ? [] : [{ name: '新时限', value: monthDay(due) }]),
  ],
  yes: passed ? '确认通过' : '确认反弹',
});

export const complaintOrder = ({ code, title, text, due }: OrderOf<'complaint'>) => ({
  title: `是否登记对${codeName(code)}的投诉？`,
  lines: [
    { name: '任务', value: shortTitle(title) },
    { name: '内容', value: clip(text, 30) },
    { name: '回头看', value: `${monthDay(due)}前` },
  ],
  yes: '确认登记',
});
