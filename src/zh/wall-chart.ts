import type { DateOnly } from '../domain/calendar/date.ts';
import { addDays } from '../domain/calendar/date.ts';
import type { CompletionCount } from '../domain/ledger/ledger.ts';
import { DUE_WITHIN_DAYS, type ChartWeek, type WallChart } from '../domain/ledger/wall-chart.ts';
import type { Light } from '../domain/task/light.ts';
import { countHeading, ledgerText } from './columns.ts';
import { lightLabel } from './labels.ts';
import { monthDay } from './messages/dates.ts';
import { completionParts, lightParts, underReviewPart } from './messages/figures.ts';
import { clip } from './messages/fit.ts';
import { codeName } from './messages/parts.ts';

/* The words of the wall chart 挂图作战, whatever its size. */

export type CompletionPart = Exclude<keyof CompletionCount, 'total'>;
/** Two names, and how many: in this order, the important things first. */
export const CHART_LIGHTS = ['red', 'yellow', 'green', 'closed'] as const satisfies readonly Light[];

/** The chart as it is read: every word of it stands here, so that nothing else can get into a picture. */
export interface WordedChart {
  readonly title: string;
  readonly subtitle: string;
  /** Sums that close, each naming its unit. */
  readonly figures: readonly { readonly name: string; readonly text: string }[];
  readonly progress: {
    readonly heading: string;
    readonly rate: string;
    readonly total: number;
    readonly parts: readonly {
      readonly part: CompletionPart;
      readonly name: string;
      readonly count: number;
    }[];
  };
  readonly matrix: {
    readonly heading: string;
    readonly unit: string;
    readonly lights: Readonly<Record<Light, string>>;
    readonly total: string;
    readonly rows: readonly MatrixRow[];
    readonly sum: MatrixRow;
    readonly empty: string;
    /** A row for the units that find no room. */
    readonly rest: (units: readonly MatrixRow[]) => MatrixRow;
  };
  readonly trend: {
    readonly heading: string;
    readonly note: string;
    readonly weeks: readonly TrendColumn[];
    readonly parts: readonly { readonly part: CompletionPart; readonly name: string }[];
    readonly total: string;
  };
  readonly lists: readonly ListSection[];
  readonly more: (count: number) => string;
  readonly footer: string;
}

export interface MatrixRow {
  readonly name: string;
  readonly lights: Readonly<Record<Light, number>>;
  readonly total: number;
}

export interface TrendColumn {
  readonly name: string;
  readonly date: string;
  readonly count: CompletionCount;
}

export interface ListSection {
  readonly light: Light | null;
  readonly heading: string;
  readonly items: readonly { readonly name: string; readonly detail: string }[];
  readonly empty: string;
}

/** As much of a name as an office may give a round or a unit; what is too wide for its place is cut by the drawing. */
const NAME_CHARACTERS = 60;
const HASH_PREFIX = 12;

const PARTS = [
  'done',
  'basicallyDone',
  'notDone',
  'ongoing',
  'stopped',
] as const satisfies readonly CompletionPart[];
/** These are told of every week; the others only where there are any. */
const ALWAYS: ReadonlySet<CompletionPart> = new Set(['done', 'basicallyDone', 'notDone']);

export const wordChart = (chart: WallChart): WordedChart => ({
  title: `${clip(chart.roundName, NAME_CHARACTERS).replace(/整改$/, '')}整改挂图作战`,
  subtitle: [issueOf(chart), `数据截至${longDate(chart.asOf)}`].join('　'),
  figures: figuresOf(chart),
  progress: {
    heading: '整改任务进度',
    rate: rateOf(chart.tasks),
    total: chart.tasks.total,
    parts: PARTS.filter((part) => ALWAYS.has(part) || chart.tasks[part] > 0).map((part) => ({
      part,
      name: countHeading[part],
      count: chart.tasks[part],
    })),
  },
  matrix: matrixOf(chart),
  trend: trendOf(chart),
  lists: [redList(chart), dueList(chart)],
  more: (count) => `另${count}项`,
  footer: footerOf(chart),
});

