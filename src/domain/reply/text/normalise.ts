/** A message with its spelling evened out, and the way back to what was typed. */
export interface NormalText {
  readonly text: string;
  readonly source: string;
  /** For each index of `text` and one beyond: the index in `source`. */
  readonly offsets: readonly number[];
}

/** Stands for any numbering sign of a list, such as a circled one: never a code (see replies.md). */
export const LIST_SIGN = '①';

/**
 * Full-width forms become half-width, punctuation one sign per function, Latin letters capitals; invisible
 * signs and mentions of the bot (`@name `) disappear.
 */
export function normalise(source: string): NormalText {
  const chars: string[] = [];
  const offsets: number[] = [];
  let at = 0;
  while (at < source.length) {
    const char = String.fromCodePoint(source.codePointAt(at) ?? 0);
    const mention = char === '@' ? mentionEnd(source, at) : null;
    const plain = mention === null ? plainForm(char) : ' ';
    for (const unit of plain.split('')) {
      chars.push(unit);
      offsets.push(at);
    }
    at = mention ?? at + char.length;
  }
  return { text: chars.join(''), source, offsets: [...offsets, source.length] };
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
    ['：﹕', ':'],
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
