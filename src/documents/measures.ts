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

/** Only the ordinal that is due next divides, so that 第一是, 同一是 or a quoted 二是 do not. */
function splitAtOrdinals(text: string): string[] {
  const parts: string[] = [];
  let start: number | null = null;
  let from = 0;
  for (const ordinal of ordinals) {
    const mark = ordinalMark(ordinal);
    mark.lastIndex = from;
    const found = mark.exec(text);
    if (found === null) break;
    if (start !== null) parts.push(text.slice(start, found.index + 1));
    start = mark.lastIndex;
    from = mark.lastIndex;
  }
  return start === null ? [] : [...parts, text.slice(start)];
}

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

export function measureTypeOf(label: string): MeasureType {
  const types = Object.keys(measureTypeLabel) as MeasureType[];
  return types.find((type) => measureTypeLabel[type] === label) ?? 'other';
}
