import type { Stated, StatedYear } from '../../domain/calendar/year-file.ts';
import { messageOf } from '../../errors.ts';

/** What a file states, or why it cannot be read as a year at all, in lines for the operator. */
export type ReadYear =
  | { readonly kind: 'read'; readonly stated: StatedYear }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] };

/**
 * A year's days from a small file: JSON `{year, source, off: ["2027-01-01", "2027-02-06..2027-02-12"], worked: […]}`, or
 * lines of text or CSV, `off,2027-02-06,2027-02-12`, one day or range a line; `#` begins a comment.
 */
export function readYear(file: Buffer): ReadYear {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return unreadable('the file is not UTF-8 text: save it as UTF-8 (a spreadsheet: "CSV UTF-8")');
  }
  return text.trimStart().startsWith('{') ? readJson(text) : readLines(text);
}

const unreadable = (...problems: string[]): ReadYear => ({ kind: 'unreadable', problems });

const FIELDS = ['year', 'source', 'off', 'worked'] as const;

function readJson(text: string): ReadYear {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return unreadable(`not JSON: ${messageOf(error)}`);
  }
  const fields = new Map(Object.entries(value as object));
  const known: ReadonlySet<string> = new Set(FIELDS);
  const problems = [
    ...[...fields.keys()]
      .filter((key) => !known.has(key))
      .map((key) => `${key}: no such field (${FIELDS.join(', ')})`),
    ...FIELDS.filter((key) => !fields.has(key)).map((key) => `${key}: missing`),
    ...(['off', 'worked'] as const).flatMap((key) => listProblems(key, fields.get(key))),
    ...scalarProblems('year', fields.get('year'), 'number'),
    ...scalarProblems('source', fields.get('source'), 'string'),
  ];
  if (problems.length > 0) return unreadable(...problems);
  const list = (key: 'off' | 'worked') =>
    (fields.get(key) as string[]).map((entry, index): Stated => ({ at: `${key}[${index}]`, text: entry }));
  return {
    kind: 'read',
    stated: {
      year: { at: 'year', text: String(fields.get('year')) },
      source: { at: 'source', text: String(fields.get('source')) },
      off: list('off'),
      worked: list('worked'),
    },
  };
}

function listProblems(key: string, value: unknown): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [`${key}: a list of days is expected`];
  return value.flatMap((entry: unknown, index) =>
    typeof entry === 'string' ? [] : [`${key}[${index}]: a text such as "2027-01-01" is expected`],
  );
}

const scalarProblems = (key: string, value: unknown, type: 'number' | 'string'): string[] =>
  value === undefined || typeof value === type ? [] : [`${key}: a ${type} is expected`];

/** `year`, `source`, `off` or `worked`, then what it is, behind a comma, a semicolon, a tab, a colon or a blank. */
function readLines(text: string): ReadYear {
  const stated: Record<(typeof FIELDS)[number], Stated[]> = { year: [], source: [], off: [], worked: [] };
  const problems: string[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw
      .replace(/(^|\s)#.*$/, '')
      .replace(/[,;\s]+$/, '')
      .trim();
    if (line === '') continue;
    const at = `line ${index + 1}`;
    const [, key = '', rest = ''] = /^(year|source|off|worked)[,;:\s]+(.+)$/i.exec(line) ?? [];
    const field = FIELDS.find((name) => name === key.toLowerCase());
    if (field === undefined)
      problems.push(`${at}: "${line.slice(0, 40)}": year, source, off or worked is expected first`);
    else
      stated[field].push({
        at,
        text: field === 'off' ? asRange(rest) : rest.replace(/^"(.*)"$/, '$1').trim(),
      });
  }
  for (const field of ['year', 'source'] as const) {
    const [first, second] = stated[field];
    if (!first) problems.push(`${field}: missing`);
    if (second) problems.push(`${second.at}: ${field} is stated twice`);
  }
  const [[year], [source]] = [stated.year, stated.source];
  if (!year || !source || problems.length > 0) return unreadable(...problems);
  return { kind: 'read', stated: { year, source, off: stated.off, worked: stated.worked } };
}

/** In CSV the two ends of a range stand in two columns. */
const asRange = (text: string): string =>
  text
    .trim()
    .split(/\s*[,;\t]\s*|\s+/)
    .join('..');
