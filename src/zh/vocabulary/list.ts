/** A list of words as it is written most compactly: between blanks. */
export function words(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}
