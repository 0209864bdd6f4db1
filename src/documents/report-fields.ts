import { groupBy } from '../domain/group-by.ts';
import { planParagraph, sentenceEnd } from '../zh/report.ts';
import type { ReportField } from '../zh/report.ts';
import type { ReportBlock } from './report-blocks.ts';
import type { ReportLine } from './report-line.ts';
import { labelledState } from './report-state.ts';

/** The labelled paragraphs of a problem. */
export type ReportFields = ReadonlyMap<ReportField, string>;

/** Text without a label, or below the state, is taken for the account; what follows a plan by name belongs to it. */
export function fieldsOf({ body }: ReportBlock, rest: string): ReportFields {
  let field: ReportField = 'account';
  const parts: { field: ReportField; text: string }[] = rest === '' ? [] : [{ field, text: rest }];
  for (const line of body) {
    if (line.kind === 'field') field = line.field;
    else if (isOneLine(field) && parts.at(-1)?.field === field && !isCutState(parts, line.raw))
      field = 'account';
    const text = line.kind === 'field' ? line.text : line.raw;
    if (text !== '') parts.push({ field: fieldOfLine(line, field), text });
  }
  const byField = groupBy(parts, (part) => part.field);
  return new Map([...byField].map(([each, own]) => [each, joinLines(own.map(({ text }) => text))]));
}

/** A paragraph 下一步，… is a plan, whatever it stands under; what follows it is none. */
const fieldOfLine = (line: ReportLine, field: ReportField): ReportField =>
  line.kind === 'text' && field !== 'status' && planParagraph.test(line.raw) ? 'nextPlan' : field;

/** Paragraphs that end with their line. */
const isOneLine = (field: ReportField): boolean =>
  field === 'status' || field === 'horizon' || field === 'other';

/** 基本 at the end of one line, 完成 on the next. */
function isCutState(parts: readonly { field: ReportField; text: string }[], next: string): boolean {
  const last = parts.at(-1);
  if (last?.field !== 'status' || next.length > MAX_STATE) return false;
  return labelledState(last.text).completion === null && labelledState(last.text + next).completion !== null;
}

const MAX_STATE = 12;

/** A line break inside a sentence goes, one between sentences stays. */
const joinLines = (lines: readonly string[]): string =>
  lines.map((line, index) => (staysApart(lines[index - 1] ?? '', line) ? `\n${line}` : line)).join('');

const staysApart = (above: string, line: string): boolean =>
  sentenceEnd.test(above) || (above !== '' && /^(?:[（(]?\d{1,2}[）).、．]|[①-⑳])(?!\d)/u.test(line));
