import type { WordedChart } from '../../zh/wall-chart.ts';
import { RULE, TITLE } from './looks.ts';
import { drawMatrix } from './matrix.ts';
import { MUTED, Sheet, type Box, type Mark, type Measure } from './marks.ts';
import { drawFigures, drawHeading, drawList, drawProgress, lineHeight, type Scale } from './sections.ts';
import { drawTrend } from './trend.ts';

/** A picture as it is to be painted, in pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** A3, landscape, at 150 dpi. */
const A3 = { width: 2480, height: 1754, margin: 72 } as const;
const A3_SCALE: Scale = { text: 30, heading: 36, gap: 36 };
/** Of a row of the matrix: as high as the sheet has room for, and no lower than can be read from a step away. */
const A3_ROW = { least: 30, most: 92 } as const;
const A3_LEFT = 1080;
const A3_TITLES: Titles = [
  { size: 60, lines: 1 },
  { size: 50, lines: 1 },
  { size: 40, lines: 2 },
];

/** Sizes of letters and numbers of lines, from the best to the last resort. */
type Titles = readonly [TitleLook, ...TitleLook[]];
interface TitleLook {
  readonly size: number;
  readonly lines: number;
}

const TITLE_LINE = 1.3;

/** @returns how high it became; in the middle of its box where that is higher */
function drawTitle(sheet: Sheet, title: string, box: Box, titles: Titles): number {
  const wrapped = titles.map(({ size, lines }) => {
    const style = { size, bold: true, colour: TITLE } as const;
    return { style, lines: sheet.wrap(title, box.width, style, lines) };
  });
  const best = wrapped.find(({ lines }) => lines.join('') === title) ?? wrapped.at(-1);
  if (!best) return 0;
  const height = best.style.size * TITLE_LINE;
  const top = box.y + Math.max(0, (box.height - height * best.lines.length) / 2);
  for (const [index, line] of best.lines.entries())
    sheet.text(line, { ...box, y: top + height * index, height }, best.style);
  return height * best.lines.length;
}

/** For a wall. */
export function layOutA3(chart: WordedChart, measure: Measure): Layout {
  const sheet = new Sheet(measure);
  const { width, height, margin } = A3;
  const inner = width - margin * 2;
  const title = { x: margin, y: 40, width: inner * 0.68, height: 104 };
  drawTitle(sheet, chart.title, title, A3_TITLES);
  const beside = { x: margin + inner * 0.69, y: 66, width: inner * 0.31, height: 84 };
  sheet.whole(chart.subtitle, beside, { size: 30, align: 'right' });
  sheet.area({ x: margin, y: 150, width: inner, height: 5 }, { fill: TITLE });
  const body = { x: margin, y: 190, width: A3_LEFT, height: height - 190 - 92 };
  const right = { ...body, x: margin + A3_LEFT + 64, width: inner - A3_LEFT - 64 };
  const below = drawA3Right(sheet, chart, right);
  // Few units leave room below them: the lists are longer there.
  const aside = body.y + body.height - below > LISTS_ROOM;
  const y = drawA3Left(sheet, chart, body, aside ? HIGH_BARS : LOW_BARS);
  drawA3Lists(sheet, chart, aside ? rest(right, below) : rest(body, y));
  sheet.text(
    chart.footer,
    { x: margin, y: height - 76, width: inner, height: 40 },
    { size: 24, colour: MUTED },
  );
  return { width, height, marks: sheet.marks };
}

const LISTS_ROOM = 460;
const [LOW_BARS, HIGH_BARS] = [160, 420];

const rest = (box: Box, y: number): Box => ({ ...box, y, height: box.y + box.height - y });

/** @returns where the rest begins */
function drawA3Left(sheet: Sheet, chart: WordedChart, box: Box, bars: number): number {
  const scale = A3_SCALE;
  let { y } = box;
  y += drawFigures(sheet, chart.figures, { ...box, y }, scale) + scale.gap / 2;
  y += drawHeading(sheet, chart.progress.heading, { ...box, y }, scale);
  y += drawProgress(sheet, chart.progress, { ...box, y }, scale) + scale.gap / 2;
  y += drawHeading(sheet, chart.trend.heading, { ...box, y }, scale);
  y += drawTrend(sheet, chart.trend, { ...box, y }, { scale, bars }) + scale.gap / 2;
  return y;
}

