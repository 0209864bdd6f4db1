import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import type { TemplateColumn } from '../../zh/office-template.ts';
import { escapeXml } from '../sheet-rows.ts';
import { copiedFormula } from './formula.ts';
import { shiftedRow } from './growth.ts';
import type { Growth } from './growth.ts';
import { grownCell, settled, unshared } from './sheet-formulas.ts';
import type { FormulaPlace } from './sheet-formulas.ts';
import { formulaOf, nameOfCell, withCells, withFormula } from './sheet-xml.ts';
import type { XmlCell, XmlRow } from './sheet-xml.ts';
import { filledCell, valueCell } from './template-cell.ts';
import type { Filling } from './template-cell.ts';
import { columnValue } from './values.ts';
import { attributeOf, decodeXml, withAttribute } from './xml.ts';

/** What is filled on a sheet: one row with placeholders, or the columns of the rows below headings. */
export interface Block {
  readonly first: number;
  /** The last prepared row; first - 1 when none is. */
  readonly last: number;
  readonly columns: ReadonlyMap<number, TemplateColumn> | null;
  /** The look of a cell that is not there, by column. */
  readonly looks: ReadonlyMap<number, number>;
}

export const growthFor = ({ first, last }: Block, tasks: number): Growth => ({
  first,
  last,
  by: Math.max(0, tasks - (last - first + 1)),
});

/** All rows of a sheet: filled, copied and moved. */
export function filledRows(
  rows: readonly XmlRow[],
  block: Block | null,
  filling: Filling,
  place: FormulaPlace,
): readonly XmlRow[] {
  const plain = unshared(rows, place);
  if (block === null) return plain.map((row) => once(row, filling, place));
  const growth = growthFor(block, filling.document.rows.length);
  const above = plain.filter(({ number }) => number < block.first).map((row) => once(row, filling, place));
  const below = plain
    .filter(({ number }) => number > block.last)
    .map((row) => once(row, filling, place))
    .map((row) => movedRow(row, growth));
  return [...above, ...blockRows(plain, block, filling, place), ...below];
}

/** A row that stands once. */
const once = (row: XmlRow, filling: Filling, place: FormulaPlace): XmlRow =>
  withCells(row, (cell) => grownCell(filledCell(cell, null, filling), row.number, place));

function movedRow(row: XmlRow, growth: Growth): XmlRow {
  const number = shiftedRow(row.number, growth);
  return number === row.number ? row : { ...row, number, raw: null };
}

function* blockRows(
  rows: readonly XmlRow[],
  block: Block,
  filling: Filling,
  place: FormulaPlace,
): Generator<XmlRow> {
  const { first, last, columns } = block;
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const tasks = filling.document.rows;
  for (let number = first; number <= Math.max(last, first + tasks.length - 1); number += 1) {
    const model = byNumber.get(Math.min(number, last)) ?? emptyRow(number);
    const task = tasks[number - first] ?? null;
    const down = Math.max(0, number - model.number);
    const copy = (cell: XmlCell) =>
      down === 0 && columns !== null
        ? grownCell(cell, number, place)
        : copiedCell(cell, { model: model.number, down }, place);
    if (columns === null) yield filledRow(model, number, (cell) => copy(filledCell(cell, task, filling)));
    else if (task === null) yield withCells(model, copy);
    else yield filledRow(withColumns(model, block), number, mapped(columns, task, copy, filling));
  }
}

const mapped =
  (
    columns: ReadonlyMap<number, TemplateColumn>,
    task: LedgerRow,
    copy: (cell: XmlCell) => XmlCell,
    filling: Filling,
  ) =>
  (cell: XmlCell): XmlCell => {
    const column = columns.get(cell.column);
    return column === undefined
      ? copy(cell)
      : valueCell(cell, columnValue(column, task, filling.before), filling.styles);
  };

const emptyRow = (number: number): XmlRow => ({ number, attributes: '', cells: [], raw: null });

/** With a cell in each column that is to be filled. */
function withColumns(row: XmlRow, { columns, looks }: Block): XmlRow {
  const there = new Set(row.cells.map(({ column }) => column));
  const missing = [...(columns ?? new Map<number, TemplateColumn>()).keys()]
    .filter((column) => !there.has(column))
    .map((column): XmlCell => {
      const look = looks.get(column);
      return { column, attributes: look === undefined ? '' : withAttribute('', 's', look), inner: null };
    });
  return { ...row, cells: [...row.cells, ...missing].toSorted((a, b) => a.column - b.column), raw: null };
}

/** A height that nobody set is left to the program that opens the file: the texts are not those of the template. */
function filledRow(model: XmlRow, number: number, fill: (cell: XmlCell) => XmlCell): XmlRow {
  const set = attributeOf(model.attributes, 'customHeight');
  const attributes =
    set === '1' || set === 'true' ? model.attributes : withAttribute(model.attributes, 'ht', null);
  return { number, attributes, cells: model.cells.map(fill), raw: null };
}

function copiedCell(
  cell: XmlCell,
  where: { readonly model: number; readonly down: number },
  place: FormulaPlace,
): XmlCell {
  const formula = formulaOf(cell);
  if (formula === null) return cell;
  const at = nameOfCell(where.model, cell.column);
  const type = attributeOf(formula.attributes, 't');
  if (type !== null && type !== 'normal')
    place.faults.push(`sheet ${place.sheet}, cell ${at}: its ${type} formula cannot be repeated`);
  const old = decodeXml(formula.text);
  return withFormula(
    cell,
    formula.attributes,
    escapeXml(settled(copiedFormula(old, place, where), old, at, place)),
  );
}
