import {
  placeholderPattern,
  templateHeading,
  templateScalars,
  templateSynonyms,
} from '../../zh/office-template.ts';
import type { TemplateColumn, TemplateScalar } from '../../zh/office-template.ts';
import { folded, wordsOf } from '../cell-text.ts';
import { columnOf } from '../ledger-header.ts';

/** What a name in braces or a heading stands for. */
type Meaning =
  | { readonly kind: 'column'; readonly column: TemplateColumn }
  | { readonly kind: 'scalar'; readonly scalar: TemplateScalar };

/** The column that is called so; null for one of which the ledger knows nothing. */
export function templateColumn(name: string): TemplateColumn | null {
  const own = Object.entries(templateSynonyms).find(([, words]) => wordsOf(words).has(folded(name)));
  const column = own?.[0] ?? columnOf(name);
  return column !== null && column in templateHeading ? (column as TemplateColumn) : null;
}

const known = new Map<string, Meaning | null>();

function meaningOf(name: string): Meaning | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  const meaning = findMeaning(name);
  // A hostile workbook may hold any number of names.
  if (known.size < MOST_NAMES) known.set(name, meaning);
  return meaning;
}

const MOST_NAMES = 1000;

function findMeaning(name: string): Meaning | null {
  const scalar = Object.entries(templateScalars).find(([, word]) => word === folded(name));
  if (scalar) return { kind: 'scalar', scalar: scalar[0] as TemplateScalar };
  const column = templateColumn(name);
  return column === null ? null : { kind: 'column', column };
}

/** The placeholders of a text. */
export const placeholdersIn = (
  text: string,
): readonly { readonly name: string; readonly meaning: Meaning | null }[] =>
  [...text.matchAll(placeholderPattern)].map(([, name = '']) => ({ name, meaning: meaningOf(name) }));

/** The text with each placeholder replaced; what is unknown stays. */
export const replaced = (text: string, valueOf: (meaning: Meaning) => string | null): string =>
  text.replaceAll(placeholderPattern, (whole, name: string) => {
    const meaning = meaningOf(name);
    return (meaning && valueOf(meaning)) ?? whole;
  });

/** What the text is when it is one placeholder and nothing else: a value of its own type. */
export function onlyPlaceholder(text: string): Meaning | null {
  const [first] = placeholdersIn(text);
  return first !== undefined && text.trim().replace(placeholderPattern, '') === '' ? first.meaning : null;
}