const issueOf = ({ weekNo }: WallChart): string =>
  weekNo === null ? '未冻结，以后续冻结版为准' : `第${weekNo}期`;

const longDate = (date: DateOnly): string => `${date.slice(0, 4)}年${monthDay(date)}`;

const figuresOf = (chart: WallChart): WordedChart['figures'] => [
  total('反馈问题', chart.problems.total, completionParts(chart.problems)),
  total('整改任务', chart.tasks.total, completionParts(chart.tasks, chart.immediateDone)),
  total('任务亮灯', chart.tasks.total, lightParts(chart.lights)),
  ...(chart.underReview > 0 ? [{ name: '销号审核中', text: underReviewPart(chart.underReview) }] : []),
];

const total = (name: string, count: number, parts: string): { name: string; text: string } => ({
  name,
  text: parts === '' ? `${count}项` : `${count}项：${parts}`,
});

const rateOf = ({ done, total: all }: CompletionCount): string =>
  all === 0
    ? '尚无整改任务'
    : `任务完成率${((done / all) * 100).toFixed(1)}%（已完成${done}项／任务${all}项）`;

function matrixOf({ units, lights, tasks }: WallChart): WordedChart['matrix'] {
  return {
    heading: `各单位亮灯（按牵头单位，任务${tasks.total}项，${units.length}个单位）`,
    unit: '责任单位',
    lights: lightLabel,
    total: countHeading.total,
    rows: units.map((unit) => ({
      ...unit,
      name: unit.name === '' ? '（未明确）' : clip(unit.name, NAME_CHARACTERS),
    })),
    sum: { name: countHeading.total, lights, total: tasks.total },
    empty: '本轮尚无整改任务',
    rest: (rows) => ({
      name: `其余${rows.length}个单位`,
      lights: {
        red: sum(rows, 'red'),
        yellow: sum(rows, 'yellow'),
        green: sum(rows, 'green'),
        closed: sum(rows, 'closed'),
      },
      total: rows.reduce((left, row) => left + row.total, 0),
    }),
  };
}

const sum = (rows: readonly MatrixRow[], light: Light): number =>
  rows.reduce((left, { lights }) => left + lights[light], 0);

const trendOf = ({ trend }: WallChart): WordedChart['trend'] => ({
  heading: trend.length === 1 ? '任务完成趋势' : `任务完成趋势（近${trend.length}期）`,
  note: trend.length === 1 ? '只有一期数据，下期起可比较' : '',
  weeks: trend.map((week) => ({ name: weekName(week), date: monthDay(week.asOf), count: week.tasks })),
  parts: PARTS.filter((part) => ALWAYS.has(part) || trend.some(({ tasks }) => tasks[part] > 0)).map(
    (part) => ({
      part,
      name: countHeading[part],
    }),
  ),
  total: countHeading.total,
});

const weekName = ({ weekNo }: ChartWeek): string => (weekNo === null ? '当前' : `第${weekNo}期`);

const redList = ({ red }: WallChart): ListSection => ({
  light: 'red',
  heading: `${lightLabel.red}任务${red.length}项`,
  items: red.map(({ code, days }) => ({ name: codeName(code), detail: ledgerText.overdueDays(days) })),
  empty: '没有逾期任务',
});

const dueList = ({ nextDue, asOf }: WallChart): ListSection => ({
  light: null,
  heading: `至${monthDay(addDays(asOf, DUE_WITHIN_DAYS))}到期任务${nextDue.length}项`,
  items: nextDue.map(({ code, dueOn }) => ({ name: codeName(code), detail: monthDay(dueOn) })),
  empty: '没有即将到期的任务',
});

const footerOf = ({ sha256 }: WallChart): string =>
  [
    '完成率＝已完成÷任务合计；各项之和与合计一致',
    ...(sha256 === null ? [] : [ledgerText.hash(sha256.slice(0, HASH_PREFIX))]),
  ].join('　');

/** Where only words can stand for the picture. */
export function chartInWords(chart: WallChart): string {
  const { title, subtitle } = wordChart(chart);
  return `［图片］${title} ${subtitle}`;
}
