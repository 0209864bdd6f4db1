import type { Clause } from './clauses.ts';
import { isContent } from './neighbours.ts';
import { typed, type NormalText } from './normalise.ts';
import { isWord, type Stretch, type Token } from './tokens.ts';

/**
 * What the ledger shows of a reply for one task: the words as typed, without the code and without a leading
 * clause that only repeats the status. Where nothing else was said, the status words themselves.
 */
export function ledgerText(clauses: readonly Clause[], message: NormalText): string {
  const [first, ...others] = clauses;
  const telling = first !== undefined && isMereStatus(first) ? others : clauses;
  return join(telling, message) || join(clauses, message) || message.source.trim();
}

const isMereStatus = ({ tokens }: Clause): boolean =>
  !tokens.some((token) => isContent(token) || token.kind === 'amount' || token.kind === 'date');

function join(clauses: readonly Clause[], message: NormalText): string {
  let text = '';
  let end = 0;
  for (const clause of clauses) {
    const body = bodyOf(clause);
    const words = body === null ? '' : tidy(typed(message, body.start, body.end));
    if (body === null || words === '') continue;
    text += text === '' ? words : signBetween(typed(message, end, body.start)) + words;
    end = body.end;
  }
  return text;
}

/** The clause without its codes and the fillers after them. */
function bodyOf({ tokens }: Clause): Stretch | null {
  const codes = tokens.findLastIndex(({ kind }) => kind === 'codes');
  const behind = tokens.slice(codes + 1);
  const said = behind.some((token) => !isFiller(token)) ? behind : tokens.slice(0, Math.max(codes, 0));
  const [start, end] = [said.find((token) => !isFiller(token))?.start, said.at(-1)?.end];
  return start === undefined || end === undefined ? null : { start, end };
}

/** Also the numbers of the person's own points; words like "firstly" stay. */
const isFiller = (token: Token): boolean =>
  (isWord(token, 'light', 'joiner') && !isWord(token, 'all', 'past')) ||
  (isWord(token, 'step') && token.kind === 'word' && token.text === '');

/** The sign as typed, when it is one; otherwise something was left out in between. */
const signBetween = (gap: string): string => (/^\s*\p{Po}\s*$/u.test(gap) ? gap.trim() : '；');

const tidy = (text: string): string =>
  text.replace(/^[\s\p{Po}\p{Pd}\p{Pe}]+/u, '').replace(/[\s\p{Ps}\p{Pd}]+$/u, '');
