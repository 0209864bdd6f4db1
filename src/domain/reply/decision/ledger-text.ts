import type { Clause } from '../text/clauses.ts';
import { isContent } from '../text/neighbours.ts';
import { typed, type NormalText } from '../text/normalise.ts';
import { isWord, type Stretch, type Token } from '../text/tokens.ts';

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
    const body = bodyOf(clause, text === '');
    const words = body === null ? '' : tidy(typed(message, body.start, body.end));
    if (body === null || words === '') continue;
    text += text === '' ? words : signBetween(typed(message, end, body.start)) + words;
    end = body.end;
  }
  return text;
}

/** The clause without its codes and what only leads up to the words that count. */
function bodyOf({ tokens }: Clause, isFirst: boolean): Stretch | null {
  const codes = tokens.findLastIndex(({ kind }) => kind === 'codes');
  if (codes < 0 && !isFirst) return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
  const behind = tokens.slice(codes + 1);
  const before = tokens.slice(0, Math.max(codes, 0));
  // "完成6号任务": what kind of thing the code is says nothing.
  const isTold = behind.some((token) => !isLead(token) && (codes === 0 || !isWord(token, 'generic')));
  const said = isTold || !before.some((token) => !isLead(token)) ? behind : before;
  const [start, end] = [said.find((token) => !isLead(token))?.start, said.at(-1)?.end];
  return start === undefined || end === undefined ? null : { start, end };
}

/** "of", "yes", and the numbers of the person's own points; words like "firstly" stay. */
const isLead = (token: Token): boolean =>
  isWord(token, 'of', 'joiner', 'courtesy', 'correction') || (token.kind === 'word' && token.text === '');

/** The sign as typed; where codes or lines were left out in between, a sign of our own. */
function signBetween(gap: string): string {
  const sign = gap.trim();
  if (sign === '' && !gap.includes('\n')) return gap;
  return /^\p{Po}$/u.test(sign) ? sign : '；';
}

const tidy = (text: string): string =>
  text.replace(/^[\s\p{Po}\p{Pd}\p{Pe}]+/u, '').replace(/[\s\p{Ps}\p{Pd}]+$/u, '');
