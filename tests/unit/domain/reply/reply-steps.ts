import { findCodes } from '../../../../src/domain/reply/codes/codes.ts';
import type { ReplyContext } from '../../../../src/domain/reply/result.ts';
import { clausesOf, type Clause } from '../../../../src/domain/reply/text/clauses.ts';
import { normalise } from '../../../../src/domain/reply/text/normalise.ts';
import { titleIndex } from '../../../../src/domain/reply/text/title-index.ts';
import { tokenise } from '../../../../src/domain/reply/text/tokenise.ts';
import type { Token } from '../../../../src/domain/reply/text/tokens.ts';
import type { Vocabulary } from '../../../../src/domain/reply/vocabulary.ts';

/** The first steps of the pipeline, for tests of the later ones. */
export function tokensIn(text: string, context: ReplyContext, vocabulary: Vocabulary): Token[] {
  const titles = titleIndex(context.items, vocabulary);
  const scope = { today: context.today, titles, vocabulary, expectsDate: false };
  return findCodes(tokenise(normalise(text).text, scope), context);
}

export function clausesIn(
  text: string,
  context: ReplyContext,
  vocabulary: Vocabulary,
): (Clause & { readonly words: string })[] {
  const normal = normalise(text).text;
  return clausesOf(tokensIn(text, context, vocabulary)).map((clause) => ({
    ...clause,
    words: normal.slice(clause.start, clause.end),
  }));
}
