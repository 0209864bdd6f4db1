import type { ReplyContext } from '../result.ts';
import type { Token } from '../text/tokens.ts';
import { resolveSubject } from './resolve.ts';

/** A message that answers another: what is quoted of that one, and where the answer begins. */
export interface Quotation {
  readonly quoted: string;
  readonly answerAt: number;
}

/** The way the client writes it: the quotation in its marks, a line of dashes, the answer. */
const ANSWER = /^ *“([^”]{1,300})”[ \n]*\n[ -]{5,}\n/;

export function quotationIn(text: string): Quotation | null {
  const match = ANSWER.exec(text);
  return match === null ? null : { quoted: match[1] ?? '', answerAt: match[0].length };
}

/** Who answers a question about one task need not name it again, as if we had asked. */
export function asAnswerTo(quoted: readonly Token[], context: ReplyContext): ReplyContext {
  const items = new Set(quoted.flatMap((token) => itemsNamed(token, context)));
  const [item, ...others] = items;
  if (item === undefined || others.length > 0 || context.pending?.item === item) return context;
  return { ...context, pending: { item, asks: 'status' } };
}

function itemsNamed(token: Token, context: ReplyContext): readonly string[] {
  if (token.kind === 'title') return token.items.length === 1 ? token.items : [];
  if (token.kind !== 'codes') return [];
  return resolveSubject({ kind: 'codes', mentions: token.mentions }, context, new Set()).items;
}
