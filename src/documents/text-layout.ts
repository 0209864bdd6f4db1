/*
 * How much room a text takes in a cell. Neither Excel nor LibreOffice fits the height of a row to its wrapped
 * text when a file is opened for printing, so the heights are worked out here.
 */

/** Excel's limit for the height of a row, in points. */
const MAX_ROW_HEIGHT = 409;
/** Noto Sans CJK, which Linux has in the place of 宋体, needs the most. */
const LINE_HEIGHT_PER_POINT = 1.45;
const CELL_PADDING_POINTS = 4;
/** A column's width is counted in digits of Arial 10, which are as wide as half a Chinese character of 10.5 points. */
const DIGIT_POINTS = 10.5;
/** Lost at the end of a line, where punctuation may not begin the next one. */
const LOST_CHARACTERS = 1;

export interface FittedText {
  /** Points. */
  readonly fontSize: number;
  /** Of the row the text needs, in points. */
  readonly height: number;
}

/** Width in half-width characters: a Chinese character is as wide as two digits. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += isWide(character) ? 2 : 1;
  return width;
}

/** Lines of the text when wrapped to so many half-width characters. */
export function lineCount(text: string, width: number): number {
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(textWidth(line) / width));
  return lines;
}

/**
 * The largest of the font sizes (points, falling) at which the text fits its column without the row growing beyond
 * what Excel can show. At the smallest one a still longer text is cut at the end, on paper only.
 */
export function fitText(text: string, width: number, sizes: readonly [number, ...number[]]): FittedText {
  const fitted = sizes.map((fontSize) => ({ fontSize, height: heightAt(fontSize, text, width) }));
  const best = fitted.find(({ height }) => height <= MAX_ROW_HEIGHT);
  return best ?? { fontSize: sizes.at(-1) ?? sizes[0], height: MAX_ROW_HEIGHT };
}

function heightAt(fontSize: number, text: string, width: number): number {
  const lines = lineCount(text, capacityOf(width, fontSize));
  return Math.ceil(lines * fontSize * LINE_HEIGHT_PER_POINT + CELL_PADDING_POINTS);
}

const capacityOf = (columnWidth: number, fontSize: number): number =>
  Math.max(2, Math.floor((columnWidth * DIGIT_POINTS) / fontSize) - LOST_CHARACTERS);

/** East Asian wide and full-width blocks; everything from the radicals on, and the punctuation Chinese fonts draw wide. */
function isWide(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x2e80 || (code >= 0x2010 && code <= 0x2027) || (code >= 0x2190 && code <= 0x27bf);
}
