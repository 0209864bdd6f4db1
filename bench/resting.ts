import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { builtFrom } from '../tests/faults/build.ts';
import { makeTemplate, ownPostgres } from '../tests/faults/ground.ts';
import { startAnswering } from '../tests/faults/officials.ts';
import { launch } from '../tests/faults/processes.ts';
import { untilQuiet } from '../tests/faults/quiet.ts';
import { openStage, type Stage } from '../tests/faults/stage.ts';
import { aTown } from '../tests/faults/town.ts';
import { measured, takeSample, type ProcessUse } from '../tests/soak/sample.ts';
import { chanceOf } from '../tests/support/chance.ts';
import { goalText, spreadText, type BenchResult, type Goal } from './report.ts';
import { spreadOf, type Spread } from './stats.ts';

/*
 * What a process costs before anybody writes, and after a day: compiled, as it is installed, with PostgreSQL and Redis.
 */

const PROJECT = path.join(import.meta.dirname, '..');
const BARE = path.join(import.meta.dirname, 'resting', 'bare.mjs');
const OFFICIALS = 300;
/** Of the officials who are reminded. */
const ANSWERING = 0.9;
const MOST_START_MS = 5000;
const MOST_GROWTH = 0.25;
const REST_MS = 3000;

type Role = 'bare Express 5' | 'web1' | 'worker1';

interface Measured {
  readonly role: Role;
  /** Until it says that it runs. */
  readonly startMs: Spread;
  readonly atRest: ProcessUse;
  /** Null: nothing happens to it. */
  readonly afterDay: ProcessUse | null;
}

export async function benchResting({ rounds }: { readonly rounds: number }): Promise<BenchResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-bench-resting-'));
  const postgres = await ownPostgres(folder);
  const main = await builtFrom(PROJECT);
  try {
    await postgres.start();
    const town = aTown(OFFICIALS);
    const template = await makeTemplate(postgres.url, town);
    const stage = await openStage(
      { postgres, town, main, template },
      { at: '08:55:00', environment: measured },
    );
    try {
      const rows = await measureAll(stage, folder, rounds);
      const goals = goalsOf(rows);
      return { figures: { goals, rows }, chapter: chapterOf(rows, goals) };
    } finally {
      await stage.close();
    }
  } finally {
    await postgres.kill();
    rmSync(path.dirname(main), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAll(stage: Stage, folder: string, rounds: number): Promise<Measured[]> {
  const starts = new Map<Role, number[]>();
  let bare: ProcessUse | null = null;
  for (let round = 0; round < rounds; round += 1) {
    for (const role of ['web1', 'worker1'] as const) {
      await stage.kill(role);
      note(starts, role, await timeOf(() => stage.start(role).ready()));
    }
    const process = startBare(folder);
    note(starts, 'bare Express 5', await timeOf(() => process.ready()));
    bare = await useOfBare(stage, process.pid, folder);
    process.signal('SIGKILL');
    await process.ended;
  }
  await pause(REST_MS);
  const { processes: atRest } = await takeSample(stage);
  const { processes: afterDay } = await liveADay(stage);
  const measuredOf = (role: 'web1' | 'worker1'): Measured => ({
    role,
    startMs: spreadOf(starts.get(role) ?? []),
    atRest: known(atRest[role]),
    afterDay: known(afterDay[role]),
  });
  return [
    {
      role: 'bare Express 5',
      startMs: spreadOf(starts.get('bare Express 5') ?? []),
      atRest: known(bare),
      afterDay: null,
    },
    measuredOf('web1'),
    measuredOf('worker1'),
  ];
}

const note = (starts: Map<Role, number[]>, role: Role, ms: number): void =>
  void starts.set(role, [...(starts.get(role) ?? []), ms]);

function known(use: ProcessUse | null | undefined): ProcessUse {
  if (!use) throw new Error('a process was not measured');
  return use;
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function startBare(folder: string): ReturnType<typeof launch> {
  const clockFile = path.join(folder, 'clock-bare');
  writeFileSync(clockFile, '0');
  const logFile = path.join(folder, 'bare.log');
  return launch({ main: BARE, args: [], cwd: folder, env: measured(folder, 'bare'), clockFile, logFile });
}

async function useOfBare(stage: Stage, pid: number, folder: string): Promise<ProcessUse> {
  const { processes } = await takeSample({ ...stage, folder, pids: () => new Map([['bare', pid]]) });
  return known(processes['bare']);
}

/** Everybody is reminded and nearly all answer; then nothing is under way. */
async function liveADay(stage: Stage): ReturnType<typeof takeSample> {
  const answering = startAnswering(stage, chanceOf(1), { share: ANSWERING });
  stage.advance(16 * 60_000);
  const left = (await untilQuiet(stage)) ?? (await answering.delivered(), await untilQuiet(stage));
  if (left !== null) throw new Error(`the day did not end: ${left}`);
  answering.stop();
  await pause(REST_MS);
  return takeSample(stage);
}

function goalsOf(rows: readonly Measured[]): Goal[] {
  const own = rows.filter(({ afterDay }) => afterDay !== null);
  const slowest = Math.max(...own.map(({ startMs }) => startMs.median));
  const growth = Math.max(
    ...own.map(({ atRest, afterDay }) => (afterDay?.heapMb ?? NaN) / atRest.heapMb - 1),
  );
  return [
    {
      what: `a process is up within ${MOST_START_MS} ms`,
      measured: slowest,
      reached: slowest <= MOST_START_MS,
    },
    {
      what: `a day leaves at most ${MOST_GROWTH} more of the heap in use`,
      measured: growth,
      reached: growth <= MOST_GROWTH,
    },
  ];
}

const memory = (use: ProcessUse | null): string =>
  use ? `${use.heapMb.toFixed(1)} / ${Math.round(use.residentMb)}` : '';

const chapterOf = (rows: readonly Measured[], goals: readonly Goal[]): BenchResult['chapter'] => ({
  title: 'Start-up and memory',
  lead: `Compiled processes of their own with PostgreSQL and Redis, and as the baseline an Express that does nothing. Memory is the heap in use after its garbage is collected, and what is resident; at rest, and after a Monday of ${OFFICIALS} reminders with nine answers of ten.`,
  columns: ['', 'start, ms', 'at rest: heap / resident, MB', 'after a day: heap / resident, MB'],
  rows: rows.map(({ role, startMs, atRest, afterDay }) => [
    role.replace(/1$/, ''),
    spreadText(startMs),
    memory(atRest),
    memory(afterDay),
  ]),
  remarks: goals.map(goalText),
});
