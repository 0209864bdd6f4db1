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

/** At most `max` bytes, … included when something was cut. */
export const cutBytes = (text: string, max: number): string =>
  utf8Bytes(text) <= max ? text : headWithin(text, max - utf8Bytes(ELLIPSIS)) + ELLIPSIS;

/** The longest beginning of at most `max` bytes; empty when not even one character fits. */
export const headWithin = (text: string, max: number): string =>
  // No character has fewer bytes than code units, so nothing behind the first `max` of these is looked at.
  prefixWithin(charactersOf(text.slice(0, max + 1)), max);

/** The same by code points, for a character that is longer than the limit: a letter under hundreds of accents. */
export const codePointsWithin = (text: string, max: number): string => prefixWithin(text, max);

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
