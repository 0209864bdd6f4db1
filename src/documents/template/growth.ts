/*
 * What becomes of references when rows come into a sheet. Rows are counted from 1, as references count them.
 */

/** The rows that are filled, and how many come behind the last of them. With none prepared, last is first - 1. */
export interface Growth {
  readonly first: number;
  readonly last: number;
  readonly by: number;
}

/** Growths by the name of the sheet, lower case. */
export type Growths = ReadonlyMap<string, Growth>;

export const shiftedRow = (row: number, { last, by }: Growth): number => (row > last ? row + by : row);

/** A block that reaches the last prepared row reaches the last filled one; one that ends above does not move. */
export const grownRows = (
  top: number,
  bottom: number,
  growth: Growth,
): readonly [top: number, bottom: number] => [
  shiftedRow(top, growth),
  bottom >= Math.max(growth.first, growth.last) ? bottom + growth.by : bottom,
];

/** `A5:Q5 S5`, as filters, formats and validations name what they are for. */
export const grownBlocks = (blocks: string, growth: Growth): string =>
  blocks
    .split(' ')
    .map((block) => grownBlock(block, growth))
    .join(' ');

const BLOCK = /^(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?$/;

function grownBlock(block: string, growth: Growth): string {
  const [, left, topText, right = left, bottomText = topText] = BLOCK.exec(block) ?? [];
  if (left === undefined || right === undefined) return block;
  const [top, bottom] = grownRows(Number(topText), Number(bottomText), growth);
  const grown = top !== bottom || left !== right;
  return grown ? `${left}${top}:${right}${bottom}` : `${left}${top}`;
}

/** A, B … AA as a number from 0. */
export function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + ((letter.codePointAt(0) ?? 64) - 64);
  return number - 1;
}
