import { isWord, type CodeMention, type NumberToken, type RawToken, type Stretch } from '../text/tokens.ts';

/** Numbers named together, before it is known whether they are codes. */
export interface NumberGroup extends Stretch {
  readonly numbers: readonly NumberToken[];
  readonly mentions: readonly CodeMention[];
  /** 第…项: nothing but a code. */
  readonly named: boolean;
  /** …号, #…, brackets: probably a code. */
  readonly marked: boolean;
  readonly bracketed: boolean;
  /** Index of the token behind the group. */
  readonly next: number;
}

interface Element {
  readonly number: NumberToken;
  readonly hash: boolean;
  readonly bracketed: boolean;
  readonly next: number;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']' };
const LIST_SIGNS = new Set(['、', '/', '&', '+']);

const sign = (token: RawToken | undefined): string | null => (token?.kind === 'mark' ? token.sign : null);

/** `6`, `6号`, `第6项`, `#6`, `(6)`, `3、5和12`, `3-5项`, `3 5 12`: the longest such group at `index`. */
export function groupAt(tokens: readonly RawToken[], index: number): NumberGroup | null {
  const first = elementAt(tokens, index);
  if (first === null) return null;
  const elements = [first];
  const mentions: CodeMention[] = [];
  let last = first;
  for (let element: Element | null = first; element !== null; element = following(tokens, last)) {
    if (element !== first) elements.push(element);
    const until = isRangeSign(tokens[element.next]) ? elementAt(tokens, element.next + 1) : null;
    if (until !== null) elements.push(until);
    mentions.push(mentionOf(element.number, until?.number ?? element.number));
    last = until ?? element;
  }
  return {
    numbers: elements.map(({ number }) => number),
    mentions,
    named: elements.some(({ number }) => number.ordinal && number.unit === 'item'),
    marked: elements.some(({ number, hash, bracketed }) => hash || bracketed || isMarked(number)),
    bracketed: first.bracketed,
    start: tokens[index]?.start ?? 0,
    end: tokens[last.next - 1]?.end ?? 0,
    next: last.next,
  };
}

const isMarked = ({ ordinal, unit }: NumberToken): boolean => ordinal || unit === 'number';

function elementAt(tokens: readonly RawToken[], index: number): Element | null {
  const opening = sign(tokens[index]);
  const closing = opening === null ? undefined : CLOSING[opening];
  const at = opening === '#' || closing !== undefined ? index + 1 : index;
  const number = tokens[at];
  if (number?.kind !== 'number') return null;
  if (closing !== undefined) {
    return sign(tokens[at + 1]) === closing ? { number, hash: false, bracketed: true, next: at + 2 } : null;
  }
  const hasHash = sign(tokens[at + 1]) === '#';
  return { number, hash: hasHash || opening === '#', bracketed: false, next: hasHash ? at + 2 : at + 1 };
}

const isRangeSign = (token: RawToken | undefined): boolean => sign(token) === '-' || isWord(token, 'until');

/**
 * The next element of the list, if the list goes on. A count ("3、5项") ends it, and only a sign leads to one; behind
 * a count only another one goes on ("101项、105项").
 */
function following(tokens: readonly RawToken[], { number, next }: Element): Element | null {
  const separator = tokens[next];
  const behind =
    LIST_SIGNS.has(sign(separator) ?? '') || isWord(separator, 'joiner') ? elementAt(tokens, next + 1) : null;
  // "8还有两所学校没改完": an amount written otherwise is no code.
  if (behind !== null && isWord(separator, 'joiner') && behind.number.script !== number.script) return null;
  if (behind !== null || isCount(number))
    return behind !== null && (!isCount(number) || isCount(behind.number)) ? behind : null;
  const adjacent = elementAt(tokens, next);
  if (adjacent === null || isCount(adjacent.number)) return null;
  // "6 15号完成" names a day, "6 2/3完成" a share.
  const isOther = adjacent.number.unit !== number.unit || sign(tokens[adjacent.next]) === '/';
  return isOther ? null : adjacent;
}

export const isCount = ({ ordinal, unit }: NumberToken): boolean => unit === 'item' && !ordinal;

function mentionOf(from: NumberToken, to: NumberToken): CodeMention {
  return {
    letter: from.letter,
    from: Math.min(from.value, to.value),
    to: Math.max(from.value, to.value),
  };
}
