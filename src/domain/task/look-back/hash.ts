/** FNV-1a, 32 bits: its offset basis and prime. */
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * A number from 0 to 2³²−1 that the same text always gives, on every machine. FNV-1a over UTF-16 code units, and
 * the finish of MurmurHash3 behind it, because FNV alone hardly mixes the last characters, in which codes differ.
 */
export function hashOf(text: string): number {
  let hash = BASIS;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
