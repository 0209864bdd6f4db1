/*
 * WeCom cuts some long texts instead of refusing them; nothing is cut in the middle of a character.
 */

/** @param max UTF-8 bytes */
export function cutBytes(text: string, max: number): string {
  if (Buffer.byteLength(text) <= max) return text;
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > max) break;
    kept += character;
  }
  return kept;
}

/** @param max code points, not UTF-16 units */
export const cutCharacters = (text: string, max: number): string => Array.from(text).slice(0, max).join('');
