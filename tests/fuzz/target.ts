import fc from 'fast-check';

/** What is fuzzed: cases, and what a case must come to. */
export interface Target<Case> {
  readonly cases: fc.Arbitrary<Case>;
  /** @returns a word for what came of it, to be counted @throws when the promise is broken */
  run(each: Case): string | Promise<string>;
}

export interface Fuzzed {
  readonly seed: number;
  readonly cases: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Of this process's own time: what a free processor would do. */
  readonly perCpuSecond: number;
  /** How often each came out. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  /** Highest resident memory seen, in MB. */
  readonly residentMb: number;
  /** The smallest case that breaks the promise, with the seed to see it again; null: none. */
  readonly failure: string | null;
}

const CHUNK = 2000;

/**
 * Runs the cases of a seed until one breaks the promise. In chunks, so that memory stays flat however many there are.
 * @param tell how far it is, from time to time
 */
export async function fuzz<Case>(
  { cases, run }: Target<Case>,
  { seed, count }: { readonly seed: number; readonly count: number },
  tell: (done: number, perSecond: number) => void = () => {},
): Promise<Fuzzed> {
  const outcomes: Record<string, number> = {};
  const began = performance.now();
  const cpu = process.cpuUsage();
  let [slowestMs, resident, done] = [0, 0, 0];
  let failure: string | null = null;
  const property = fc.asyncProperty(cases, async (each) => {
    const from = performance.now();
    const outcome = await run(each);
    slowestMs = Math.max(slowestMs, performance.now() - from);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  });
  for (let chunk = 0; done < count && failure === null; chunk += 1) {
    const numRuns = Math.min(CHUNK, count - done);
    const details = await fc.check(property, { seed: seed + chunk, numRuns, endOnFailure: false });
    if (details.failed) failure = fc.defaultReportMessage(details) ?? 'failed';
    done += details.numRuns;
    resident = Math.max(resident, process.memoryUsage.rss());
    tell(done, (done / (performance.now() - began)) * 1000);
  }
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    seed,
    cases: done,
    seconds: Math.round(seconds * 10) / 10,
    perSecond: Math.round(done / seconds),
    perCpuSecond: Math.round((done / (user + system)) * 1e6),
    outcomes,
    slowestMs: Math.round(slowestMs),
    residentMb: Math.round(resident / 2 ** 20),
    failure,
  };
}
