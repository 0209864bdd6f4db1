/* The name of a file that WeCom sends, as its Content-Disposition tells it. */

const LONGEST = 120;

/** Never a path, never empty, at most 120 characters. */
export function fileNameOf(disposition: string | null, fallback: string): string {
  const told = extendedName(disposition ?? '') ?? plainName(disposition ?? '') ?? '';
  const name = told
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .split(/[/\\]/)
    .at(-1)
    ?.trim();
  return !name || /^\.+$/.test(name) ? fallback : shortened(name);
}

/** `filename*=UTF-8''%E5%91%A8%E6%8A%A5.xlsx` goes before the plain one. */
function extendedName(disposition: string): string | null {
  const encoded = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
  return encoded === undefined ? null : decoded(encoded);
}

function plainName(disposition: string): string | null {
  const [, quoted, bare] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(disposition) ?? [];
  const name = quoted?.replace(/\\(["\\])/g, '$1') ?? bare?.trim();
  return name === undefined ? null : (decoded(asUtf8(name)) ?? asUtf8(name));
}

/** Null for a name that has a % of its own. */
function decoded(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

/** A header is read byte by byte, while WeCom writes plain UTF-8 into it. */
function asUtf8(header: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'));
  } catch {
    return header;
  }
}

/** What it ends in says what it is. */
function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= LONGEST) return name;
  const ending = /\.[0-9A-Za-z]{1,8}$/.exec(name)?.[0] ?? '';
  return characters.slice(0, LONGEST - ending.length).join('') + ending;
}
