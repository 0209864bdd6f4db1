import {
  fieldMark,
  headingMarks,
  goesOnHeading,
  openBracket,
  opensOrdinals,
  sentenceEnd,
  wholeHeading,
} from '../zh/report.ts';

/** A line of a text with its number from 1. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}

/** Lines of print are not longer. */
const MAX_WIDTH = 60;
/** Fewer lines tell nothing of the width they were set in. */
const MIN_LINES = 12;
/** A first line is indented by two characters; a sign that may not begin a line takes one more along. */
const RAGGED = 3.5;
/** Of all lines, the share that is full where a text was set to a width. */
const FULL_SHARE = 0.2;
/** Of those, the share that ends within a sentence; paragraphs end with their sentence or are headings. */
const CUT_SHARE = 0.5;
const PARAGRAPH_END = /[。；：！？”’）)]$/u;

/**
 * Paragraphs of a text whose lines were all cut at the same width, as they come from a PDF: a line that is full goes on
 * in the next one, unless that begins with a mark or a label. Text whose lines are paragraphs stays as it is.
 */
export function unwrapped(lines: readonly TextLine[]): readonly TextLine[] {
  const width = widthOf(lines);
  if (width === null) return lines;
  const paragraphs: { line: number; parts: string[]; last: string }[] = [];
  for (const { line, text } of lines) {
    const open = paragraphs.at(-1);
    const isFull = open !== undefined && charsIn(open.last) >= width - RAGGED;
    if (isFull && !endsHeading(open.parts.join(''), text) && goesOnWith(open.last, text)) {
      open.parts.push(text);
      open.last = text;
    } else {
      paragraphs.push({ line, parts: [text], last: text });
    }
  }
  return paragraphs.map(({ line, parts }) => ({ line, text: parts.join('') }));
}

/** The width the lines were cut at, in Chinese characters; null for paragraphs of all lengths. */
function widthOf(lines: readonly TextLine[]): number | null {
  if (lines.length < MIN_LINES) return null;
  const widths = lines.map(({ text }) => charsIn(text)).toSorted((a, b) => a - b);
  const width = widths[Math.floor(widths.length * 0.98)] ?? 0;
  const longest = widths.at(-1) ?? 0;
  if (width > MAX_WIDTH || longest > width + 2) return null;
  const full = lines.filter(({ text }) => charsIn(text) >= width - RAGGED);
  const cut = full.filter(({ text }) => !PARAGRAPH_END.test(text));
  return full.length >= lines.length * FULL_SHARE && cut.length >= full.length * CUT_SHARE ? width : null;
}

/** Letters and digits take half of the room. */
function charsIn(text: string): number {
  const half = text.match(/[\u0020-\u007E]/g)?.length ?? 0;
  return text.length - half / 2;
}

/** Within brackets a label is none: （责任领导：…；责任科室：…）. */
const goesOnWith = (text: string, next: string): boolean => {
  if (openBracket.test(text)) return true;
  return !isMark(next) && !opensOrdinals.test(next) && (!sentenceEnd.test(text) || !fieldMark.test(next));
};

/** A numbered heading …”问题的整改 that happens to fill its line. */
const endsHeading = (text: string, next: string): boolean =>
  wholeHeading.test(text) && !goesOnHeading.test(next) && isMark(text);

const isMark = (text: string): boolean =>
  headingMarks.some((mark) => mark.test(text)) || (fieldMark.test(text) && /[：:】\]]/u.test(text));
