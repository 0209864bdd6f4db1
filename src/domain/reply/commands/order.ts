import { findCodes } from '../codes/codes.ts';
import { matching } from '../decision/resolve.ts';
import type { ReplyCommand, ReplyContext, Unclear } from '../result.ts';
import { literalAt } from '../text/lexicon.ts';
import { tokenise } from '../text/tokenise.ts';
import { isWord, type CodeMention } from '../text/tokens.ts';
import { emptyTree } from '../text/word-tree.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** A message that may be a command: courtesy and fillers do not count. */
export interface Order {
  /** The message without blanks and outer marks, then with one filler less at an end each time. */
  readonly forms: readonly string[];
  readonly context: ReplyContext;
  readonly vocabulary: Vocabulary;
}

/** A command, or why one question must come first. */
export interface CommandReading {
  readonly command: ReplyCommand | null;
  readonly unclear: Unclear | null;
}

export const ordered = (command: ReplyCommand): CommandReading => ({ command, unclear: null });
export const inquire = (unclear: Unclear): CommandReading => ({ command: null, unclear });

/** @param text normalised */
export function orderOf(text: string, context: ReplyContext, vocabulary: Vocabulary): Order {
  const forms = [bare(text.replace(/ /g, ''))];
  const asked = /^(.+?)\?+$/.exec(forms[0] ?? '')?.[1];
  if (asked !== undefined) forms.push(asked);
  for (let form = forms.at(-1) ?? ''; ;) {
    const shorter = bare(withoutFiller(form, vocabulary.commands.fillers));
    if (shorter === form) return { forms, context, vocabulary };
    forms.push(shorter);
    form = shorter;
  }
}

const bare = (words: string): string => words.replace(/^[\s,;.!:]+|[\s,;.!:]+$/g, '');

export function withoutFiller(words: string, fillers: readonly string[]): string {
  const first = literalAt(words, 0, fillers);
  if (first !== null) return words.slice(first.length);
  const last = literalEnding(words, fillers);
  return last === null ? words : words.slice(0, -last.length);
}

/** The longest of the literals that ends the words. */
export function literalEnding(words: string, literals: readonly string[]): string | null {
  const endings = literals.filter((literal) => words.endsWith(literal));
  return endings.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** The codes, when the words hold nothing else. */
export function codesOnly(
  words: string,
  { context, vocabulary }: Pick<Order, 'context' | 'vocabulary'>,
): CodeMention[] | null {
  const tokens = findCodes(
    tokenise(words, { today: context.today, titles: emptyTree(), vocabulary, expectsDate: false }),
    context,
  );
  const isPure = tokens.every(
    (token) => ['codes', 'date', 'mark'].includes(token.kind) || isWord(token, 'of', 'until', 'joiner'),
  );
  const mentions = tokens.flatMap((token) => (token.kind === 'codes' ? token.mentions : []));
  return isPure && mentions.length > 0 ? mentions : null;
}

/** A manager's codes resolve within the whole round. */
export function codesOfRound(
  mentions: readonly CodeMention[],
  { items, roundCodes }: ReplyContext,
): string[] {
  const all = [...new Set([...items.map(({ code }) => code), ...roundCodes])];
  return [...new Set(mentions.flatMap((mention) => matching(mention, all)))];
}
