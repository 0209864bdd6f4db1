import {
  attachmentMark,
  chapterMark,
  endMark,
  fieldInside,
  fieldMark,
  fieldOf,
  itemMark,
  ordinals,
  sectionMark,
  sentenceEnd,
  titleEnd,
} from '../zh/report.ts';
import type { ReportField } from '../zh/report.ts';

/** A line of a report by what it begins with. `line` counts from 1 in the text as given. */
export type ReportLine = { readonly line: number } & (
  | { readonly kind: 'chapter'; readonly title: string }
  | { readonly kind: 'section'; readonly no: number; readonly title: string }
  | { readonly kind: 'item'; readonly no: number; readonly title: string; readonly raw: string }
  | { readonly kind: 'field'; readonly field: ReportField; readonly text: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'text'; readonly text: string }
);

export interface ClassifiedReport {
  readonly title: string | null;
  readonly lines: readonly ReportLine[];
}

interface TextLine {
  readonly line: number;
  readonly text: string;
}

/** The lines that hold text, cleaned and told apart; the lines of the report's own title are taken off. */
export function classifyReport(text: string): ClassifiedReport {
  const lines = text
    .replaceAll(NOISE, '')
    .split(/\r\n?|\n/)
    .flatMap((raw, index) =>
      raw.split(fieldInside).map((part): TextLine => ({ line: index + 1, text: withoutSpaces(part) })),
    )
    .filter((line) => line.text !== '' && !attachmentMark.test(line.text));
  const { title, count } = titleOf(lines);
  return { title, lines: lines.slice(count).map(classify) };
}

const MAX_TITLE_LINES = 4;

/** The title is set over the first lines and ends in what the paper is: 说明, 通报, 报告. */
function titleOf(lines: readonly TextLine[]): { title: string | null; count: number } {
  let title = '';
  for (const [index, { text }] of lines.slice(0, MAX_TITLE_LINES).entries()) {
    if (sentenceEnd.test(text) || chapterMark.test(text)) break;
    title += text;
    if (titleEnd.test(title)) return { title, count: index + 1 };
  }
  return { title: null, count: 0 };
}

/** Asterisks of some editor, and marks without width. */
const NOISE = /\*\*|[\u200B-\u200D\uFEFF]/g;

/** Without the spaces that stand beside Chinese characters: 2023 年 4 月 → 2023年4月. */
const withoutSpaces = (text: string): string =>
  text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?<=[\p{Script=Han}\p{P}]) | (?=[\p{Script=Han}\p{P}])/gu, '');

function classify({ line, text }: TextLine): ReportLine {
  if (endMark.test(text)) return { line, kind: 'end' };
  const chapter = chapterMark.exec(text)?.groups?.['title'];
  if (chapter !== undefined) return { line, kind: 'chapter', title: chapter };
  const section = sectionMark.exec(text)?.groups;
  if (section) {
    return {
      line,
      kind: 'section',
      no: ordinals.indexOf(section['no'] ?? '') + 1,
      title: section['title'] ?? '',
    };
  }
  const item = itemMark.exec(text)?.groups;
  if (item) return { line, kind: 'item', no: Number(item['no']), title: item['title'] ?? '', raw: text };
  const field = fieldMark.exec(text)?.groups;
  if (field) {
    const label = field['label'] ?? field['framed'] ?? '';
    return { line, kind: 'field', field: fieldOf.get(label) ?? 'other', text: field['text'] ?? '' };
  }
  return { line, kind: 'text', text };
}
