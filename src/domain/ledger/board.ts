import type { DateOnly } from '../calendar/date.ts';
import type { FigureError, Figures } from './ledger.ts';
import { wallChart, type ChartedRow, type WallChart, type WallChartSource } from './wall-chart.ts';

/**
 * What the leaders' screen shows of a round: the wall chart, and beside each listed task what a group may hear of it
 * (domain rule 10): category and lead unit.
 */
export interface Board {
  readonly chart: WallChart;
  /** Tasks that an answer was due of this week. */
  readonly answers: Figures['answers'];
  /** In the order of the chart's own lists. */
  readonly red: readonly (TaskPlace & { readonly days: number })[];
  readonly nextDue: readonly (TaskPlace & { readonly dueOn: DateOnly })[];
}

/** Where a task belongs; empty for what is not set. */
interface TaskPlace {
  readonly code: string;
  readonly category: string;
  readonly unit: string;
}

/** @returns the board, or the sums that do not close: then nothing is shown (domain rule 4) */
export function boardOf(
  source: WallChartSource,
):
  | { readonly kind: 'board'; readonly board: Board }
  | { readonly kind: 'refused'; readonly errors: readonly FigureError[] } {
  const made = wallChart(source);
  if (made.kind === 'refused') return made;
  const { chart } = made;
  const placeOf = placesIn(source.rows);
  return {
    kind: 'board',
    board: {
      chart,
      answers: source.figures.answers,
      red: chart.red.map(({ code, days }) => ({ ...placeOf(code), days })),
      nextDue: chart.nextDue.map(({ code, dueOn }) => ({ ...placeOf(code), dueOn })),
    },
  };
}

function placesIn(rows: readonly ChartedRow[]): (code: string) => TaskPlace {
  const places = new Map(rows.map(({ code, category, unit }) => [code, { code, category, unit }]));
  return (code) => places.get(code) ?? { code, category: '', unit: '' };
}
