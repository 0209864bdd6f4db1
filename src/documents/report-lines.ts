import {
  attachmentMark,
  bareSection,
  CIRCLED_ONE,
  contentsLine,
  contentsTitle,
  endMark,
  fieldInside,
  fieldMark,
  fieldNamed,
  headingMarks,
  ordinals,
  pageNumber,
  sentenceEnd,
  titleEnd,
  listSigns,
} from '../zh/report.ts';
import type { ReportField } from '../zh/report.ts';

/** The mark a heading begins with: 1 一、 2 （一） 3 1. 4 （1） 5 ①. */
export type HeadingLevel = 1 | 2 | 3 | 4 | 5;

/** A line of a report by what it begins with. `line` counts from 1 in the text as given. */
export type ReportLine = { readonly line: number; readonly raw: string } & (
  | { readonly kind: 'mark'; readonly level: HeadingLevel; readonly no: number; readonly title: string }
  | { readonly kind: 'field'; readonly field: ReportField; readonly text: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'text' }
);

export type MarkLine = Extract<ReportLine, { kind: 'mark' }>;

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
      raw.trim() === ''
        ? []
        : paragraphsIn(cleaned(raw)).map((part): TextLine => ({
            line: index + 1,
            text: withoutSpaces(part),
          })),
    )
    .filter((line) => line.text !== '' && !isFurniture(line.text));
  const { title, count } = titleOf(lines);
  return { title, lines: withBareSections(withoutContents(lines.slice(count).map(classify))) };
}

/** A label has its colon or its brackets, and where there is none there is nothing to look for. */
const LABELLED = /[:：【〔[]/u;
const paragraphsIn = (text: string): string[] => (LABELLED.test(text) ? text.split(fieldInside) : [text]);

/** Longer lines are text. */
const MAX_FURNITURE = 120;

/** What pages and tables of contents add to a text. */
const isFurniture = (text: string): boolean =>
  text.length <= MAX_FURNITURE &&
  (attachmentMark.test(text) || pageNumber.test(text) || contentsLine.test(text));

const MAX_TITLE_LINES = 4;

/** The title is set over the first lines and ends in what the paper is: 说明, 通报, 报告. */
function titleOf(lines: readonly TextLine[]): { title: string | null; count: number } {
  let title = '';
  for (const [index, { text }] of lines.slice(0, MAX_TITLE_LINES).entries()) {
    if (sentenceEnd.test(text) || classify({ line: 0, text }).kind === 'mark') break;
    title += text;
    if (titleEnd.test(title)) return { title, count: index + 1 };
  }
  return { title: null, count: 0 };
}

/** Asterisks of some editor, marks without width, spaces of web pages. */
const NOISE = /\*\*|__|[\u200B-\u200D\u2060\uFEFF]|(?![\t\n\r\f\v])\p{Cc}/gu;

/** Without the signs of Markdown and of lists before a line, and between the cells of a table. */
const cleaned = (raw: string): string =>
  raw
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/&nbsp;|<br\s*\/?>/g, ' ')
    .replace(listSigns, '')
    .replace(/^\s*(\d{1,3})\\([.)])/u, '$1$2')
    .replaceAll(/ ?\| ?/g, ' ');

/** Without the spaces that stand beside Chinese characters: 2023 年 4 月 → 2023年4月. */
const withoutSpaces = (text: string): string =>
  text.trim().replaceAll(/(?<=[\p{Script=Han}\p{P}]) | (?=[\p{Script=Han}\p{P}])/gu, '');

function classify({ line, text }: TextLine): ReportLine {
  if (endMark.test(text)) return { line, raw: text, kind: 'end' };
  const field = LABELLED.test(text) || text.length <= MAX_LABEL ? fieldMark.exec(text)?.groups : undefined;
  if (field) {
    const label = field['label'] ?? field['framed'] ?? field['alone'] ?? '';
    return {
      line,
      raw: text,
      kind: 'field',
      field: fieldNamed(label),
      text: field['text'] ?? '',
    };
  }
  return markIn(line, text) ?? { line, raw: text, kind: 'text' };
}

/** A label alone on its line. */
const MAX_LABEL = 16;

/** Longer than any mark: only the head of a line is folded to half width. */
const MARK_CHARS = 12;

function markIn(line: number, text: string): MarkLine | null {
  const head = text.slice(0, MARK_CHARS).replaceAll(/[０-９（）．]/gu, (wide) => wide.normalize('NFKC'));
  const folded = head + text.slice(MARK_CHARS);
  for (const [index, mark] of headingMarks.entries()) {
    const groups = mark.exec(folded)?.groups;
    const title = groups?.['title'];
    if (groups === undefined || title === undefined) continue;
    // Folding keeps the length of each character, so the title is taken as it was written.
    const written = text.slice(text.length - title.length);
    return {
      line,
      raw: text,
      kind: 'mark',
      level: (index + 1) as HeadingLevel,
      no: numberOf(groups),
      title: written,
    };
  }
  return null;
}

function numberOf(groups: Readonly<Record<string, string | undefined>>): number {
  const circled = groups['circled'];
  if (circled !== undefined) return (circled.codePointAt(0) ?? 0) - CIRCLED_ONE + 1;
  const no = groups['no'] ?? groups['other'] ?? groups['third'] ?? '';
  return /^\d/.test(no) ? Number(no) : ordinals.indexOf(no) + 1;
}

/** A table of contents without page numbers: what stands between its title and the second time its first line comes. */
function withoutContents(lines: readonly ReportLine[]): readonly ReportLine[] {
  const start = lines.findIndex(({ raw }) => contentsTitle.test(raw));
  const first = lines[start + 1];
  if (start < 0 || first === undefined) return lines;
  const again = lines.findIndex(({ raw }, index) => index > start + 1 && raw === first.raw);
  return [...lines.slice(0, start), ...lines.slice(again < 0 ? start + 1 : again)];
}

/** A heading without a mark over items that begin again at 1. */
const withBareSections = (lines: readonly ReportLine[]): ReportLine[] =>
  lines.map((line, index) => {
    const next = lines[index + 1];
    const over = next?.kind === 'mark' && next.level === 3 && next.no === 1;
    if (line.kind !== 'text' || !over || line.raw.length > MAX_BARE || !bareSection.test(line.raw))
      return line;
    return { ...line, kind: 'mark', level: 2, no: 0, title: line.raw };
  });

const MAX_BARE = 40;
