import { addDays, type DateOnly } from '../calendar/date.ts';
import { groupBy } from '../group-by.ts';
import type { Light } from '../task/light.ts';
import { checkFigures } from './check-figures.ts';
import type { CompletionCount, CountedRow, FigureError, Figures, LedgerRow } from './ledger.ts';

/**
 * 挂图作战: what the wall chart of a round shows, and all it shows. It hangs on a wall and goes to a group, so it holds
 * units, item numbers, lights and days, nothing of a finding and nobody's name (domain rule 10).
 */
export interface WallChart {
  readonly roundName: string;
  /** Null while the week is not frozen. */
  readonly weekNo: number | null;
  readonly asOf: DateOnly;
  /** Of the frozen week, in hexadecimal. */
  readonly sha256: string | null;
  readonly problems: CompletionCount;
  readonly tasks: CompletionCount;
  /** Inside `tasks.done`, never added. */
  readonly immediateDone: number;
  readonly underReview: number;
  readonly lights: Readonly<Record<Light, number>>;
  /** Tasks of each lead unit, in the order of the ledger; the name is empty where none is set. */
  readonly units: readonly ChartUnit[];
  /** Tasks of the last frozen weeks, oldest first, this one last. */
  readonly trend: readonly ChartWeek[];
  /** Longest overdue first; days are calendar days. */
  readonly red: readonly { readonly code: string; readonly days: number }[];
  /** Open tasks due within {@link DUE_WITHIN_DAYS} after `asOf`, the soonest first. */
  readonly nextDue: readonly { readonly code: string; readonly dueOn: DateOnly }[];
}

export interface ChartUnit {
  readonly name: string;
  readonly lights: Readonly<Record<Light, number>>;
  readonly total: number;
}

export interface ChartWeek {
  readonly weekNo: number | null;
  readonly asOf: DateOnly;
  readonly tasks: CompletionCount;
}

/** What of a line the chart shows. */
export type ChartedRow = CountedRow & Pick<LedgerRow, 'no' | 'code' | 'dueOn' | 'overdueDays'>;

export interface WallChartSource {
  readonly roundName: string;
  readonly weekNo: number | null;
  readonly sha256: string | null;
  readonly rows: readonly ChartedRow[];
  readonly figures: Figures;
  /** The frozen weeks before this one, oldest first. */
  readonly before: readonly { readonly number: number; readonly figures: Figures }[];
}

export const TREND_WEEKS = 8;
export const DUE_WITHIN_DAYS = 14;

/** @returns the chart, or the sums that do not close: then nothing is drawn (domain rule 4) */
export function wallChart(
  source: WallChartSource,
):
  | { readonly kind: 'chart'; readonly chart: WallChart }
  | { readonly kind: 'refused'; readonly errors: readonly FigureError[] } {
  const { rows, figures } = source;
  const chart: WallChart = {
    roundName: source.roundName,
    weekNo: source.weekNo,
    asOf: figures.asOf,
    sha256: source.sha256,
    problems: figures.problems,
    tasks: figures.tasks,
    immediateDone: figures.within.immediateDone,
    underReview: figures.within.underReview,
    lights: figures.lights,
    units: unitsOf(rows),
    trend: trendOf(source),
    red: redOf(rows),
    nextDue: nextDueOf(rows, figures.asOf),
  };
  const errors = [...checkFigures(figures), ...checkChart(chart)];
  return errors.length > 0 ? { kind: 'refused', errors } : { kind: 'chart', chart };
}

const LIGHTS = ['red', 'yellow', 'green', 'closed'] as const satisfies readonly Light[];

function unitsOf(rows: readonly ChartedRow[]): ChartUnit[] {
  return [...groupBy(rows, ({ unit }) => unit)].map(([name, own]) => {
    const countOf = (light: Light) => own.filter((row) => row.light === light).length;
    return {
      name,
      lights: {
        red: countOf('red'),
        yellow: countOf('yellow'),
        green: countOf('green'),
        closed: countOf('closed'),
      },
      total: own.length,
    };
  });
}

const trendOf = ({ weekNo, figures, before }: WallChartSource): ChartWeek[] => [
  ...before
    .slice(1 - TREND_WEEKS)
    .map((week) => ({ weekNo: week.number, asOf: week.figures.asOf, tasks: week.figures.tasks })),
  { weekNo, asOf: figures.asOf, tasks: figures.tasks },
];

const redOf = (rows: readonly ChartedRow[]): WallChart['red'] =>
  rows
    .filter(({ light }) => light === 'red')
    .toSorted((a, b) => b.overdueDays - a.overdueDays || a.no - b.no)
    .map(({ code, overdueDays }) => ({ code, days: overdueDays }));

function nextDueOf(rows: readonly ChartedRow[], asOf: DateOnly): WallChart['nextDue'] {
  const until = addDays(asOf, DUE_WITHIN_DAYS);
  return rows
    .flatMap(({ code, no, dueOn, light, completion }) =>
      dueOn !== null && light !== 'closed' && completion !== 'done' && dueOn > asOf && dueOn <= until
        ? [{ code, no, dueOn }]
        : [],
    )
    .toSorted((a, b) => (a.dueOn === b.dueOn ? a.no - b.no : a.dueOn < b.dueOn ? -1 : 1))
    .map(({ code, dueOn }) => ({ code, dueOn }));
}

/** The matrix gives the figures' lights and total, the red list the red light, and every week its own total. */
function checkChart({ units, lights, tasks, trend, red }: WallChart): FigureError[] {
  return [
    ...LIGHTS.flatMap((light) =>
      checkSum(
        `units.${light}`,
        lights[light],
        units.map((unit) => [unit.name, unit.lights[light]]),
      ),
    ),
    ...checkSum(
      'units',
      tasks.total,
      units.map(({ name, total }) => [name, total]),
    ),
    ...checkSum('red', lights.red, [['listed', red.length]]),
    ...trend.flatMap(({ weekNo, tasks: { total, ...parts } }) =>
      checkSum(`trend[${weekNo ?? 'now'}]`, total, Object.entries(parts)),
    ),
  ];
}

function checkSum(
  figure: string,
  total: number,
  parts: readonly (readonly [name: string, count: number])[],
): FigureError[] {
  const sum = parts.reduce((left, [, count]) => left + count, 0);
  return sum === total ? [] : [{ figure, total, parts: Object.fromEntries(parts), sum }];
}
