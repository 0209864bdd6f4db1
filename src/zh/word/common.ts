import { dayOf, monthOf, yearOf, type DateOnly } from '../../domain/calendar/date.ts';
import type { CompletionCount } from '../../domain/ledger/ledger.ts';
import { countHeading } from '../columns.ts';
import { ordinals } from '../report.ts';

/* What all official documents have in common: numbers of headings, dates, what a person fills in. */

/** 2026年6月5日: Arabic numerals without leading zeros. */
export const fullDate = (date: DateOnly): string => `${yearOf(date)}年${monthOf(date)}月${dayOf(date)}日`;

/** 一、 · （一） · 1. · （1）. */
export const headingMark = {
  1: (no: number) => `${ordinals[no - 1] ?? no}、`,
  2: (no: number) => `（${ordinals[no - 1] ?? no}）`,
  3: (no: number) => `${no}.`,
  4: (no: number) => `（${no}）`,
} as const;

/** 一是…；二是…。 */
export function ordinalSentence(parts: readonly string[]): string {
  const clean = parts.map((part) => part.replace(/[\s。；;，,]+$/u, ''));
  const [first = ''] = clean;
  if (clean.length <= 1) return first === '' ? '' : withStop(first);
  return clean.map((part, index) => `${ordinals[index] ?? index + 1}是${withStop(part)}`).join('');
}

const withStop = (text: string): string => (/[！？!?…]$/u.test(text) ? text : `${text}。`);

type Part = Exclude<keyof CompletionCount, 'total'>;
const COUNT_PARTS: readonly Part[] = ['done', 'basicallyDone', 'notDone', 'ongoing', 'stopped'];

/** The columns of a table of counts: what is nowhere has none, but for the three that are always looked for. */
export const shownParts = (whole: CompletionCount): Part[] =>
  COUNT_PARTS.filter(
    (part) => part === 'done' || part === 'basicallyDone' || part === 'notDone' || whole[part] > 0,
  );

/** 已完成14项、未完成18项: parts that are 0 are left out. */
export const countParts = (count: Omit<CompletionCount, 'total'>): string =>
  COUNT_PARTS.filter((part) => count[part] > 0)
    .map((part) => `${countHeading[part]}${count[part]}项`)
    .join('、');

/** One decimal; the denominator is named by whoever prints it. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`;

export const commonText = {
  pageNumber: { before: '— ', after: ' —' },
  colon: '：',
  copyTo: '抄送：',
  fillIn: (what: string) => `【请填写：${what}】`,
  office: '发文机关',
  addressee: '主送机关',
  contact: '联系人、联系电话',
  /** In the title of a paper the round is called without its last word. */
  roundStem: (name: string) => name.replace(/整改(?:工作)?$/u, ''),
  quoted: (title: string) => (title.startsWith('关于') ? title : `关于“${innerQuotes(title)}”的问题`),
} as const;

/** Quotation marks inside quotation marks are single ones. */
const innerQuotes = (text: string): string => text.replaceAll('“', '‘').replaceAll('”', '’');
