import type { WordedChart } from '../../zh/wall-chart.ts';
import { PART_LOOK, RULE } from './looks.ts';
import { MUTED, type Box, type Sheet } from './marks.ts';
import { lineHeight, type Scale } from './sections.ts';

/* The last weeks as columns, and the numbers they are made of as a table below them, whose columns add up. */

/** Part of the width that the names of the rows have. */
const NAME_SHARE = 0.17;
const MOST_COLUMN_SHARE = 0.62;

export function drawTrend(
  sheet: Sheet,
  { weeks, parts, total, note }: WordedChart['trend'],
  box: Box,
  { scale: { text: size, gap }, bars }: { readonly scale: Scale; readonly bars: number },
): number {
  const names = box.width * NAME_SHARE;
  const width = Math.min((box.width - names) / weeks.length, (box.width - names) / 3);
  const highest = Math.max(1, ...weeks.map(({ count }) => count.total));
  const row = lineHeight(size);
  const tableTop = box.y + bars + gap / 3;
  const place = (index: number, y: number): Box => ({
    x: box.x + names + width * index,
    y,
    width,
    height: row,
  });
  for (const [index, { name, date, count }] of weeks.entries()) {
    drawColumn(sheet, { parts, count, highest }, { ...place(index, box.y), height: bars });
    sheet.text(name, place(index, tableTop), { size, bold: true, align: 'centre' });
    sheet.text(date, place(index, tableTop + row), { size: size * 0.85, colour: MUTED, align: 'centre' });
    for (const [line, { part }] of parts.entries())
      sheet.whole(String(count[part]), place(index, tableTop + row * (line + 2)), { size, align: 'centre' });
    const sum = place(index, tableTop + row * (parts.length + 2));
    sheet.whole(String(count.total), sum, { size, bold: true, align: 'centre' });
  }
  sheet.area({ ...box, y: box.y + bars, height: 2 }, { fill: MUTED });
  for (const [line, { part, name }] of parts.entries())
    drawRowName(
      sheet,
      { name, look: PART_LOOK[part] },
      { ...box, y: tableTop + row * (line + 2), width: names, height: row },
      size,
    );
  const last = { ...box, y: tableTop + row * (parts.length + 2), width: names, height: row };
  sheet.area({ ...last, width: box.width, height: 1 }, { fill: RULE });
  sheet.text(total, last, { size, bold: true });
  const beside = box.x + names + width * weeks.length + gap;
  const aside = { x: beside, y: box.y, width: box.x + box.width - beside, height: bars };
  if (note !== '') sheet.text(note, aside, { size, colour: MUTED });
  return last.y + row - box.y;
}

function drawColumn(
  sheet: Sheet,
  {
    parts,
    count,
    highest,
  }: Pick<WordedChart['trend'], 'parts'> & {
    count: WordedChart['trend']['weeks'][number]['count'];
    highest: number;
  },
  box: Box,
): void {
  const width = box.width * MOST_COLUMN_SHARE;
  const x = box.x + (box.width - width) / 2;
  let y = box.y + box.height;
  for (const { part } of parts) {
    const height = (box.height * count[part]) / highest;
    y -= height;
    sheet.area({ x, y, width, height }, { ...PART_LOOK[part], line: MUTED });
  }
}

function drawRowName(
  sheet: Sheet,
  { name, look }: { name: string; look: (typeof PART_LOOK)[keyof typeof PART_LOOK] },
  box: Box,
  size: number,
): void {
  const swatch = Math.round(size * 0.8);
  sheet.area(
    { x: box.x, y: box.y + (box.height - swatch) / 2, width: swatch, height: swatch },
    { ...look, line: MUTED },
  );
  const indent = swatch + size * 0.3;
  sheet.text(name, { ...box, x: box.x + indent, width: box.width - indent }, { size });
}
