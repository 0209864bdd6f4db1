import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../support/chance.ts';
import { chanceOf } from '../support/chance.ts';
import { verdictOn, type Verdict } from './check.ts';
import { seenIn } from './journal.ts';
import { startAnswering, type Manner } from './officials.ts';
import { errorsIn } from './processes.ts';
import { untilQuiet, type Waiting } from './quiet.ts';
import { openStage, type Ground, type Stage, type StageOptions } from './stage.ts';

/** What a row of the matrix is made of: one Monday with something going wrong in it. */
export interface Run {
  readonly label: string;
  play(ground: Ground): Promise<Outcome>;
}

export interface Outcome extends Verdict {
  /** How often a process gave up by itself and was started again. */
  readonly crashes: number;
  /** What was logged at level error, and how often. */
  readonly errors: ReadonlyMap<string, number>;
}

export interface Row {
  readonly name: string;
  /** What is done, for the reader of the table. */
  readonly what: string;
  /** For what depends on one statement, not on how many people there are; default: all officials. */
  readonly size?: 'small';
  runs(seed: number, moments: number): Run[];
}

export interface Monday extends StageOptions {
  readonly seed: number;
  /** Processes of the run; default one web and one worker. */
  readonly processes?: readonly string[];
  /** Those of them that the fault starts itself. */
  readonly later?: readonly string[];
  readonly manner?: Partial<Manner>;
  readonly waiting?: Waiting;
  /** Before any process is there. */
  prepare?(stage: Stage): Promise<void>;
}

/** @returns what is wrong besides what is always looked at */
export type Fault = (stage: Stage, chance: Chance) => Promise<readonly string[] | void>;

const ONE_OF_EACH = ['web1', 'worker1'] as const;

/** Reminds everybody, answers come in, the fault happens; and when all has settled it is looked at what is there. */
export async function playMonday(ground: Ground, monday: Monday, fault: Fault): Promise<Outcome> {
  const { seed, processes = ONE_OF_EACH, later = [], manner, waiting } = monday;
  const chance = chanceOf(seed);
  const stage = await openStage(ground, monday);
  try {
    if (monday.robot) await greetRobot(stage);
    await monday.prepare?.(stage);
    const answering = startAnswering(stage, chanceOf(seed + 1), { share: 0.4, ...manner });
    for (const name of processes) if (!later.includes(name)) stage.start(name);
    try {
      const found = (await fault(stage, chance)) ?? [];
      const first = await untilQuiet(stage, waiting);
      await answering.delivered();
      const left = await untilQuiet(stage, waiting);
      await pause(100);
      const verdict = await verdictOn(stage, answering.replies);
      const undone = left ?? first;
      return {
        ...verdict,
        violations: [...(undone === null ? [] : [undone]), ...found, ...verdict.violations],
        crashes: stage.crashes(),
        errors: errorsIn(stage.logFiles()),
      };
    } finally {
      answering.stop();
    }
  } finally {
    await stage.close();
  }
}

/** Who is to be written to by the robot has written to it before. */
async function greetRobot({ town, sandbox }: Stage): Promise<void> {
  await Promise.all(
    [...town.byRobot].map((userid) =>
      fetch(`${sandbox.url}/sandbox/api/robot/${userid}/text`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ content: '你好' }),
      }),
    ),
  );
}

const PATIENCE_MS = 120_000;

/** @throws Error when it does not come true within two minutes */
export async function comes(what: string, true_: () => boolean | Promise<boolean>): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  while (!(await true_())) {
    if (patience.aborted) throw new Error(`never came: ${what}`);
    await pause(15);
  }
}

/** Until WeCom has shown so many messages to people. */
export const shown = (stage: Stage, count: number): Promise<void> =>
  comes(`${count} messages`, () => stage.events().flatMap(seenIn).length >= count);

/** Longer than a process may hold a message. */
const LEASE_OVER_MS = 61_000;

/** Kills them without warning, and has them started again a minute later by their clocks. */
export async function killAndRestart(stage: Stage, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => stage.kill(name)));
  restart(stage, names);
}

/** What they held is free again: their clocks are a minute on. */
export function restart(stage: Stage, names: readonly string[]): void {
  stage.advance(LEASE_OVER_MS);
  for (const name of names) stage.start(name);
}

/** Tells the sandbox to fail. */
export async function inject({ sandbox }: Stage, fault: object): Promise<void> {
  const response = await fetch(`${sandbox.url}/sandbox/api/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  if (!response.ok) throw new Error(await response.text());
}

export const SEND = '/cgi-bin/message/send';
