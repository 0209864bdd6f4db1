/** A message with its spelling evened out, and the way back to what was typed. */
export interface NormalText {
  readonly text: string;
  readonly source: string;
  /** For each index of `text` and one beyond: the index in `source`. */
  readonly offsets: readonly number[];
}

/** Characters of a message that are searched for statements: several times what a long answer has. */
const MOST_READ = 800;
/** Nobody parts what he has to say so often; forty tasks make about as many clauses twice. */
const MOST_CLAUSES = 100;

/**
 * The message, or of one that nobody types its first part up to the end of a clause: reading must take no
 * longer than a person waits for, whatever was pasted. What is left unread is kept for the ledger.
 */
export function normaliseMessage(source: string): NormalText {
  const { text, offsets } = normalise(source.slice(0, MOST_READ));
  const ends: number[] = [];
  for (let at = 0; at < text.length && ends.length < MOST_CLAUSES; at += 1)
    if (CLAUSE_ENDS.includes(text.charAt(at))) ends.push(at + 1);
  const isAll = source.length <= MOST_READ && ends.length < MOST_CLAUSES;
  const end = isAll ? text.length : (ends.at(-1) ?? 0);
  return { text: text.slice(0, end), source, offsets: offsets.slice(0, end + 1) };
}

const CLAUSE_ENDS = ',;?\n';

/** What was not looked at. */
export const unreadPart = ({ source, text, offsets }: NormalText): string =>
  source.slice(offsets[text.length] ?? 0);

/** Stands for any numbering sign of a list, such as a circled one: never a code (see replies.md). */
export const LIST_SIGN = '①';

/**
 * Full-width forms become half-width, punctuation one sign per function, Latin letters capitals; invisible
 * signs and mentions of the bot (`@name `) disappear.
 */
export function normalise(source: string): NormalText {
  let text = '';
  const offsets: number[] = [];
  for (let at = 0; at < source.length;) {
    const code = source.codePointAt(at) ?? 0;
    const char = String.fromCodePoint(code);
    const mention = char === '@' ? mentionEnd(source, at) : null;
    const plain = mention !== null ? ' ' : isPlain(code) ? char : plainForm(char);
    for (let unit = 0; unit < plain.length; unit += 1) offsets.push(at);
    text += plain;
    at = mention ?? at + char.length;
  }
  offsets.push(source.length);
  return { text, source, offsets };
}

/** What was typed for that stretch of the normalised text. */
export const typed = (message: NormalText, start: number, end: number): string =>
  message.source.slice(message.offsets[start] ?? message.source.length, message.offsets[end]);

/** A name is short and followed by white space (WeCom puts U+2005 there); otherwise nothing is skipped. */
const LONGEST_NAME = 40;

function mentionEnd(source: string, at: number): number | null {
  const name = /^@[^\s@]+(?=\s)/.exec(source.slice(at, at + LONGEST_NAME));
  return name === null ? null : at + name[0].length;
}

const SAME: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['。;!…｡!', ';'],
    ['，､', ','],
    ['：﹕→⇒➡➜➔', ':'],
    ['（〔﹙{', '('],
    ['）〕﹚}', ')'],
    ['【［〖', '['],
    ['】］〗', ']'],
    ['“‘「『', '“'],
    ['”’」』', '”'],
    ['—–−‐‑~〜∼-', '-'],
    ['✓✔✅☑', '√'],
    ['✗✘❌❎', '×'],
    ['\r\u2028\u2029\v\f', '\n'],
  ].flatMap(([signs = '', plain = '']) => Array.from(signs, (sign): [string, string] => [sign, plain])),
);

/** Circled, bracketed and dotted numbers, and the ideographs in brackets. */
const LIST_SIGNS = /[\u2460-\u249b\u24eb-\u24ff\u2776-\u2793\u3220-\u3229]/u;
/** Zero-width signs, variation selectors, the enclosing keycap, skin tones. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Emoji_Modifier}|\u20e3/u;

/** Ideographs and digits are what they are, and nearly all there is. */
const isPlain = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 48 && code <= 57);

function plainForm(char: string): string {
  const half = halfWidth(char);
  if (INVISIBLE.test(half)) return '';
  if (LIST_SIGNS.test(half)) return LIST_SIGN;
  const same = SAME[half];
  if (same !== undefined) return same;
  if (half !== '\n' && /\s/.test(half)) return ' ';
  return /[a-z]/.test(half) ? half.toUpperCase() : half;
}

function halfWidth(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : char;
}
