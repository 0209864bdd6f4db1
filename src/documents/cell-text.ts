import { emptyWords, yesWords } from '../zh/columns.ts';
import type { CellValue } from './sheet.ts';

/** A cell as text, without what only shows: spaces around, stray asterisks of some editor, zero-width marks. */
export function textOf(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? YES : '';
  return String(value)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\*\*|[\u200B-\u200D\uFEFF]/g, '')
    .trim();
}

/** As {@link textOf}, but "无" and dashes count as nothing. */
export function contentOf(value: CellValue): string {
  const text = textOf(value);
  return wordsOf(emptyWords).has(folded(text)) ? '' : text;
}

/** A heading or short value for comparing: width folded, without spaces, brackets and their content, marks around. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\s|\([^)]*\)/g, '')
    .replaceAll(/^[*★]+|[:*★]+$/g, '');

/** A list written with spaces, as a set of folded words. */
export function wordsOf(list: string): ReadonlySet<string> {
  const known = wordSets.get(list);
  if (known) return known;
  const words = new Set(list.split(' ').map(folded));
  wordSets.set(list, words);
  return words;
}

const wordSets = new Map<string, ReadonlySet<string>>();

const YES = yesWords.split(' ')[0] ?? '';

/** The key whose words hold the text, compared folded. */
export function lookUp<Key extends string>(words: Readonly<Record<Key, string>>, text: string): Key | null {
  const sought = folded(text);
  const entries = Object.entries(words) as [Key, string][];
  return entries.find(([, list]) => wordsOf(list).has(sought))?.[0] ?? null;
}
