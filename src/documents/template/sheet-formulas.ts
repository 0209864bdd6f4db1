import { grownFormula, movedFormula } from './formula.ts';
import type { FormulaChange } from './formula.ts';
import { grownBlocks } from './growth.ts';
import type { Growths } from './growth.ts';
import { formulaOf, nameOfCell, withCells, withFormula } from './sheet-xml.ts';
import type { XmlCell, XmlRow } from './sheet-xml.ts';
import { attributeOf, decodeXml, withAttribute } from './xml.ts';
import { escapeXml } from '../sheet-rows.ts';

/** Where a fault of a formula is told. */
export interface FormulaPlace {
  readonly sheet: string;
  readonly growths: Growths;
  readonly faults: string[];
}

/** The formula, or as it was with a fault noted. */
export function settled(
  change: FormulaChange,
  old: string,
  cell: string,
  { sheet, faults }: FormulaPlace,
): string {
  if (change.kind === 'changed') return change.formula;
  faults.push(`sheet ${sheet}, cell ${cell}: the formula's ${change.reference} ${change.why}`);
  return old;
}

/** A formula written once for many cells, written out for each: the rows between them may move apart. */
export function unshared(rows: readonly XmlRow[], place: FormulaPlace): readonly XmlRow[] {
  const masters = new Map<string, { readonly text: string; readonly row: number; readonly column: number }>();
  return rows.map((row) =>
    withCells(row, (cell) => {
      const formula = formulaOf(cell);
      if (formula === null || attributeOf(formula.attributes, 't') !== 'shared') return cell;
      const id = attributeOf(formula.attributes, 'si') ?? '';
      if (formula.text !== '') {
        masters.set(id, { text: decodeXml(formula.text), row: row.number, column: cell.column });
        return withFormula(cell, '', formula.text);
      }
      const master = masters.get(id);
      const at = nameOfCell(row.number, cell.column);
      if (master === undefined) {
        place.faults.push(`sheet ${place.sheet}, cell ${at}: its shared formula has no first cell`);
        return cell;
      }
      const moved = movedFormula(master.text, row.number - master.row, cell.column - master.column);
      return withFormula(cell, '', escapeXml(settled(moved, master.text, at, place)));
    }),
  );
}

/** A cell that is not copied, after rows have come into the sheets. Formulas lose their computed values. */
export function grownCell(cell: XmlCell, row: number, place: FormulaPlace): XmlCell {
  const formula = formulaOf(cell);
  if (formula === null) return cell;
  const at = nameOfCell(row, cell.column);
  const type = attributeOf(formula.attributes, 't');
  const grows = [...place.growths.values()].some(({ by }) => by > 0);
  if (!grows) return withFormula(cell, formula.attributes, formula.text);
  if (type === 'dataTable' || /\bINDIRECT\s*\(/i.test(formula.text))
    place.faults.push(`sheet ${place.sheet}, cell ${at}: what its formula refers to cannot be followed`);
  const old = decodeXml(formula.text);
  const text = settled(grownFormula(old, place, true), old, at, place);
  return withFormula(cell, arrayAttributes(formula.attributes, at, place), escapeXml(text));
}

function arrayAttributes(attributes: string, at: string, { sheet, growths, faults }: FormulaPlace): string {
  const [block, growth] = [attributeOf(attributes, 'ref'), growths.get(sheet.toLowerCase())];
  if (block === null || growth === undefined) return attributes;
  const [top = 0, bottom = top] = (block.match(/\d+/g) ?? []).map(Number);
  if (top <= growth.last && bottom >= growth.first)
    faults.push(`sheet ${sheet}, cell ${at}: an array formula stands in the rows that are filled`);
  return withAttribute(attributes, 'ref', grownBlocks(block, growth));
}
