import type { CellLook, OutCell, OutRow } from './sheet.ts';

/*
 * The rows of a sheet as SpreadsheetML, one at a time: a library that holds all of them needs a kilobyte a cell, which
 * for the ledger of ten thousand tasks is most of a gigabyte.
 */

/** Numbers the looks in the order they are first seen, from 1: 0 is the look of a cell without one. */
export interface Styles {
  numberOf(look: CellLook): number;
  looks(): readonly CellLook[];
}

export function newStyles(): Styles {
  const looks = new Map<string, { readonly look: CellLook; readonly no: number }>();
  return {
    numberOf(look) {
      const key = keyOf(look);
      const known = looks.get(key);
      if (known !== undefined) return known.no;
      const no = looks.size + 1;
      looks.set(key, { look, no });
      return no;
    },
    looks: () => [...looks.values()].map(({ look }) => look),
  };
}

/** What is left out and what is its default are one look. */
const keyOf = ({
  size = 10,
  bold = false,
  align = 'left',
  border = true,
  color,
  fill,
  format,
}: CellLook): string => `${size} ${bold} ${align} ${border} ${color} ${fill} ${format}`;

/** @param index of the row, from 0 */
export function rowXml({ cells, height }: OutRow, index: number, styles: Styles): string {
  const inner = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${index + 1}`, styles));
  const size = height === null ? '' : ` ht="${height}" customHeight="1"`;
  return `<row r="${index + 1}"${size}>${inner.join('')}</row>`;
}

/** There is no way to write a formula, and text is text whatever it looks like. */
function cellXml({ value, look }: OutCell, at: string, styles: Styles): string {
  if (typeof value === 'string' && value !== '') {
    const text = cellText(value);
    // "@" keeps what looks like a formula a text even after somebody has edited the cell.
    const style = styles.numberOf(/^[=+\-@]/.test(text) ? { ...look, format: '@' } : look);
    return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
  }
  const number = value instanceof Date ? serialOf(value) : value;
  const style = styles.numberOf(look);
  if (typeof number !== 'number' || !Number.isFinite(number)) return `<c r="${at}" s="${style}"/>`;
  return `<c r="${at}" s="${style}"><v>${number}</v></c>`;
}

const DAY_MS = 86_400_000;
/** Excel's day 0; it believes in 29 February 1900, before which we have no days. */
const EPOCH = Date.UTC(1899, 11, 30);
/** The day as Excel counts it. */
export const serialOf = (date: Date): number => (date.getTime() - EPOCH) / DAY_MS;

const LETTERS = 26;
/** A, B … AA, from 0. */
export const columnName = (column: number): string =>
  (column < LETTERS ? '' : columnName(Math.floor(column / LETTERS) - 1)) +
  String.fromCodePoint(65 + (column % LETTERS));

const MAX_CELL_CHARS = 32_767;

/** Text as a cell can hold it: nothing XML forbids, no lone surrogate, not longer than Excel reads. */
export function cellText(text: string): string {
  const clean = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/(?!\n)[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '');
  const short =
    clean.length > MAX_CELL_CHARS ? `${clean.slice(0, MAX_CELL_CHARS - 1).replace(/\p{Cs}$/u, '')}…` : clean;
  // Excel reads _x0041_ as "A": what was typed that way has its underscore escaped.
  return short.replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
export const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? '');
