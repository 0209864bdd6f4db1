import { columnName } from '../sheet-rows.ts';
import { columnNumber, grownRows, shiftedRow } from './growth.ts';
import type { Growth, Growths } from './growth.ts';

/*
 * Formulas when rows come into the sheets they speak of. What cannot be said to mean one thing is named, not guessed.
 */

export type FormulaChange =
  | { readonly kind: 'changed'; readonly formula: string }
  | { readonly kind: 'unclear'; readonly reference: string; readonly why: string };

interface End {
  readonly column: string;
  readonly fixedColumn: string;
  readonly fixedRow: string;
  readonly row: number;
}

interface Reference {
  /** As written, with its exclamation mark. */
  readonly prefix: string;
  /** Null: the sheet of the formula. */
  readonly sheet: string | null;
  readonly from: End;
  readonly to: End | null;
  readonly text: string;
}

const CELL = String.raw`(\$?)([A-Za-z]{0,3})(\$?)(\d{1,7})`;
const SHEET = String.raw`(?:'(?:[^']|'')+'|[\p{L}\p{N}_.\[\]:]+)!`;
/** Texts, references, and everything a reference could be mistaken inside of: names, functions, columns of tables. */
const TOKEN = new RegExp(
  String.raw`"(?:[^"]|"")*"|(${SHEET})?(?:${CELL}(?::${CELL})?)(?![\p{L}\p{N}_.(!])|${SHEET}|[\p{L}_\\][\p{L}\p{N}_.\\?]*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\[(?:[^\[\]]|\[[^\]]*\])*\]`,
  'gu',
);

class Unclear extends Error {
  readonly reference: string;

  constructor(reference: string, why: string) {
    super(why);
    this.reference = reference;
  }
}

function changed(formula: string, change: (reference: Reference) => string): FormulaChange {
  try {
    return {
      kind: 'changed',
      formula: formula.replaceAll(TOKEN, (text, ...groups) => {
        const reference = referenceOf(text, groups as (string | undefined)[]);
        return reference === null ? text : change(reference);
      }),
    };
  } catch (error) {
    if (error instanceof Unclear) return { kind: 'unclear', reference: error.reference, why: error.message };
    throw error;
  }
}

function referenceOf(text: string, groups: readonly (string | undefined)[]): Reference | null {
  const [prefix = '', c1 = '', column1 = '', r1 = '', row1, c2 = '', column2 = '', r2 = '', row2] = groups;
  if (row1 === undefined) return null;
  const isRange = row2 !== undefined;
  // A number alone is no row, and what has a column on one side only is no range.
  if (column1 === '' && !isRange) return null;
  if (isRange && (column1 === '') !== (column2 === '')) return null;
  return {
    prefix,
    sheet: prefix === '' ? null : prefix.slice(0, -1).replaceAll(/^'|'$/g, '').replaceAll("''", "'"),
    from: end(c1, column1, r1, row1),
    to: isRange ? end(c2, column2, r2, row2) : null,
    text,
  };
}

/** Of a whole row the only sign stands where a column's would. */
const end = (fixedColumn: string, column: string, fixedRow: string, row: string): End => ({
  column: column.toUpperCase(),
  fixedColumn,
  fixedRow: column === '' ? fixedColumn : fixedRow,
  row: Number(row),
});

const endText = ({ column, fixedColumn, fixedRow }: End, row: number): string =>
  column === '' ? `${fixedRow}${row}` : `${fixedColumn}${column}${fixedRow}${row}`;

const written = ({ prefix, from, to }: Reference, top: number, bottom: number): string =>
  `${prefix}${endText(from, top)}${to === null ? '' : `:${endText(to, bottom)}`}`;

interface Place {
  /** Of the formula. */
  readonly sheet: string;
  readonly growths: Growths;
}

/** The formula where it is not copied. `strict`: one cell of a row that becomes many is unclear. */
export const grownFormula = (formula: string, place: Place, strict: boolean): FormulaChange =>
  changed(formula, (reference) => grownReference(reference, place, strict));

function grownReference(reference: Reference, place: Place, strict: boolean): string {
  const growth = growthOf(reference, place);
  if (growth === null) return reference.text;
  const { from, to } = reference;
  if (to === null) {
    if (strict && growth.first === growth.last && from.row === growth.last)
      throw new Unclear(reference.text, 'is one cell of a row that is repeated; write a range of it');
    return written(reference, shiftedRow(from.row, growth), 0);
  }
  const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
  if (strict && bottom >= growth.first && bottom < growth.last && top < bottom)
    throw new Unclear(reference.text, `ends before the last prepared row ${growth.last}`);
  return written({ ...reference, from, to }, ...grownRows(top, bottom, growth));
}

/** Null when nothing of what it speaks of moves. */
function growthOf({ sheet, text }: Reference, place: Place): Growth | null {
  if (sheet?.includes(':') === true && !sheet.includes('['))
    throw new Unclear(text, 'goes over several sheets');
  const growth = place.growths.get((sheet ?? place.sheet).toLowerCase());
  return growth === undefined || growth.by === 0 ? null : growth;
}

/** The formula of row `model` in the copy that stands `down` rows below it. */
export const copiedFormula = (
  formula: string,
  place: Place,
  { model, down }: { readonly model: number; readonly down: number },
): FormulaChange =>
  changed(formula, (reference) => {
    const own = reference.sheet === null || reference.sheet.toLowerCase() === place.sheet.toLowerCase();
    const ends = [reference.from, reference.to ?? reference.from];
    if (ends.every(({ fixedRow }) => fixedRow !== '')) return grownReference(reference, place, false);
    const [top, bottom] = ends.map(({ fixedRow, row }) => {
      if (own && fixedRow === '' && (row === model || row === model - 1)) return row + down;
      const growth = growthOf(reference, place);
      if (fixedRow !== '') return growth === null ? row : shiftedRow(row, growth);
      throw new Unclear(reference.text, 'is in another row; write the row with a $ sign');
    });
    return written(reference, top ?? 0, bottom ?? 0);
  });

const MAX_ROW = 1_048_576;

/** As it reads when it is filled so many rows down and columns to the right. */
export const movedFormula = (formula: string, rows: number, columns: number): FormulaChange =>
  changed(formula, (reference) => {
    const move = (old: End): string => {
      const row = old.fixedRow === '' ? old.row + rows : old.row;
      const column =
        old.column === '' || old.fixedColumn !== ''
          ? old.column
          : columnName(Math.max(0, columnNumber(old.column) + columns));
      if (row < 1 || row > MAX_ROW) throw new Unclear(reference.text, 'leaves the sheet');
      return endText({ ...old, column }, row);
    };
    const { prefix, from, to } = reference;
    return `${prefix}${move(from)}${to === null ? '' : `:${move(to)}`}`;
  });
