/*
 * A sheet as we write it and as we read it. Rows and columns are counted from 0.
 */

export type CellValue = string | number | boolean | Date | null;

export interface CellLook {
  /** Points. */
  readonly size?: number;
  readonly bold?: boolean;
  /** RRGGBB. */
  readonly color?: string;
  readonly fill?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly border?: boolean;
  /** Number format, e.g. `yyyy-mm-dd`. */
  readonly format?: string;
}

export interface OutCell {
  /** Text is written as text whatever it looks like; there is no way to write a formula. */
  readonly value: string | number | Date | null;
  readonly look: CellLook;
}

export interface OutRow {
  readonly cells: readonly OutCell[];
  /** Points; null leaves it to the program that opens the file. */
  readonly height: number | null;
}

/** First and last row and column, all inclusive. */
export interface Block {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface OutSheet {
  readonly name: string;
  /** In digits of the default font, as Excel counts them. */
  readonly widths: readonly number[];
  /** Made one at a time while they are written: a ledger may be long. */
  readonly rows: Iterable<OutRow>;
  readonly merges: readonly Block[];
  /** The first rows and columns that stay in sight; the rows are repeated on every printed page. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  readonly filter: Block | null;
  /** Cells that take one of a list of values only. */
  readonly choices: readonly { readonly block: Block; readonly values: readonly string[] }[];
  readonly paper: 'a3' | 'a4';
  /** Rows that begin a page, and the percentage the sheet is printed at, so that it fits the width. */
  readonly pages?: { readonly breaks: readonly number[]; readonly scale: number };
  readonly footer: { readonly left: string; readonly centre: string; readonly right: string };
}

/** A sheet as read: rows may be of different length, a merged block holds its value in its first cell. */
export interface SheetContent {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
  readonly merges: readonly Block[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns?: ReadonlySet<number>;
  /** Formulas whose result the file does not hold: they read as empty. */
  readonly uncomputed?: readonly { readonly row: number; readonly column: number }[];
  /** Nothing is read from a hidden sheet, but it may carry a mark of secrecy. */
  readonly hidden?: boolean;
}
