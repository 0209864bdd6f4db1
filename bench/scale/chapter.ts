import { goalText, type Chapter, type Goal } from '../report.ts';
import { growthOf, quantile } from '../stats.ts';

/** What one operation took in a process of its own. */
export interface Outcome {
  readonly did: number;
  readonly seconds: number;
  /** Milliseconds of each query, by what was asked. */
  readonly times: Readonly<Record<string, readonly number[]>>;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

export interface Measured {
  readonly tasks: number;
  readonly people: number;
  /** By operation. Null: it did not come to an end. */
  readonly outcomes: Readonly<Record<string, Outcome | null>>;
}

const MOST_SECONDS = 60;
const MOST_MEMORY_MB = 512;
/** Ten times the tasks may take ten times as long, and a fifth more. */
const MOST_GROWTH = 1.2;
const MOST_PAGE_MS = 100;

/** The round the goals speak of. */
const MILLION = 1_000_000;

const LOOKED_AT = 'pages';

const below = (what: string, value: number | undefined, most: number): Goal => ({
  what,
  measured: value ?? NaN,
  reached: value !== undefined && value <= most,
});

export function goalsOf(measured: readonly Measured[]): Goal[] {
  const million = measured.find(({ tasks }) => tasks === MILLION);
  if (!million) return [];
  const { plan, [LOOKED_AT]: pages } = million.outcomes;
  return [
    below(`1,000,000 tasks planned in ${MOST_SECONDS} s`, plan?.seconds, MOST_SECONDS),
    below(`planned within ${MOST_MEMORY_MB} MB resident`, plan?.peakMb, MOST_MEMORY_MB),
    below(
      `the last tenfold of tasks is planned in at most ${MOST_GROWTH} times the linear time`,
      lastTenfold(measured, 'plan'),
      MOST_GROWTH,
    ),
    ...Object.entries(pages?.times ?? {}).map(([name, times]) =>
      below(`a page “${name}” of 1,000,000 within ${MOST_PAGE_MS} ms`, middle(times), MOST_PAGE_MS),
    ),
  ];
}

/** 1: ten times the tasks took ten times as long. */
function lastTenfold(measured: readonly Measured[], operation: string): number | undefined {
  const [before, last] = measured.slice(-2);
  const [short, long] = [before?.outcomes[operation], last?.outcomes[operation]];
  if (!before || !last || !short || !long) return undefined;
  return long.seconds / short.seconds / (last.tasks / before.tasks);
}

/** Slopes over all sizes that came to an end. */
export const growths = (measured: readonly Measured[]): Record<string, { time: number; memory: number }> =>
  Object.fromEntries(
    operationsOf(measured).map((name) => {
      const ended = measured.flatMap(({ tasks, outcomes }) => {
        const own = outcomes[name];
        return own ? [{ tasks, ...own }] : [];
      });
      const slope = (of: 'seconds' | 'peakMb') =>
        growthOf(ended.map((each) => [each.tasks, each[of]] as const));
      return [name, { time: slope('seconds'), memory: slope('peakMb') }];
    }),
  );

const operationsOf = (measured: readonly Measured[]): string[] => [
  ...new Set(measured.flatMap(({ outcomes }) => Object.keys(outcomes))),
];

const middle = (times: readonly number[]): number =>
  quantile(
    times.toSorted((a, b) => a - b),
    0.5,
  );

const count = (value: number): string => value.toLocaleString('en');

const slope = (value: number | undefined) => (value ?? NaN).toFixed(2);

export function chapterOf(measured: readonly Measured[], seed: number): Chapter {
  const slopes = growths(measured);
  const cells = (name: string, of: (outcome: Outcome) => string) =>
    measured.map(({ outcomes }) => {
      const own = outcomes[name];
      return own ? of(own) : '**not ended**';
    });
  const works = operationsOf(measured).filter((name) => name !== LOOKED_AT);
  const asked = Object.keys(measured.at(-1)?.outcomes[LOOKED_AT]?.times ?? {});
  return {
    title: 'From a thousand tasks to a million',
    lead:
      `Rounds in the middle of their course, drawn from seed ${seed}: ${measured.map(({ tasks, people }) => `${count(tasks)} tasks of ${count(people)} people`).join(', ')}, ` +
      'with the answers of four weeks. Each operation in a process of its own, as the service runs it; seconds, and the peak ' +
      'resident memory of that process (PostgreSQL is another one). Of pages: milliseconds until the rows of one page of 100 are ' +
      'known, median of five pages, the slowest in brackets.',
    columns: ['', ...measured.map(({ tasks }) => count(tasks)), 'exponent of time', 'of memory'],
    rows: [
      ...works.map((name) => [
        name,
        ...cells(name, ({ seconds, peakMb }) => `${seconds.toFixed(2)} s, ${Math.round(peakMb)} MB`),
        slope(slopes[name]?.time),
        slope(slopes[name]?.memory),
      ]),
      ...asked.map((what) => [
        `page: ${what}`,
        ...cells(LOOKED_AT, ({ times }) => pageText(times[what] ?? [])),
        '',
        '',
      ]),
    ],
    remarks: [
      ...goalsOf(measured).map(goalText),
      'The exponent is the slope of the line through the sizes, both axes in logarithms: 1 is linear.',
      '“nothing” opens the application and reads the round. “plan” decides who is reminded and writes the messages; “export” writes the first 10,000 rows as .xlsx.',
    ],
  };
}

const pageText = (times: readonly number[]): string =>
  times.length === 0 ? '' : `${middle(times).toFixed(1)} ms (${Math.max(...times).toFixed(1)})`;
