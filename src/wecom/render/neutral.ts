/*
 * What people typed must read as they typed it and never become markup. Backslashes are no way to escape here: of
 * none of WeCom's markdowns is it said that they work, and where they do not, people would see them. The full-width
 * form of a character looks the same among Han characters and means nothing to any parser.
 */

const FULL_WIDTH_OFFSET = 0xfee0;

const fullWidth = (character: string): string =>
  String.fromCharCode(character.charCodeAt(0) + FULL_WIDTH_OFFSET);

/** Text messages know tags only: links and mentions (app-api §4.2, bots §A1). */
export const neutralInText = (words: string): string => words.replaceAll('<', fullWidth);

/**
 * `!` at the end might stand before a link and make it a picture; an entity such as `&lt;` might be read as what it
 * stands for.
 */
export const neutralInMarkdown = (words: string): string =>
  words.replaceAll(/[*`[\]<]|!$|&(?=#?\w+;)/g, fullWidth);

/** Tables, strikethrough, escapes and underscores at the edge of a word mean something besides. */
export const neutralInRichMarkdown = (words: string): string =>
  neutralInMarkdown(words).replaceAll(/[|~\\]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, fullWidth);

/** A line that begins like a heading, a quote, a list, a rule or (indented) code; "1.5亿元" begins no list. */
export const plainBeginning = (line: string): string =>
  line
    .replace(/^[ \t]+/, '')
    .replace(/^[#>=+-]/, fullWidth)
    .replace(/^(\d{1,9})([.)])(?!\d)/, (_, number: string, mark: string) => number + fullWidth(mark));

/** The most bytes {@link plainBeginning} adds: one character of one byte becomes one of three. */
export const BEGINNING_BYTES = 2;

/** Characters that would end the address, or that some markdown reads; percent-encoded they mean the same. */
export const linkAddress = (url: string): string | null =>
  /^https?:\/\//i.test(url) ? url.replaceAll(/[\s()<>"'|\\`*[\]]/g, percentEncoded) : null;

const percentEncoded = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