/** Of the width of the two lists. */
const RED_SHARE = 0.68;

function drawA3Lists(sheet: Sheet, { lists, more }: WordedChart, box: Box): void {
  const scale = { text: 25, heading: 27, gap: 18 };
  const between = 24;
  sheet.area({ ...box, height: 2 }, { fill: RULE });
  let { x } = box;
  for (const list of lists) {
    const width = (box.width - between) * (list.light === null ? 1 - RED_SHARE : RED_SHARE);
    drawList(sheet, list, more, { x, y: box.y + 14, width, height: box.height - 14 }, scale);
    x += width + between;
  }
}

/** @returns where the rest begins */
function drawA3Right(sheet: Sheet, { matrix }: WordedChart, box: Box): number {
  const top = drawHeading(sheet, matrix.heading, box, A3_SCALE);
  const room = box.height - top;
  const most = Math.floor(room / A3_ROW.least) - 2;
  const rows = Math.min(matrix.rows.length, most) + 2;
  const row = Math.floor(Math.min(A3_ROW.most, room / rows));
  const scale = { ...A3_SCALE, text: 36 };
  const high = drawMatrix(sheet, matrix, { ...box, y: box.y + top, height: room }, { scale, row, most });
  return box.y + top + high + A3_SCALE.gap;
}

/** The width of the pictures that chats show whole. */
const PHONE = { width: 1080, margin: 44 } as const;
const PHONE_SCALE: Scale = { text: 34, heading: 40, gap: 40 };
const PHONE_TITLES: Titles = [
  { size: 52, lines: 2 },
  { size: 44, lines: 3 },
];
/** Many units get lower rows, in which long names are cut: the picture has to stay small. */
const PHONE_ROWS = { height: 58, many: 24, heightOfMany: 50, most: 42 } as const;
/** Of a list; the rest is counted. */
const PHONE_LIST_LINES = 8;

/** For a chat: as high as what is to be shown. */
export function layOutPhone(chart: WordedChart, measure: Measure): Layout {
  const sheet = new Sheet(measure);
  const { width, margin } = PHONE;
  const scale = PHONE_SCALE;
  const box = { x: margin, y: 0, width: width - margin * 2, height: 0 };
  let y = drawPhoneHead(sheet, chart, { ...box, y: 40 });
  y += drawFigures(sheet, chart.figures, { ...box, y }, scale) + scale.gap;
  y += drawHeading(sheet, chart.progress.heading, { ...box, y }, scale);
  y += drawProgress(sheet, chart.progress, { ...box, y }, scale) + scale.gap;
  y += drawHeading(sheet, chart.matrix.heading, { ...box, y }, { ...scale, heading: 36 });
  const { height: high, many, heightOfMany, most } = PHONE_ROWS;
  const rows = { scale, row: chart.matrix.rows.length > many ? heightOfMany : high, most };
  y += drawMatrix(sheet, chart.matrix, { ...box, y }, rows) + scale.gap;
  y += drawHeading(sheet, chart.trend.heading, { ...box, y }, scale);
  const trend = { scale: { ...scale, text: 30 }, bars: 220 };
  y += drawTrend(sheet, chart.trend, { ...box, y }, trend) + scale.gap;
  const height = lineHeight(scale.heading) + scale.gap / 2 + Math.round(scale.text * 1.6) * PHONE_LIST_LINES;
  for (const list of chart.lists)
    y += drawList(sheet, list, chart.more, { ...box, y, height }, scale) + scale.gap;
  sheet.area({ ...box, y, height: 2 }, { fill: RULE });
  sheet.whole(chart.footer, { ...box, y: y + 12, height: 40 }, { size: 24, colour: MUTED });
  return { width, height: Math.ceil(y + 76), marks: sheet.marks };
}

/** @returns where the rest begins */
function drawPhoneHead(sheet: Sheet, { title, subtitle }: WordedChart, box: Box): number {
  const y = box.y + drawTitle(sheet, title, box, PHONE_TITLES);
  sheet.whole(subtitle, { ...box, y, height: 52 }, { size: 32, colour: MUTED });
  sheet.area({ ...box, y: y + 64, height: 5 }, { fill: TITLE });
  return y + 100;
}
