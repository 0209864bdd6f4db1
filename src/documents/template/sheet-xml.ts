import { columnName } from '../sheet-rows.ts';
import { columnNumber } from './growth.ts';
import { attributeOf, ATTRIBUTES, elementPattern, withAttribute } from './xml.ts';

/*
 * A sheet as it stands in the file: rows and cells that nobody changes are written back byte for byte.
 */

export interface XmlCell {
  /** From 0. */
  readonly column: number;
  readonly attributes: string;
  /** What stands inside; null for an empty cell. */
  readonly inner: string | null;
}

export interface XmlRow {
  /** From 1. */
  readonly number: number;
  readonly attributes: string;
  readonly cells: readonly XmlCell[];
  /** As it was read; null once something has changed. */
  readonly raw: string | null;
}

export interface SheetXml {
  readonly before: string;
  readonly rows: readonly XmlRow[];
  readonly after: string;
}

/** Null when it is not written as Excel, WPS and LibreOffice write it. */
export function readSheetXml(xml: string): SheetXml | null {
  if (/<!DOCTYPE|<!ENTITY|<!\[CDATA\[|<!--/i.test(xml)) return null;
  const data = /<sheetData\s*\/>|<sheetData\s*>(.*)<\/sheetData\s*>/s.exec(xml);
  if (data === null) return null;
  const rows: XmlRow[] = [];
  for (const [raw, attributes = '', inner] of (data[1] ?? '').matchAll(elementPattern('row'))) {
    const number = Number(attributeOf(attributes, 'r') ?? (rows.at(-1)?.number ?? 0) + 1);
    rows.push({ number, attributes, cells: readCells(inner ?? ''), raw });
  }
  const before = xml.slice(0, data.index);
  return { before, rows, after: xml.slice(data.index + data[0].length) };
}

function readCells(xml: string): XmlCell[] {
  const cells: XmlCell[] = [];
  for (const [, attributes = '', inner] of xml.matchAll(elementPattern('c'))) {
    const letters = /^[A-Z]+/.exec(attributeOf(attributes, 'r') ?? '')?.[0];
    const column = letters === undefined ? (cells.at(-1)?.column ?? -1) + 1 : columnNumber(letters);
    cells.push({ column, attributes, inner: inner ?? null });
  }
  return cells;
}

export const sheetXml = ({ before, rows, after }: SheetXml): string =>
  `${before}<sheetData>${rows.map(rowXml).join('')}</sheetData>${after}`;

function rowXml({ number, attributes, cells, raw }: XmlRow): string {
  if (raw !== null) return raw;
  const inner = cells.map((cell) => {
    const own = withAttribute(cell.attributes, 'r', `${columnName(cell.column)}${number}`);
    return cell.inner === null ? `<c${own}/>` : `<c${own}>${cell.inner}</c>`;
  });
  return `<row${withAttribute(attributes, 'r', number)}>${inner.join('')}</row>`;
}

/** The row with other cells, the same when none is another. */
export function withCells(row: XmlRow, change: (cell: XmlCell) => XmlCell): XmlRow {
  const cells = row.cells.map(change);
  return cells.every((cell, index) => cell === row.cells[index]) ? row : { ...row, cells, raw: null };
}

export const nameOfCell = (row: number, column: number): string => `${columnName(column)}${row}`;

const FORMULA = new RegExp(`<f(?![\\w:.-])(${ATTRIBUTES})(?:/>|>(.*?)</f\\s*>)`, 's');

/** The formula of a cell, as it stands in the file. */
export function formulaOf({ inner }: XmlCell): { readonly attributes: string; readonly text: string } | null {
  const [, attributes, text = ''] = FORMULA.exec(inner ?? '') ?? [];
  return attributes === undefined ? null : { attributes, text };
}

/** The cell with that formula and without the value that was once computed of it: whoever opens the file computes it. */
export const withFormula = (cell: XmlCell, attributes: string, text: string): XmlCell => ({
  ...cell,
  attributes: withAttribute(cell.attributes, 't', null),
  inner: text === '' ? `<f${attributes}/>` : `<f${attributes}>${text}</f>`,
});
