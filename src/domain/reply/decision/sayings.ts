import { weigh, type Weighed } from '../meaning/weigh.ts';
import type { ReplyContext } from '../result.ts';
import type { Statement } from '../statements/statements.ts';
import { isContent } from '../text/neighbours.ts';
import { normalise, type NormalText } from '../text/normalise.ts';

/** What a statement says when it is taken to be about this task, or about none in particular. */
export type Sayings = (statement: Statement, item: string | null) => Weighed;

/** Titles that share no word with a statement make no difference to its meaning: it is weighed once for all. */
export function sayingsOf(message: NormalText, { items, today }: ReplyContext): Sayings {
  const titles = new Map(items.map(({ code, title }) => [code, normalise(title).text]));
  const heard = new Map<Statement, Heard>();
  return (statement, item) => {
    const { words, weighed } = heard.get(statement) ?? remember(heard, statement);
    const title = [item ?? '', ...named(statement)].map((code) => titles.get(code) ?? '').join('\n');
    const shared = words.filter((word) => title.includes(word)).join('\n');
    const known = weighed.get(shared) ?? weigh(statement.clauses, { title: shared, message, today });
    weighed.set(shared, known);
    return known;
  };
}

/** "消防改造、殡葬收费都弄好了": what names another task names no step of this one. */
const named = ({ subject }: Statement): string[] =>
  subject.kind === 'titles' ? subject.places.flatMap((codes) => (codes.length === 1 ? codes : [])) : [];

interface Heard {
  /** All that may be words of a title. */
  readonly words: readonly string[];
  /** By the words that a title shares. */
  readonly weighed: Map<string, Weighed>;
}

function remember(heard: Map<Statement, Heard>, statement: Statement): Heard {
  const fresh = { words: wordsOf(statement), weighed: new Map<string, Weighed>() };
  heard.set(statement, fresh);
  return fresh;
}

function wordsOf({ clauses }: Statement): string[] {
  const tokens = clauses.flatMap((clause) => clause.tokens).filter(isContent);
  return [...new Set(tokens.flatMap((token) => ('text' in token && token.text !== '' ? [token.text] : [])))];
}
