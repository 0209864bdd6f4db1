import {
  afterPeople,
  attachmentMark,
  bareSection,
  closingParagraph,
  CIRCLED_ONE,
  contentsLine,
  contentsTitle,
  endMark,
  fieldInside,
  fieldMark,
  fieldNamed,
  headingInside,
  headingPeople,
  headingMarks,
  ordinals,
  pageNumber,
  problemLabel,
  problemMark,
  sentenceEnd,
  signsOfNumbers,
  titleEnd,
  listSigns,
} from '../zh/report.ts';
import type { HeadingLevel, MarkLine, ReportLine } from './report-line.ts';
import { withUnnumberedProblems } from './report-unnumbered.ts';
import { unwrapped } from './report-unwrap.ts';
import type { TextLine } from './report-unwrap.ts';

export interface ClassifiedReport {
  readonly title: string | null;
  readonly lines: readonly ReportLine[];
}

/** The lines that hold text, cleaned and told apart; the lines of the report's own title are taken off. */
export function classifyReport(text: string): ClassifiedReport {
  const lines = text
    .replaceAll(NOISE, '')
    .split(/\r\n?|\n/)
    .flatMap((raw, index): TextLine[] =>
      raw.trim() === '' ? [] : [{ line: index + 1, text: cleaned(raw).trim() }],
    )
    .filter((line) => line.text !== '' && !isFurniture(withoutSpaces(line.text)));
  const { title, count } = titleOf(lines);
  const paragraphs = unwrapped(lines.slice(count)).flatMap(({ line, text: whole }) =>
    withoutPeople(whole)
      .flatMap(paragraphsIn)
      .map((part) => ({ line, text: withoutSpaces(part) })),
  );
  const read = withoutContents(paragraphs.filter((part) => part.text !== '').map(classify));
  const marked = withProblemMarks(withNumberedLabels(withClosing(read)));
  return { title, lines: withBareSections(withUnnumberedProblems(marked)) };
}

/** Without （责任领导：…） behind a heading; what follows it on the line is the account. */
function withoutPeople(text: string): string[] {
  const parts: string[] = [];
  for (const part of text.split(headingPeople)) {
    if (parts.length > 0 && afterPeople.test(part)) parts.push(`${parts.pop() ?? ''}${part}`);
    else parts.push(part);
  }
  return parts;
}

/** A label has its colon or its brackets, and where there is none there is nothing to look for. */
const LABELLED = /[:：【〔[]/u;
const paragraphsIn = (text: string): string[] =>
  (text.length > MAX_PARAGRAPH ? text.split(headingInside) : [text]).flatMap((part) =>
    LABELLED.test(part) ? part.split(fieldInside) : [part],
  );

/** A longer line may hold a whole chapter. */
const MAX_PARAGRAPH = 200;

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
  for (const [index, line] of lines.slice(0, MAX_TITLE_LINES).entries()) {
    const text = withoutSpaces(line.text);
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
    .replaceAll(signsOfNumbers, spelledOut)
    .replace(listSigns, '')
    .replace(/^\s*(\d{1,3})\\([.)])/u, '$1$2')
    .replaceAll(/ ?\| ?/g, ' ');

/** Three rows of ten: ❶ ➀ ➊. */
const BLACK_ONE = 0x2776;
const ROW = 10;

function spelledOut(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const isBlack = code >= BLACK_ONE && code < BLACK_ONE + 3 * ROW;
  return isBlack ? String.fromCodePoint(CIRCLED_ONE + ((code - BLACK_ONE) % ROW)) : sign.normalize('NFKC');
}

/** Without the spaces that stand beside Chinese characters: 2023 年 4 月 → 2023年4月; 3. 12328热线 keeps its own. */
const withoutSpaces = (text: string): string =>
  text
    .trim()
    .replaceAll(/(?<=[\p{Script=Han}\p{P}]) (?!(?<=^\d{1,3}[.．、] )\d)| (?=[\p{Script=Han}\p{P}])/gu, '');

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

/** （一）整改措施 under one problem after the other is a label; once in a report it is a section. */
function withNumberedLabels(lines: readonly ReportLine[]): ReportLine[] {
  const labels = lines.map((line) => (line.kind === 'mark' && line.level === 2 ? labelIn(line) : null));
  const known = labels.filter((label) => label !== null);
  const repeated = new Set(
    known
      .filter(({ name }) => known.filter((other) => other.name === name).length > 1)
      .map(({ name }) => name),
  );
  return lines.map((line, index) => {
    const label = labels[index];
    return label && repeated.has(label.name) ? label.line : line;
  });
}

/** The label that stands where a heading has its title. */
function labelIn({ line, raw, title }: MarkLine): { name: string; line: ReportLine } | null {
  // 反馈问题：… is what the heading is, not a label below it.
  const groups = problemLabel.test(title) ? undefined : fieldMark.exec(title)?.groups;
  const name = groups?.['label'] ?? groups?.['framed'] ?? groups?.['alone'];
  if (name === undefined) return null;
  return { name, line: { line, raw, kind: 'field', field: fieldNamed(name), text: groups?.['text'] ?? '' } };
}

/** Where problems are called 问题一, 问题二, the lines 1. 2. stand below them. */
function withProblemMarks(lines: readonly ReportLine[]): readonly ReportLine[] {
  if (lines.filter((line) => line.kind === 'mark' && problemMark.test(line.raw)).length < 2) return lines;
  return lines.map((line) =>
    line.kind === 'mark' && line.level === 3 && !problemMark.test(line.raw) ? { ...line, level: 4 } : line,
  );
}

/** What the house says of itself below the last problem belongs to none. */
function withClosing(lines: readonly ReportLine[]): readonly ReportLine[] {
  const last = lines.findLastIndex(({ kind }) => kind === 'mark' || kind === 'field');
  return lines.map((line, index) =>
    index > last && line.kind === 'text' && closingParagraph.test(line.raw)
      ? { line: line.line, raw: line.raw, kind: 'end' }
      : line,
  );
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
