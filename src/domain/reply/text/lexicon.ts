import type { WordRole } from '../word-roles.ts';
import { longestAt, treeOf, type WordTree } from './word-tree.ts';

export interface Lexicon {
  readonly roles: ReadonlyMap<string, ReadonlySet<WordRole>>;
  readonly tree: WordTree<ReadonlySet<WordRole>>;
}

/** Words by role, as lists separated by white space, turned round: roles by word. */
export function lexiconOf(words: Readonly<Record<WordRole, string>>): Lexicon {
  const roles = new Map<string, Set<WordRole>>();
  for (const [role, list] of Object.entries(words)) {
    for (const word of list.split(/\s+/).filter((entry) => entry !== '')) {
      roles.set(word, (roles.get(word) ?? new Set()).add(role as WordRole));
    }
  }
  return { roles, tree: treeOf(roles) };
}

export interface WordMatch {
  readonly end: number;
  readonly roles: ReadonlySet<WordRole>;
}

/** The longest word of the lexicon that starts at `at`. */
export function wordAt(text: string, at: number, lexicon: Lexicon): WordMatch | null {
  const word = longestAt(lexicon.tree, text, at, (_, end) => !cutsLatinWord(text, at, end));
  return word === null ? null : { end: word.end, roles: word.value };
}

/** The longest of the literals that starts at `at`, or null. For short lists. */
export function literalAt(text: string, at: number, literals: Iterable<string>): string | null {
  const first = text.charCodeAt(at);
  let found: string | null = null;
  for (const literal of literals) {
    if (literal.charCodeAt(0) !== first || literal.length <= (found?.length ?? 0)) continue;
    if (text.startsWith(literal, at)) found = literal;
  }
  return found;
}

/** The longest key of the table that starts at `at`, or null. */
export const keyAt = (text: string, at: number, table: Readonly<Record<string, unknown>>): string | null =>
  longestAt(treeOfKeys(table), text, at)?.value ?? null;

/** The tables never change, so that each is turned into a tree once. */
const trees = new WeakMap<object, WordTree<string>>();

function treeOfKeys(table: Readonly<Record<string, unknown>>): WordTree<string> {
  const known = trees.get(table);
  if (known !== undefined) return known;
  const tree = treeOf(Object.keys(table).map((key) => [key, key] as const));
  trees.set(table, tree);
  return tree;
}

const isLatin = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90;
};

/** "OK" is no word inside "BOOK". */
function cutsLatinWord(text: string, at: number, end: number): boolean {
  return (isLatin(text, at) && isLatin(text, at - 1)) || (isLatin(text, end - 1) && isLatin(text, end));
}
