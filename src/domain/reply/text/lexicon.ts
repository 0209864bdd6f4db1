import type { WordRole } from '../word-roles.ts';

export interface Lexicon {
  readonly roles: ReadonlyMap<string, ReadonlySet<WordRole>>;
  readonly longest: number;
}

/** Words by role, as lists separated by white space, turned round: roles by word. */
export function lexiconOf(words: Readonly<Record<WordRole, string>>): Lexicon {
  const roles = new Map<string, Set<WordRole>>();
  for (const [role, list] of Object.entries(words)) {
    for (const word of list.split(/\s+/).filter((entry) => entry !== '')) {
      roles.set(word, (roles.get(word) ?? new Set()).add(role as WordRole));
    }
  }
  return { roles, longest: Math.max(...[...roles.keys()].map((word) => word.length)) };
}

export interface WordMatch {
  readonly end: number;
  readonly roles: ReadonlySet<WordRole>;
}

/** The longest word of the lexicon that starts at `at`. */
export function wordAt(text: string, at: number, lexicon: Lexicon): WordMatch | null {
  for (let end = Math.min(text.length, at + lexicon.longest); end > at; end -= 1) {
    const roles = lexicon.roles.get(text.slice(at, end));
    if (roles !== undefined && !cutsLatinWord(text, at, end)) return { end, roles };
  }
  return null;
}

/** The longest of the literals that starts at `at`, or null. For short lists. */
export function literalAt(text: string, at: number, literals: Iterable<string>): string | null {
  let found: string | null = null;
  for (const literal of literals) {
    if (literal.length > (found?.length ?? 0) && text.startsWith(literal, at)) found = literal;
  }
  return found;
}

const isLatin = (char: string | undefined): boolean => char !== undefined && /[A-Z]/.test(char);

/** "OK" is no word inside "BOOK". */
function cutsLatinWord(text: string, at: number, end: number): boolean {
  return (isLatin(text[at]) && isLatin(text[at - 1])) || (isLatin(text[end - 1]) && isLatin(text[end]));
}
