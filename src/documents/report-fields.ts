import { groupBy } from '../domain/group-by.ts';
import { ordinalMark, sentenceEnd } from '../zh/report.ts';
import type { ReportField } from '../zh/report.ts';
import type { ReportBlock } from './report-blocks.ts';

/** The labelled paragraphs of a problem. */
export type ReportFields = ReadonlyMap<ReportField, string>;

/** Text without a label, or below the state, is taken for the account; what follows a plan by name belongs to it. */
export function fieldsOf({ body }: ReportBlock, rest: string): ReportFields {
  let field: ReportField = 'account';
  const parts: { field: ReportField; text: string }[] = rest === '' ? [] : [{ field, text: rest }];
  for (const line of body) {
    if (line.kind === 'field') field = line.field;
    else if (isOneLine(field) && parts.at(-1)?.field === field) field = 'account';
    const text = line.kind === 'field' ? line.text : line.raw;
    if (text !== '') parts.push({ field, text });
  }
  const byField = groupBy(parts, (part) => part.field);
  return new Map([...byField].map(([each, own]) => [each, joinLines(own.map(({ text }) => text))]));
}

/** Paragraphs that end with their line. */
const isOneLine = (field: ReportField): boolean =>
  field === 'status' || field === 'horizon' || field === 'other';

/** A line break inside a sentence goes, one between sentences stays. */
const joinLines = (lines: readonly string[]): string =>
  lines.map((line, index) => (staysApart(lines[index - 1] ?? '', line) ? `\n${line}` : line)).join('');

const staysApart = (above: string, line: string): boolean =>
  sentenceEnd.test(above) || (above !== '' && /^(?:[（(]?\d{1,2}[）).、．]|[①-⑳])(?!\d)/u.test(line));

/** Whether measures are marked in the text: 一是…. */
export const hasOrdinals = (text: string): boolean => {
  ordinalMark.lastIndex = 0;
  return ordinalMark.test(text);
};
