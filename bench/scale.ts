import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { openServer, type Server } from './callback/database.ts';
import { answerWeek, generateRound } from './generate/round.ts';
import type { Size } from './generate/plan.ts';
import type { BenchResult } from './report.ts';
import { chapterOf, goalsOf, growths, type Measured, type Outcome } from './scale/chapter.ts';

/* An office's week with a round of a unit, of a city, and of a million tasks. */

const SIZES = [
  { tasks: 1_000, people: 100 },
  { tasks: 100_000, people: 10_000 },
  { tasks: 1_000_000, people: 100_000 },
] as const;
const MONDAY = '2026-03-16';
const CHILD = path.join(import.meta.dirname, 'scale', 'child.ts');

/** In the order of the week; what nobody has answered is planned, what is answered is frozen. */
const BEFORE_ANSWERS = ['nothing', 'plan', 'ladder'] as const;
const AFTER_ANSWERS = ['pages', 'export', 'figures', 'freeze', 'digest'] as const;
type Operation = (typeof BEFORE_ANSWERS | typeof AFTER_ANSWERS)[number];

const outcome = z.object({
  did: z.number(),
  seconds: z.number(),
  times: z.record(z.string(), z.array(z.number())),
  cpuSeconds: z.number(),
  peakMb: z.number(),
});
/** What has not ended then is reported as not having ended. */
const PATIENCE_MS = 15 * 60_000;

export interface ScaleOptions {
  readonly databaseUrl: string | null;
  readonly seed: number;
  /** Rounds of more tasks are left out. */
  readonly most: number;
}

export async function benchScale({ databaseUrl, seed, most }: ScaleOptions): Promise<BenchResult> {
  const measured: Measured[] = [];
  const server = await openServer(databaseUrl);
  try {
    for (const size of SIZES.filter(({ tasks }) => tasks <= most))
      measured.push(await measure(server, { ...size, weeks: 4, seed, monday: MONDAY }));
  } finally {
    await server.close();
  }
  return {
    figures: { seed, goals: goalsOf(measured), growth: growths(measured), measured },
    chapter: chapterOf(measured, seed),
  };
}

async function measure(server: Server, size: Size): Promise<Measured> {
  const say = (done: string) => console.error(`${size.tasks} tasks: ${done}`);
  const { url, drop } = await server.fresh();
  const outcomes: Record<string, Outcome | null> = {};
  const run = async (operations: readonly Operation[]) => {
    for (const name of operations) {
      outcomes[name] = await operate(name, url);
      const { seconds, peakMb, did } = outcomes[name] ?? { seconds: NaN, peakMb: NaN, did: NaN };
      say(`${name}: ${did} in ${seconds.toFixed(2)} s, ${Math.round(peakMb)} MB`);
    }
  };
  try {
    await generateRound(url, size, say);
    await run(BEFORE_ANSWERS);
    await answerWeek(url, size, say);
    await run(AFTER_ANSWERS);
  } finally {
    await drop();
  }
  return { tasks: size.tasks, people: size.people, outcomes };
}

async function operate(name: Operation, url: string): Promise<Outcome | null> {
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', CHILD, name, url, MONDAY],
      { timeout: PATIENCE_MS, maxBuffer: 2 ** 26 },
    );
    return outcome.parse(JSON.parse(stdout));
  } catch (error) {
    console.error(`${name}: ${String(error).slice(0, 2000)}`);
    return null;
  }
}
