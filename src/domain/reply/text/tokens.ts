import type { DateMention } from '../dates/date-reader.ts';
import type { WordRole } from '../word-roles.ts';

/** A stretch of the normalised text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Word extends Stretch {
  readonly kind: 'word';
  readonly roles: ReadonlySet<WordRole>;
  readonly text: string;
}

/** Characters no rule knows: content. */
export interface Unknown extends Stretch {
  readonly kind: 'unknown';
  readonly text: string;
}

/** Words of the titles of these tasks. */
export interface TitleWords extends Stretch {
  readonly kind: 'title';
  readonly items: readonly string[];
  readonly text: string;
}

/** A number whose meaning its neighbours decide. */
export interface NumberToken extends Stretch {
  readonly kind: 'number';
  readonly value: number;
  /** The capital before it, as in `A12`, or an empty string. */
  readonly letter: string;
  readonly script: 'digits' | 'numerals';
  readonly ordinal: boolean;
  /** `item` and `number` are the units a code may have. */
  readonly unit: 'none' | 'item' | 'number';
}

/** A number of something: never a code. */
export interface Amount extends Stretch {
  readonly kind: 'amount';
  readonly value: number;
  readonly of: 'percent' | 'items' | 'things';
}

export interface DateToken extends Stretch {
  readonly kind: 'date';
  readonly date: DateMention;
}

export interface Mark extends Stretch {
  readonly kind: 'mark';
  readonly sign: string;
}

/** One code as typed, or a range of them. */
export interface CodeMention {
  readonly letter: string;
  readonly from: number;
  readonly to: number;
}

/** Codes named together: "3、5 and 12". */
export interface Codes extends Stretch {
  readonly kind: 'codes';
  readonly mentions: readonly CodeMention[];
}

/** Before codes are found, numbers and marks are open; afterwards numbers are codes or amounts. */
export type RawToken = Word | Unknown | TitleWords | NumberToken | Amount | DateToken | Mark;
export type Token = Word | Unknown | TitleWords | Amount | DateToken | Mark | Codes;

export const isWord = (token: RawToken | Token | undefined, ...roles: readonly WordRole[]): boolean =>
  playsOneOf(token, roles);

/** Some token is a word of one of these roles. */
export function anyWord(tokens: readonly Token[], ...roles: readonly WordRole[]): boolean {
  for (const token of tokens) if (playsOneOf(token, roles)) return true;
  return false;
}

/** Asked of every token many times over: plain loops, they are several times as fast. */
function playsOneOf(token: RawToken | Token | undefined, roles: readonly WordRole[]): boolean {
  if (token?.kind !== 'word') return false;
  for (const role of roles) if (token.roles.has(role)) return true;
  return false;
}
