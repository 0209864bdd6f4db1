import { noteRow, signature, totalRow } from '../../zh/columns.ts';
import type { Block } from './fill-rows.ts';
import type { Mapping } from './mapping.ts';
import { placeholdersIn } from './placeholders.ts';
import { formulaOf, nameOfCell } from './sheet-xml.ts';
import type { SheetXml, XmlCell, XmlRow } from './sheet-xml.ts';
import { plainText, richTextOf } from './strings.ts';
import { attributeOf, elementPattern } from './xml.ts';

export interface OpenSheet {
  readonly name: string;
  readonly part: string;
  readonly xml: SheetXml;
}

/** The row whose placeholders ask for a task, null without one; unknown placeholders and a second row are faults. */
export function placeholderBlock(
  { name, xml }: OpenSheet,
  shared: readonly string[],
  faults: string[],
): Block | null {
  const asking = new Map<number, string>();
  for (const { row, cell, rich } of textsOf(xml, shared)) {
    for (const placeholder of placeholdersIn(plainText(rich))) {
      const at = nameOfCell(row.number, cell.column);
      if (placeholder.meaning === null)
        faults.push(`sheet ${name}, cell ${at}: {{${placeholder.name}}} is unknown`);
      else if (placeholder.meaning.kind === 'column' && !asking.has(row.number)) asking.set(row.number, at);
    }
  }
  const [first, ...others] = asking;
  if (first === undefined) return null;
  for (const [, at] of others)
    faults.push(
      `sheet ${name}, cell ${at}: placeholders of a task stand in row ${first[0]} already; one row is repeated`,
    );
  return { first: first[0], last: first[0], columns: null, looks: new Map() };
}

function* textsOf(xml: SheetXml, shared: readonly string[]) {
  for (const row of xml.rows) {
    for (const cell of row.cells) {
      const rich = richTextOf(cell, shared);
      if (rich !== null) yield { row, cell, rich };
    }
  }
}

/** The rows below the headings that are there to be filled: empty, and looking like the first of them. */
export function mappedBlock(
  { name, xml }: OpenSheet,
  { firstRow, columns }: Mapping,
  shared: readonly string[],
  faults: string[],
): Block {
  const byNumber = new Map(xml.rows.map((row) => [row.number, row]));
  const first = byNumber.get(firstRow);
  let last = firstRow - 1;
  for (let row = first; row !== undefined && row.cells.length > 0; row = byNumber.get(last + 1)) {
    if (first === undefined || lookOf(row, columns) !== lookOf(first, columns)) break;
    const filled = filledCells(row, shared).filter(({ column }) => columns.get(column) !== 'no');
    if (filled.length > 0) {
      const [cell] = filled;
      if (cell !== undefined && !isFooter(cell.text))
        faults.push(
          `sheet ${name}, cell ${nameOfCell(row.number, cell.column)}: the rows to be filled hold something already; clear them`,
        );
      break;
    }
    if (filledCells(row, shared).some(({ text }) => isFooter(text))) break;
    last += 1;
  }
  return { first: firstRow, last, columns, looks: columnLooks(xml.before) };
}

const isFooter = (text: string): boolean =>
  [noteRow, signature, totalRow].some((each) => each.test(text.trim()));

const lookOf = (row: XmlRow, columns: Mapping['columns']): string =>
  row.cells
    .filter(({ column }) => columns.has(column))
    .map(({ column, attributes }) => `${column}:${attributeOf(attributes, 's') ?? 0}`)
    .join(' ');

/** Cells that say something of their own, not by a formula. */
const filledCells = (row: XmlRow, shared: readonly string[]) =>
  row.cells
    .map((cell) => ({ column: cell.column, text: textOf(cell, shared) }))
    .filter(({ text }) => text.trim() !== '');

function textOf(cell: XmlCell, shared: readonly string[]): string {
  if (formulaOf(cell) !== null) return '';
  const rich = richTextOf(cell, shared);
  return rich === null ? (/<v\s*>([^<]*)</.exec(cell.inner ?? '')?.[1] ?? '') : plainText(rich);
}

/** The looks of whole columns, for cells that are not there. */
function columnLooks(before: string): ReadonlyMap<number, number> {
  const looks = new Map<number, number>();
  for (const [, attributes = ''] of before.matchAll(elementPattern('col'))) {
    const [from, to, look] = ['min', 'max', 'style'].map((name) =>
      Number(attributeOf(attributes, name) ?? 0),
    );
    if (look === undefined || look === 0) continue;
    for (let column = from ?? 1; column <= Math.min(to ?? 0, MAX_COLUMNS); column += 1)
      looks.set(column - 1, look);
  }
  return looks;
}

const MAX_COLUMNS = 200;
