import type { Measure, MeasureType } from '../domain/task/task.ts';
import { measureTypeLabel } from '../zh/labels.ts';
import { measureMark, ordinalMark, ordinals } from '../zh/report.ts';

/**
 * The measures of a text: 一是…二是…, or lines that begin with 1. （1） ①, or simply its lines. What stands before
 * the first mark is an introduction and no measure.
 */
export function splitMeasures(text: string): string[] {
  const byOrdinal = splitAtOrdinals(text);
  const parts =
    byOrdinal.length > 0 ? byOrdinal : text.split('\n').flatMap((line) => line.split(measureMark));
  return parts.map((part) => part.replaceAll(/^[\s；;]+|[\s；;]+$/g, '')).filter((part) => part !== '');
}

/**
 * Only the ordinal that is due next divides, so that 第一是, 同一是 or a quoted 二是 do not; another 一是 begins again. One
 * pass, however long the text.
 */
function splitAtOrdinals(text: string): string[] {
  const parts: string[] = [];
  let start: number | null = null;
  let due = 1;
  for (const found of text.matchAll(ordinalMark)) {
    const no = ordinals.indexOf(found.groups?.['ordinal'] ?? '') + 1;
    if (no !== due && no !== 1) continue;
    if (start !== null) parts.push(text.slice(start, found.index));
    start = found.index + found[0].length;
    due = no + 1;
  }
  return start === null ? [] : [...parts, text.slice(start)];
}

/** Whether measures are marked in the text: 一是…. */
export const hasOrdinals = (text: string): boolean => text.search(ordinalMark) >= 0;

const TYPE_MARK = new RegExp(
  `^[【〔[（(]?(${Object.values(measureTypeLabel).join('|')})(?:[】〕\\]）)][：:]?|[：:])\\s*`,
  'u',
);

/** A measure with the type written before it: 【建章立制】… or 建章立制：…. */
export function typedMeasure(text: string): Measure {
  const found = TYPE_MARK.exec(text);
  if (found === null) return { type: 'other', text };
  return { type: measureTypeOf(found[1] ?? ''), text: text.slice(found[0].length) };
}

/** The same the other way: a ledger that is read again has its types. */
export const withType = (text: string, type: MeasureType): string =>
  type === 'other' ? text : `【${measureTypeLabel[type]}】${text}`;

export function measureTypeOf(label: string): MeasureType {
  const types = Object.keys(measureTypeLabel) as MeasureType[];
  return types.find((type) => measureTypeLabel[type] === label) ?? 'other';
}
