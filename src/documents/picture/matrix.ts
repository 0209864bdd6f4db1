import { CHART_LIGHTS, type MatrixRow, type WordedChart } from '../../zh/wall-chart.ts';
import { BAND, LIGHT_LOOK, RULE } from './looks.ts';
import { INK, MUTED, type Box, type Sheet } from './marks.ts';
import type { Scale } from './sections.ts';

/* Units × lights: in every cell the count behind the shape of its light. */

interface Room {
  /** Height of a row, in pixels. */
  readonly row: number;
  /** Of units, the row of the rest included. */
  readonly most: number;
}

/** Part of the width that the names of units have. */
const NAME_SHARE = 0.4;
const FAINT = '#9aa1ac';

export function drawMatrix(
  sheet: Sheet,
  matrix: WordedChart['matrix'],
  box: Box,
  { scale: { text }, row: height, most }: Room & { readonly scale: Scale },
): number {
  const size = Math.min(text, Math.round(height * 0.6));
  if (matrix.rows.length === 0) {
    sheet.text(matrix.empty, { ...box, height: height * 2 }, { size: text, colour: MUTED, align: 'centre' });
    sheet.area({ ...box, height: height * 2 }, { line: RULE });
    return height * 2;
  }
  const rows = [...shownRows(matrix, most), matrix.sum];
  drawHead(sheet, matrix, { ...box, height }, size);
  for (const [index, row] of rows.entries()) {
    const isSum = index === rows.length - 1;
    const line = { ...box, y: box.y + height * (index + 1), height };
    if (isSum || index % 2 === 1) sheet.area(line, { fill: isSum ? '#e6eaf0' : BAND });
    drawRow(sheet, row, line, { size, isSum });
  }
  const whole = height * (rows.length + 1);
  sheet.area({ ...box, height: whole }, { line: RULE });
  return whole;
}

/**
 * Where there are more units than room, the last row is the sum of those with nothing red or yellow first, so that the
 * columns still give their totals.
 */
function shownRows({ rows, rest }: WordedChart['matrix'], most: number): readonly MatrixRow[] {
  if (rows.length <= most) return rows;
  const shown = new Set(rows.toSorted((a, b) => pressing(b) - pressing(a)).slice(0, most - 1));
  return [...rows.filter((row) => shown.has(row)), rest(rows.filter((row) => !shown.has(row)))];
}

const pressing = ({ lights }: MatrixRow): number => lights.red + lights.yellow;

interface Cells {
  readonly name: Box;
  readonly lights: readonly Box[];
  readonly total: Box;
}

function cellsOf(box: Box, size: number): Cells {
  const pad = size / 2;
  const name = { ...box, x: box.x + pad, width: box.width * NAME_SHARE - pad * 2 };
  const width = (box.width * (1 - NAME_SHARE)) / (CHART_LIGHTS.length + 1);
  const at = (column: number): Box => ({ ...box, x: box.x + box.width * NAME_SHARE + width * column, width });
  return { name, lights: CHART_LIGHTS.map((_, column) => at(column)), total: at(CHART_LIGHTS.length) };
}

function drawHead(
  sheet: Sheet,
  { unit, lights, total }: WordedChart['matrix'],
  box: Box,
  size: number,
): void {
  sheet.area(box, { fill: '#dde5f0' });
  const cells = cellsOf(box, size);
  const look = { size, bold: true } as const;
  sheet.text(unit, cells.name, look);
  for (const [index, light] of CHART_LIGHTS.entries()) {
    const cell = cells.lights[index] ?? box;
    sheet.text(lights[light], cell, { ...look, align: 'centre' });
  }
  sheet.text(total, cells.total, { ...look, align: 'centre' });
}

function drawRow(
  sheet: Sheet,
  { name, lights, total }: MatrixRow,
  box: Box,
  { size, isSum }: { size: number; isSum: boolean },
): void {
  const cells = cellsOf(box, size);
  sheet.name(name, cells.name, { size, bold: isSum });
  for (const [index, light] of CHART_LIGHTS.entries()) {
    const cell = cells.lights[index] ?? box;
    const { shape, colour } = LIGHT_LOOK[light];
    const count = lights[light];
    const some = count > 0;
    const mark = {
      x: cell.x + cell.width * 0.26,
      y: cell.y + cell.height / 2,
      size: Math.min(size * 0.85, cell.width * 0.3),
    };
    if (some) sheet.shape(shape, { ...mark, colour, filled: true });
    const left = mark.x + mark.size * 0.8;
    const words = { ...cell, x: left, width: cell.x + cell.width - left };
    sheet.whole(String(count), words, { size, bold: some, colour: some ? INK : FAINT });
  }
  sheet.whole(String(total), cells.total, { size, bold: true, align: 'centre' });
}
