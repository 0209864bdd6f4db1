/**
 * Words by their characters. Looking one up goes only as far as the text spells one, however many words there
 * are and whatever the text is.
 */
export interface WordTree<T> {
  value: T | undefined;
  readonly next: Map<number, WordTree<T>>;
}

export const emptyTree = <T>(): WordTree<T> => ({ value: undefined, next: new Map() });

/** The branch where the next character goes on, made if there is none yet. */
export function branch<T>(tree: WordTree<T>, char: number): WordTree<T> {
  const known = tree.next.get(char);
  if (known !== undefined) return known;
  const fresh = emptyTree<T>();
  tree.next.set(char, fresh);
  return fresh;
}

/** The place of a whole word. */
export function leafOf<T>(tree: WordTree<T>, word: string): WordTree<T> {
  let leaf = tree;
  for (let at = 0; at < word.length; at += 1) leaf = branch(leaf, word.charCodeAt(at));
  return leaf;
}

export function treeOf<T>(words: Iterable<readonly [word: string, value: T]>): WordTree<T> {
  const tree = emptyTree<T>();
  for (const [word, value] of words) leafOf(tree, word).value = value;
  return tree;
}

/** The longest word that starts at `at` and passes. */
export function longestAt<T>(
  tree: WordTree<T>,
  text: string,
  at: number,
  passes: (value: T, end: number) => boolean = () => true,
): { readonly end: number; readonly value: T } | null {
  let found: { readonly end: number; readonly value: T } | null = null;
  let place: WordTree<T> | undefined = tree;
  for (let end = at; place !== undefined; end += 1) {
    if (place.value !== undefined && passes(place.value, end)) found = { end, value: place.value };
    place = end < text.length ? place.next.get(text.charCodeAt(end)) : undefined;
  }
  return found;
}
