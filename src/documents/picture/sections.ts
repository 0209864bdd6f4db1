import type { ListSection, WordedChart } from '../../zh/wall-chart.ts';
import { LIGHT_LOOK, PART_LOOK, RULE, TITLE } from './looks.ts';
import { MUTED, type Box, type Sheet, type Style } from './marks.ts';

/* The parts of the chart that both sizes share. Each draws from the top of its box and says how high it became. */

/** Sizes in pixels that everything follows from. */
export interface Scale {
  readonly text: number;
  readonly heading: number;
  readonly gap: number;
}

export const lineHeight = (size: number): number => Math.round(size * 1.45);

/** A heading with a mark before it. It holds figures: where it is too wide, it is set smaller, never cut. */
export function drawHeading(sheet: Sheet, text: string, box: Box, { heading, gap }: Scale): number {
  const height = lineHeight(heading);
  const bar = Math.round(heading / 4);
  sheet.area({ x: box.x, y: box.y + height * 0.15, width: bar, height: height * 0.7 }, { fill: TITLE });
  const words = { ...box, x: box.x + bar * 2.4, width: box.width - bar * 2.4, height };
  sheet.whole(text, words, { size: heading, bold: true });
  return height + gap / 2;
}

/** The closing sums, each wrapped behind its name. */
export function drawFigures(
  sheet: Sheet,
  figures: WordedChart['figures'],
  box: Box,
  { text: size }: Scale,
): number {
  const name: Style = { size, bold: true };
  const indent = Math.max(...figures.map((figure) => sheet.widthOf(figure.name, name))) + size;
  const height = lineHeight(size);
  let y = box.y;
  for (const figure of figures) {
    sheet.whole(figure.name, { ...box, y, height }, name);
    for (const line of sheet.wrap(figure.text, box.width - indent, { size }, MOST_LINES)) {
      sheet.text(line, { x: box.x + indent, y, width: box.width - indent, height }, { size });
      y += height;
    }
    y += Math.round(size / 4);
  }
  return y - box.y;
}

const MOST_LINES = 3;

/** One bar for all tasks, cut by completion, with its legend below. */
export function drawProgress(
  sheet: Sheet,
  { parts, total, rate }: WordedChart['progress'],
  box: Box,
  scale: Scale,
): number {
  const { text: size, gap } = scale;
  const height = lineHeight(size);
  sheet.whole(rate, { ...box, height }, { size });
  const bar = { ...box, y: box.y + height + gap / 4, height: size * 1.8 };
  let x = bar.x;
  for (const { part, count } of parts) {
    const width = total === 0 ? 0 : (bar.width * count) / total;
    sheet.area({ ...bar, x, width }, { ...PART_LOOK[part], line: RULE });
    x += width;
  }
  sheet.area(bar, { line: MUTED });
  const y = bar.y + bar.height + gap / 2;
  return y + drawLegend(sheet, parts, { ...box, y }, size) - box.y;
}

function drawLegend(
  sheet: Sheet,
  parts: readonly { readonly part: keyof typeof PART_LOOK; readonly name: string; readonly count: number }[],
  box: Box,
  size: number,
): number {
  const height = lineHeight(size);
  const swatch = Math.round(size * 0.9);
  let [x, y] = [box.x, box.y];
  for (const { part, name, count } of parts) {
    const words = `${name}${count}`;
    const width = swatch + size / 3 + sheet.widthOf(words, { size });
    if (x > box.x && x + width > box.x + box.width) [x, y] = [box.x, y + height];
    const look = { ...PART_LOOK[part], line: MUTED };
    sheet.area({ x, y: y + (height - swatch) / 2, width: swatch, height: swatch }, look);
    sheet.text(words, { x: x + swatch + size / 3, y, width: width - swatch, height }, { size });
    x += width + size;
  }
  return y + height - box.y;
}

/** Items in columns, row by row; where they find no room, the last place says how many more there are. */
export function drawList(
  sheet: Sheet,
  list: ListSection,
  more: WordedChart['more'],
  box: Box,
  scale: Scale,
): number {
  const { text: size, gap } = scale;
  const top = drawHeading(sheet, list.heading, box, scale);
  const height = Math.round(size * 1.6);
  if (list.items.length === 0) {
    sheet.text(list.empty, { ...box, y: box.y + top, height }, { size, colour: MUTED });
    return top + height;
  }
  const columns = columnsOf(sheet, list, box.width, scale);
  const lines = Math.max(1, Math.floor((box.height - top) / height));
  const room = columns.count * lines;
  const shown = list.items.length <= room ? list.items.length : room - 1;
  const placeOf = (index: number): Box => ({
    x: box.x + (index % columns.count) * columns.width,
    y: box.y + top + Math.floor(index / columns.count) * height,
    width: columns.width - gap / 2,
    height,
  });
  for (const [index, item] of list.items.slice(0, shown).entries())
    drawItem(sheet, { ...item, light: list.light }, placeOf(index), { size, nameWidth: columns.nameWidth });
  const left = list.items.length - shown;
  if (left > 0) sheet.text(more(left), placeOf(shown), { size, bold: true, colour: MUTED });
  return top + Math.ceil((shown + Number(left > 0)) / columns.count) * height;
}

function columnsOf(sheet: Sheet, { items, light }: ListSection, width: number, { text: size, gap }: Scale) {
  // None of those that come behind is ever shown.
  const first = items.slice(0, MOST_ITEMS);
  const widest = (words: readonly string[], bold: boolean): number =>
    Math.max(...words.map((word) => sheet.widthOf(word, { size, bold })));
  const mark = light === null ? 0 : size * 1.2;
  const nameWidth =
    mark +
    widest(
      first.map(({ name }) => name),
      true,
    ) +
    size / 2;
  const wanted =
    nameWidth +
    widest(
      first.map(({ detail }) => detail),
      false,
    ) +
    gap;
  const count = Math.max(1, Math.floor((width + gap / 2) / wanted));
  return { count, width: width / count, nameWidth };
}

const MOST_ITEMS = 500;

function drawItem(
  sheet: Sheet,
  { name, detail, light }: { name: string; detail: string; light: ListSection['light'] },
  box: Box,
  { size, nameWidth }: { size: number; nameWidth: number },
): void {
  const mark = light === null ? 0 : size * 1.2;
  if (light !== null) {
    const at = { x: box.x + size * 0.45, y: box.y + box.height / 2, size: size * 0.8 };
    sheet.shape(LIGHT_LOOK[light].shape, { ...at, colour: LIGHT_LOOK[light].colour, filled: true });
  }
  sheet.text(name, { ...box, x: box.x + mark, width: nameWidth - mark }, { size, bold: true });
  const rest = { ...box, x: box.x + nameWidth, width: box.width - nameWidth };
  sheet.text(detail, rest, { size });
}
