/** Text as PostgreSQL keeps it, in columns and in JSON: no NUL, and a mark in the place of half a character. */
export const keepable = (text: string): string =>
  text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD');
