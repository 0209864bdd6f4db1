import * as library from '@napi-rs/canvas';
import { computeFigures } from '../src/domain/ledger/figures.ts';
import type { LedgerRow } from '../src/domain/ledger/ledger.ts';
import { wallChart, type WallChart } from '../src/domain/ledger/wall-chart.ts';
import { layOutA3, layOutPhone } from '../src/documents/picture/layout.ts';
import { measureWith, paint } from '../src/documents/picture/paint.ts';
import { createWallChartPainter } from '../src/documents/picture/wall-chart.ts';
import { wordChart } from '../src/zh/wall-chart.ts';
import { goalText, spreadText, type BenchResult, type Chapter, type Goal } from './report.ts';
import { inTurn, ratioOf, spreadOf, type Spread } from './stats.ts';

/* The wall chart as PNG, ours with a palette against the library's own encoder on the same layout. */

const ROUNDS = 9;
const GOAL_MS = 1000;
const GOAL_BYTES = 300_000;

type Size = 'a3' | 'phone';

interface Case {
  readonly what: string;
  readonly size: Size;
  readonly chart: WallChart;
}

interface Figures {
  readonly what: string;
  readonly ms: Spread;
  readonly baselineMs: Spread;
  readonly timeRatio: Spread;
  readonly bytes: number;
  readonly baselineBytes: number;
}

export async function benchPicture(): Promise<BenchResult> {
  const charts = [
    ['39 tasks, 12 units', aChart(39, 12, 4)],
    ['260 tasks, 40 units with long names, 60 red', aChart(260, 40, 60)],
    ['10,000 tasks, 60 units', aChart(10_000, 60, 2000)],
  ] as const;
  const cases = charts.flatMap(([what, chart]) =>
    (['a3', 'phone'] as const).map((size) => ({ what: `${what}, ${size}`, size, chart })),
  );
  const ours = createWallChartPainter(null);
  const figures = [];
  for (const each of cases) figures.push(await measure(each, ours));
  const slowest = Math.max(...figures.map(({ ms }) => ms.median));
  const largest = Math.max(...figures.map(({ bytes }) => bytes));
  const goals: Goal[] = [
    { what: `less than ${GOAL_MS} ms, warm`, measured: slowest, reached: slowest < GOAL_MS },
    { what: `less than ${GOAL_BYTES} bytes`, measured: largest, reached: largest < GOAL_BYTES },
  ];
  return { figures: { rounds: ROUNDS, cases: figures, goals }, chapter: chapterOf(figures, goals) };
}

async function measure(
  { what, size, chart }: Case,
  ours: (chart: WallChart, size: Size) => Promise<Buffer>,
): Promise<Figures> {
  const draw = { ours: () => ours(chart, size), baseline: () => drawTruecolour(chart, size) };
  const [bytes, baselineBytes] = [(await draw.ours()).length, (await draw.baseline()).length];
  const times = { ours: [] as number[], baseline: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of inTurn(['ours', 'baseline'] as const, round)) {
      const start = performance.now();
      await draw[name]();
      times[name].push(performance.now() - start);
    }
  return {
    what,
    ms: spreadOf(times.ours),
    baselineMs: spreadOf(times.baseline),
    timeRatio: ratioOf(times.ours, times.baseline),
    bytes,
    baselineBytes,
  };
}

/** The same picture as the library itself writes it: red, green, blue and alpha of each pixel. */
const drawTruecolour = (chart: WallChart, size: Size): Promise<Buffer> => {
  const layOut = size === 'a3' ? layOutA3 : layOutPhone;
  return paint(library, layOut(wordChart(chart), measureWith(library))).encode('png');
};

const LIGHTS = [
  { light: 'closed', completion: 'done', closure: 'closed' },
  { light: 'yellow', completion: 'not_done', closure: 'open' },
  { light: 'green', completion: 'basically_done', closure: 'open' },
  { light: 'green', completion: 'not_done', closure: 'open' },
] as const satisfies Partial<LedgerRow>[];

function aChart(tasks: number, units: number, red: number): WallChart {
  const rows = Array.from({ length: tasks }, (_, index) => aRow(index, units, index < red));
  const figures = computeFigures({ rows, asOf: '2026-06-12' });
  const before = Array.from({ length: 7 }, (_, index) => ({ number: index + 1, figures }));
  const made = wallChart({ roundName: '某某巡察整改', weekNo: 8, sha256: null, rows, figures, before });
  if (made.kind === 'refused') throw new Error(JSON.stringify(made.errors));
  return made.chart;
}

function aRow(index: number, units: number, red: boolean): LedgerRow {
  const unit = `综合协调与督查督办工作领导小组办公室第${(index % units) + 1}科`;
  return {
    taskId: `t${index}`,
    no: index + 1,
    code: String(index + 1),
    category: '',
    problemNo: index + 1,
    problem: '',
    task: '',
    measures: [],
    leader: '',
    leaderId: null,
    unit: units < 20 ? unit.slice(0, 6) + String((index % units) + 1) : unit,
    owner: '',
    supportUnits: [],
    dueOn: red ? '2026-05-01' : '2026-06-20',
    originalDueOn: null,
    horizon: 'term',
    progress: '',
    reported: null,
    asked: false,
    entryIds: [],
    overdueDays: red ? 1 + (index % 90) : 0,
    timeliness: red ? 'overdue' : 'not_due',
    nextPlan: '',
    evidenceCount: 0,
    remark: '',
    ...(red
      ? ({ light: 'red', completion: 'not_done', closure: 'open' } as const)
      : (LIGHTS[index % LIGHTS.length] ?? LIGHTS[0])),
  };
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

const chapterOf = (figures: readonly Figures[], goals: readonly Goal[]): Chapter => ({
  title: 'Wall chart: time and size of a picture',
  lead:
    'From the figures to the PNG file, in one process, after a first picture that loads library and fonts. ' +
    "The baseline is the same layout painted by the same library and written by the library's own encoder.",
  columns: ['', 'ms', 'baseline ms', 'time to baseline', 'size', 'baseline size', 'size to baseline'],
  rows: figures.map(({ what, ms, baselineMs, timeRatio, bytes, baselineBytes }) => [
    what,
    spreadText(ms),
    spreadText(baselineMs),
    spreadText(timeRatio),
    kilobytes(bytes),
    kilobytes(baselineBytes),
    (bytes / baselineBytes).toFixed(2),
  ]),
  remarks: [
    `Median (min–max) of ${ROUNDS} rounds in which the two take turns; ratios are taken round by round, below 1 ours is faster or smaller.`,
    ...goals.map(goalText),
  ],
});
