import type { ProcessUse, Sample, TableUse } from './sample.ts';

/** Something that grew, of which the data do not say why. */
export type Finding = string;

/** The first weeks fill caches and pools: what follows is compared with the weeks from the third to the fifth. */
const BASE = [2, 5] as const;
const LAST = 3;
/** Growth that is not noise: by so much of itself, and by more than so much. */
const MEMORY = { share: 0.1, least: 5 };
const CODE = { share: 0.5, least: 10 };
const RESIDENT = { share: 0.3, least: 40 };
const COUNT = { share: 0.1, least: 3 };
const REDIS = { share: 0.2, least: 1 };
/** Bytes for one row; a small table grows page by page. */
const PER_ROW = { share: 0.25, least: 100 };
const STANDING = { share: 0.5, least: 2 ** 20 };
const FEW_BYTES = 2 ** 20;
const DEAD = { share: 0.4, least: 2000 };
/** A table that has this much more rows than before grows because of its rows. */
const MORE_ROWS = 1.2;

/** @param samples one for each week, in their order, eight at least */
export function findGrowth(samples: readonly Sample[]): Finding[] {
  if (samples.length < BASE[1] + LAST) throw new Error('too few weeks to say what grows');
  const grows = (what: string, of: (sample: Sample) => number | undefined, by: Margin): Finding[] => {
    const [before, after] = [median(samples.slice(...BASE).map(of)), median(samples.slice(-LAST).map(of))];
    return exceeds(before, after, by)
      ? [`${what}: ${said(before)} in weeks 3–5, ${said(after)} at last`]
      : [];
  };
  const ofProcess = (name: string) => (what: keyof ProcessUse, by: Margin) =>
    grows(`${name}, ${what}`, ({ processes }) => processes[name]?.[what], by);
  return [
    ...Object.keys(samples.at(-1)?.processes ?? {}).flatMap((name) => [
      ...ofProcess(name)('heapMb', MEMORY),
      ...ofProcess(name)('codeMb', CODE),
      ...ofProcess(name)('externalMb', MEMORY),
      ...ofProcess(name)('residentMb', RESIDENT),
      ...ofProcess(name)('files', COUNT),
    ]),
    ...grows('connections to PostgreSQL', ({ connections }) => connections, COUNT),
    ...grows('keys in Redis', ({ redis }) => redis.keys, COUNT),
    ...grows('clients of Redis', ({ redis }) => redis.clients, COUNT),
    ...grows('memory of Redis, MB', ({ redis }) => redis.mb, REDIS),
    ...(samples.at(-1)?.tables ?? []).flatMap((table) => bloatOf(table, samples)),
  ];
}

interface Margin {
  readonly share: number;
  readonly least: number;
}

function bloatOf(last: TableUse, samples: readonly Sample[]): Finding[] {
  const base = samples[BASE[1] - 1]?.tables.find(({ name }) => name === last.name);
  const dead =
    last.dead > last.rows * DEAD.share + DEAD.least
      ? [`${last.name}: ${last.dead} dead rows beside ${last.rows}`]
      : [];
  if (!base) return dead;
  if (last.bytes < FEW_BYTES) return dead;
  const hasMore = last.rows > base.rows * MORE_ROWS;
  const [before, after, by] = hasMore
    ? [base.bytes / Math.max(1, base.rows), last.bytes / Math.max(1, last.rows), PER_ROW]
    : [base.bytes, last.bytes, STANDING];
  const grew = exceeds(before, after, by)
    ? [`${last.name}: ${said(before)} bytes${hasMore ? ' a row' : ''} in week 5, ${said(after)} at last`]
    : [];
  return [...dead, ...grew];
}

const exceeds = (before: number, after: number, { share, least }: Margin): boolean =>
  after - before > Math.max(before * share, least);

function median(values: readonly (number | undefined)[]): number {
  const known = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? 0;
}

const said = (value: number): string => (value < 100 ? value.toFixed(1) : Math.round(value).toString());
