import type { ChartOption } from './chart.ts';
import { CHART_LIGHTS, type MatrixRow } from '../../zh/wall-chart.ts';
import type { WordedBoard } from '../../zh/pages/board.ts';
import { LIGHTS, PARTS } from './looks.ts';

/* What the charts are told to draw. Sizes are in pixels and follow the size of the page's letters. */

const OUTLINE = '#8a919c';
const INK = '#1f2329';

/** Letters of the page's size, and how many pixels there are. */
export interface Room {
  readonly text: number;
  readonly width: number;
  readonly height: number;
}

/** The rows that find room, the last of them for all others together. */
export function rowsThatFit(matrix: WordedBoard['matrix'], { text, height }: Room): readonly MatrixRow[] {
  const room = Math.max(2, Math.floor(height / (text * 1.35)));
  const { rows } = matrix;
  return rows.length <= room ? rows : [...rows.slice(0, room - 1), matrix.rest(rows.slice(room - 1))];
}

const hidden = { show: false } as const;
const bare = { axisLine: hidden, axisTick: hidden, splitLine: hidden } as const;
/** A part of nothing says nothing. */
const orNothing = ({ value }: { value?: unknown }): string => (Number(value) > 0 ? String(value) : '');

/** A bar for each unit, cut by lights; its total stands behind it. */
export function unitOption(rows: readonly MatrixRow[], { text, width }: Room): ChartOption {
  const shown = rows.toReversed();
  const widest = Math.min(width * 0.36, text * Math.max(4, ...shown.map(({ name }) => name.length + 0.5)));
  return {
    grid: { left: widest + text * 0.6, right: text * 2.6, top: 0, bottom: 0 },
    xAxis: {
      type: 'value',
      max: Math.max(1, ...shown.map(({ total }) => total)),
      axisLabel: hidden,
      ...bare,
    },
    yAxis: {
      type: 'category',
      data: shown.map(({ name }) => name),
      axisLabel: { fontSize: text, color: INK, width: widest, overflow: 'truncate' },
      ...bare,
    },
    series: [
      ...CHART_LIGHTS.map((light) => ({
        type: 'bar' as const,
        stack: 'lights',
        barWidth: '68%',
        data: shown.map((row) => row.lights[light]),
        itemStyle: {
          color: LIGHTS[light].fill,
          borderColor: '#fff',
          borderWidth: 1,
          ...(LIGHTS[light].decal && { decal: LIGHTS[light].decal }),
        },
        label: { show: true, formatter: orNothing, fontSize: text, color: LIGHTS[light].ink },
      })),
      totals(
        shown.map(({ total }) => total),
        text,
        'right',
      ),
    ],
  };
}

/** A column for each week, cut by completion. */
export function trendOption(
  { weeks, parts }: WordedBoard['trend'],
  { text, width, height }: Room,
): ChartOption {
  const most = Math.max(1, ...weeks.map(({ count }) => count.total));
  const isNarrow = width / weeks.length < text * 4.5;
  const [top, bottom] = [text * 1.5, text * 2.8];
  // A piece that is lower than its letters says nothing; the table beside it does.
  const least = (most * text) / Math.max(1, height - top - bottom);
  const ifHighEnough = ({ value }: { value?: unknown }) => (Number(value) >= least ? String(value) : '');
  return {
    grid: { left: 4, right: 4, top, bottom },
    xAxis: {
      type: 'category',
      data: weeks.map(({ name, date }) => `${name}\n${date}`),
      axisLabel: { fontSize: text * (isNarrow ? 0.72 : 0.85), color: INK, interval: 0 },
      axisTick: hidden,
      axisLine: { lineStyle: { color: OUTLINE } },
    },
    yAxis: { type: 'value', max: most, axisLabel: hidden, ...bare },
    series: [
      ...parts.map(({ part }) => ({
        type: 'bar' as const,
        stack: 'parts',
        barMaxWidth: text * 4,
        data: weeks.map(({ count }) => count[part]),
        itemStyle: {
          color: PARTS[part].fill,
          borderColor: OUTLINE,
          borderWidth: 1,
          ...(PARTS[part].decal && { decal: PARTS[part].decal }),
        },
        label: { show: true, formatter: ifHighEnough, fontSize: text * 0.85, color: PARTS[part].ink },
      })),
      totals(
        weeks.map(({ count }) => count.total),
        text * 0.85,
        'top',
      ),
    ],
  };
}

/** Nothing is drawn but the numbers, at the end of what is stacked. */
const totals = (counts: readonly number[], text: number, position: 'right' | 'top') => ({
  type: 'bar' as const,
  stack: position === 'right' ? 'lights' : 'parts',
  data: counts.map(() => 0),
  label: {
    show: true,
    position,
    formatter: ({ dataIndex }: { dataIndex: number }) => String(counts[dataIndex] ?? ''),
    fontSize: text,
    fontWeight: 'bold' as const,
    color: INK,
  },
});
