import type { Line, Span } from '../../domain/message/document.ts';
import { codePointsWithin, headWithin, utf8Bytes } from '../limits.ts';
import { BOLD, NO_MARKS, type Dialect, type Marks } from './flavours.ts';
import { BEGINNING_BYTES, linkAddress } from './neutral.ts';

/* One line in one flavour. What is too long is cut before it is marked up, so that each piece opens and closes its own. */

/** A stretch of a line: words that may be cut anywhere, or something `whole` that may not be. */
interface Stretch {
  readonly text: string;
  readonly marks: Marks;
  readonly whole: boolean;
}

/** The line in pieces of at most `room` bytes each, `prefix` included; none when there is nothing to read in it. */
export function writeLine(line: Line, prefix: string, dialect: Dialect, room: number): string[] {
  const space = room - utf8Bytes(prefix) - BEGINNING_BYTES;
  return cutLine(stretchesOf(line, dialect, space), space)
    .map((piece) => piece.map(({ text, marks: [open, close] }) => open + text + close).join(''))
    .map((written) => dialect.beginning(written).trimEnd())
    .flatMap((written) => (written === '' ? [] : [prefix + written]));
}

/** As one line: what people typed may hold line breaks where none belongs. */
export const onOneLine = (words: string): string =>
  words.replaceAll(/\s*[\n\r\v\f\u0085\u2028\u2029]\s*/g, ' ');

/** Two neighbours in bold would meet in four stars, which are no bold. */
function stretchesOf(line: Line, dialect: Dialect, space: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const next of line.flatMap((span) => stretchesOfSpan(span, dialect, space))) {
    const last = stretches.at(-1);
    if (last && !last.whole && !next.whole && last.marks === next.marks) {
      stretches.splice(-1, 1, { ...last, text: last.text + next.text });
    } else if (next.text !== '') stretches.push(next);
  }
  return stretches;
}

function stretchesOfSpan(span: Span, dialect: Dialect, space: number): Stretch[] {
  switch (span.kind) {
    case 'text':
      return marked(wordsOf(span.text, dialect), span.style ? dialect.marks[span.style] : NO_MARKS);
    case 'link':
      return [linkStretch(span, dialect, space)];
    case 'mention':
      return [mentionStretch(span, dialect)];
  }
}

const wordsOf = (text: string, dialect: Dialect): string => dialect.neutral(onOneLine(text));

const words = (text: string): Stretch => ({ text, marks: NO_MARKS, whole: false });

/** Bold has to begin and end at a letter or digit: next to a bracket or a blank the stars would be read as stars. */
const BOLD_CORE = /^(.*?)([\p{L}\p{N}](?:.*[\p{L}\p{N}])?\p{M}*)(.*)$/u;

function marked(text: string, marks: Marks): Stretch[] {
  if (marks !== BOLD) return [{ text, marks, whole: false }];
  const [, before = '', core = '', after = text] = BOLD_CORE.exec(text) ?? [];
  return [words(before), { text: core, marks, whole: false }, words(after)];
}

/** A link that leads nowhere, or is longer than a part, is left as its words. */
function linkStretch(
  { text, url }: Extract<Span, { kind: 'link' }>,
  dialect: Dialect,
  space: number,
): Stretch {
  const address = linkAddress(url);
  const label = wordsOf(text, dialect).trim();
  if (address === null || label === '') return words(label || wordsOf(url, dialect));
  const link = dialect.link(label, address);
  return utf8Bytes(link) <= space ? { text: link, marks: NO_MARKS, whole: true } : words(label);
}

/** One member: `all` would call everybody. */
const isMember = (userid: string): boolean =>
  /^[0-9A-Za-z_\-.@]{1,64}$/.test(userid) && !/^@?all$/i.test(userid);

function mentionStretch({ userid, name }: Extract<Span, { kind: 'mention' }>, dialect: Dialect): Stretch {
  return dialect.mention && isMember(userid)
    ? { text: dialect.mention(userid), marks: NO_MARKS, whole: true }
    : words(`@${wordsOf(name, dialect)}`);
}

function cutLine(stretches: readonly Stretch[], space: number): Stretch[][] {
  const lines: Stretch[][] = [];
  let line: Stretch[] = [];
  let left = space;
  for (const stretch of stretches) {
    const around = utf8Bytes(stretch.marks.join(''));
    let { text } = stretch;
    while (utf8Bytes(text) + around > left) {
      const head = stretch.whole ? '' : headOf(text, left - around, line.length === 0);
      if (head.trim() !== '') line.push({ ...stretch, text: head.trimEnd() });
      text = text.slice(head.length).trimStart();
      lines.push(line);
      [line, left] = [[], space];
    }
    if (text !== '') line.push({ ...stretch, text });
    left -= utf8Bytes(text) + around;
  }
  return [...lines, line];
}

/** As much as fits, up to the end of a word or number unless that is less than half of it; whole characters. */
function headOf(text: string, room: number, alone: boolean): string {
  const head = headWithin(text, room) || (alone ? codePointsWithin(text, room) : '');
  const insideWord = /[\w.]$/.test(head) && /^[\w.]/.test(text.slice(head.length));
  const wholeWords = insideWord ? head.replace(/[\w.]+$/, '') : head;
  return wholeWords.length >= head.length / 2 ? wholeWords : head;
}
