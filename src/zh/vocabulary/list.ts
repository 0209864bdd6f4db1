/** A list of words as it is written most compactly: between blanks. */
export function words(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}

/** Every way to put one word of each list after the other; a list that ends with `|` may be left out. */
export const phrases = (...lists: readonly string[]): string[] =>
  lists.reduce<string[]>(
    (begun, list) => begun.flatMap((start) => optional(list).map((word) => start + word)),
    [''],
  );

const optional = (list: string): string[] =>
  list.endsWith('|') ? [...words(list.slice(0, -1)), ''] : words(list);
