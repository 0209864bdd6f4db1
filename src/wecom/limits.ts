/* WeCom counts some texts in UTF-8 bytes and others in characters (字); nothing is ever cut inside a character. */

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

const ELLIPSIS = '…';

export const utf8Bytes = (text: string): number => Buffer.byteLength(text);

/** At most `max` characters, the last of them … when there were more. An emoji is one character. */
export function cutChars(text: string, max: number): string {
  if (text.length <= max) return text;
  const characters = [...charactersOf(text)];
  return characters.length <= max ? text : characters.slice(0, max - 1).join('') + ELLIPSIS;
}

/** At most `max` bytes, `mark` included when something was cut; whole lines where they are not too long. */
export function cutBytes(text: string, max: number, mark = ELLIPSIS): string {
  if (utf8Bytes(text) <= max) return text;
  const head = headWithin(text, max - utf8Bytes(mark));
  const line = head.lastIndexOf('\n');
  return (line >= head.length / 2 ? head.slice(0, line) : head) + mark;
}

/**
 * Pieces of at most `max` bytes (4 or more, so that any character fits), cut between paragraphs, else between
 * lines, else between characters. Only line breaks at a cut are left out.
 */
export function splitBytes(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (utf8Bytes(rest) > max) {
    const head = headWithin(rest, max);
    const cut = cutPoint(head, rest);
    pieces.push(head.slice(0, cut).replace(/\n+$/, ''));
    rest = rest.slice(cut).replace(/^\n+/, '');
  }
  return [...pieces, rest].filter((piece) => piece !== '');
}

/** A paragraph's end is preferred unless it leaves the piece more than half empty. */
function cutPoint(head: string, text: string): number {
  if (text[head.length] === '\n') return head.length;
  const paragraph = head.lastIndexOf('\n\n');
  if (paragraph >= head.length / 2) return paragraph;
  const line = head.lastIndexOf('\n');
  return line > 0 ? line : head.length;
}

/** A single character may be longer than the limit (a letter under hundreds of accents): then code points count. */
const headWithin = (text: string, max: number): string =>
  prefixWithin(charactersOf(text), max) || prefixWithin(text, max);

function prefixWithin(parts: Iterable<string>, max: number): string {
  let prefix = '';
  let bytes = 0;
  for (const part of parts) {
    bytes += utf8Bytes(part);
    if (bytes > max) break;
    prefix += part;
  }
  return prefix;
}

function* charactersOf(text: string): Generator<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}
