import type { Clause } from '../text/clauses.ts';
import { isContent } from '../text/neighbours.ts';
import type { Token } from '../text/tokens.ts';

/** Names something in particular, other than the task itself. */
export function isContentBesides(token: Token, title: string): boolean {
  if (!isContent(token)) return false;
  const text = 'text' in token ? token.text : '';
  return text === '' || !title.includes(text);
}

/** What a clause names besides the task: the reason why its "done" may mean a step only. */
export const contentOf = ({ tokens }: Pick<Clause, 'tokens'>, title: string): Token[] =>
  tokens.filter((token) => isContentBesides(token, title));
