import { goalText, type Chapter, type Goal } from '../report.ts';
import { growthOf, quantile } from '../stats.ts';
import { FIRST_LOOK, FIRST_SEARCH } from './pages.ts';

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
/** An exponent, and of ten times the tasks so many times ten times as long. */
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
    ...grown(measured),
    below(
      `of every kind of page of 1,000,000 the middle one within ${MOST_PAGE_MS} ms`,
      slowest(pages, 0.5),
      MOST_PAGE_MS,
    ),
    below(
      `of every kind of page of 1,000,000, 95 of a hundred within ${MOST_PAGE_MS} ms`,
      slowest(pages, 0.95),
      MOST_PAGE_MS,
    ),
  ];
}

/** What is done once for a process or a search is no page: it stands in the table, with why it takes its time. */
const ONCE: ReadonlySet<string> = new Set([FIRST_LOOK, FIRST_SEARCH]);

/** The slowest kind of page, in milliseconds. */
const slowest = (pages: Outcome | null | undefined, share: number): number | undefined =>
  pages
    ? Math.max(
        ...Object.entries(pages.times)
          .filter(([name]) => !ONCE.has(name))
          .map(([, times]) => shareOf(times, share)),
      )
    : undefined;

/** Of every operation that is about all tasks, over all sizes. */
const grown = (measured: readonly Measured[]): Goal[] =>
  Object.entries(growths(measured))
    .filter(([name]) => name !== 'nothing' && name !== LOOKED_AT)
    .map(([name, { time }]) =>
      below(`“${name}” grows with an exponent of at most ${MOST_GROWTH}`, time, MOST_GROWTH),
    );

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

const shareOf = (times: readonly number[], share: number): number =>
  quantile(
    times.toSorted((a, b) => a - b),
    share,
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
      'resident memory of that process (PostgreSQL is another one). Of pages: milliseconds until a page of 200 rows and the ' +
      'counts beside it are known, as the API asks for them: the first, the next by its cursor, and places in between that a ' +
      'scroll bar is dragged to, up and down; the middle one, and in brackets the one that 95 of a hundred stay below.',
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
      '“nothing” opens the application and reads the round. “plan” decides who is reminded and writes the messages; “ladder” climbs the escalation ladder; “export” writes the first 10,000 rows as .xlsx; “figures”, “freeze” and “digest” take the round 2,000 rows at a time.',
      `A page is found, sorted and counted in a copy of the table's sort keys that each web process keeps (src/store/desk-index); it is read at “${FIRST_LOOK}”, some 60 bytes a task, and before each look whatever was committed since is read again.`,
      `The limit: “${FIRST_SEARCH}” reads every text once, in the database. pg_trgm is part of the PostgreSQL we ship and may be installed without a superuser, but where the database's characters are those of locale C, as ours are, it sees no Chinese letter; and words of one or two characters, the usual ones, have no trigram. The pages that follow, and whoever looks for the same words, need no text.`,
    ],
  };
}

const pageText = (times: readonly number[]): string =>
  times.length === 0 ? '' : `${shareOf(times, 0.5).toFixed(1)} ms (${shareOf(times, 0.95).toFixed(1)})`;
