import type { WordRole } from '../word-roles.ts';
import { isWord, type RawToken, type Token } from './tokens.ts';

/*
 * What may stand beside a code. A number is a code by the company it keeps, so these three questions decide
 * whether "17" is a task or an amount.
 */

const BREAKS = new Set(',;.!?\n:()[]');
const STATES: readonly WordRole[] = [
  'done',
  'soft',
  'basically',
  'remaining',
  'cannot',
  'begin',
  'work',
  'progress',
  'doing',
  'ongoing',
  'noChange',
  'notYet',
  'extend',
  'transfer',
  'notMine',
];
const BEFORE_STATES: readonly WordRole[] = [
  'not',
  'near',
  'plan',
  'past',
  'all',
  'part',
  'uncertain',
  'ask',
  'question',
  'formerly',
];
const HEADS: readonly WordRole[] = [
  'light',
  'courtesy',
  'correction',
  'confused',
  'contrast',
  'and',
  'joiner',
  'codeNoun',
  'generic',
  'except',
  'notIs',
  'plan',
  'near',
  'condition',
  'after',
  'uncertain',
  'hearsay',
  'formerly',
  'ask',
  'because',
  'tag',
  'step',
];

type AnyToken = RawToken | Token | undefined;

/** Nothing, or a mark that ends the clause, lies here. */
export const isClauseBreak = (token: AnyToken): boolean =>
  token === undefined ||
  (token.kind === 'mark' && BREAKS.has(token.sign)) ||
  (token.kind === 'word' && (token.text.endsWith(':') || isWord(token, 'step')));

/** Says, or begins to say, how a task stands. */
export const isPredicate = wordsOf([...STATES, ...BEFORE_STATES]);

/** Says how a task stands. */
export const isState = wordsOf([...STATES, 'not']);

const isHead = wordsOf(HEADS);

/** A code may follow: nothing of substance has been said yet. */
export const isLeading = (token: AnyToken): boolean =>
  isClauseBreak(token) || token?.kind === 'mark' || token?.kind === 'date' || isHead(token);

const isEnd = wordsOf([...STATES, 'aspect', 'all', 'part', 'assist']);

/** A clause may end here and a code begin the next without a sign between them, as in voice transcripts. */
export const isFinished = (token: AnyToken): boolean => isEnd(token) || token?.kind === 'amount';

const isName = wordsOf(['action', 'thing', 'evidence', 'check']);

/** Something in particular is named. */
export const isContent = (token: AnyToken): boolean =>
  token?.kind === 'unknown' || token?.kind === 'title' || isName(token);

/** Long lists are asked of the same words again and again: the answer is kept with the word's roles. */
function wordsOf(roles: readonly WordRole[]): (token: AnyToken) => boolean {
  const known = new WeakMap<ReadonlySet<WordRole>, boolean>();
  return (token) => {
    if (token?.kind !== 'word') return false;
    const before = known.get(token.roles);
    if (before !== undefined) return before;
    const plays = isWord(token, ...roles);
    known.set(token.roles, plays);
    return plays;
  };
}
