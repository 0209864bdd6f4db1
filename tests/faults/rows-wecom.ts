import { setTimeout as pause } from 'node:timers/promises';
import { tick } from './quiet.ts';
import { inject, playMonday, SEND, type Row, type Run } from './monday.ts';
import { reachMoment } from './rows-kill.ts';
import type { Chance } from '../support/chance.ts';
import type { Stage } from './stage.ts';

/** A failure of WeCom's, as the sandbox takes it. */
interface Failure {
  readonly label: string;
  readonly path?: string;
  readonly times: number;
  readonly errcode?: number;
  readonly status?: number;
  readonly delayMs?: number;
  readonly cut?: 'before' | 'after';
}

const BURSTS: readonly Failure[] = [
  { label: 'cut before acceptance', times: 60, cut: 'before' },
  { label: 'cut after acceptance', times: 60, cut: 'after' },
  { label: 'HTTP 502', times: 60, status: 502 },
  { label: 'accepted, answered after 15 s', times: 16, delayMs: 15_000 },
  { label: 'errcode -1', times: 60, errcode: -1 },
  { label: 'errcode 45009', times: 40, errcode: 45_009 },
  { label: 'errcode 42001', times: 30, errcode: 42_001 },
  { label: 'errcode 60020', times: 12, errcode: 60_020 },
  { label: 'gettoken: errcode -1', path: '/cgi-bin/gettoken', times: 6, errcode: -1 },
  { label: 'gettoken: cut', path: '/cgi-bin/gettoken', times: 6, cut: 'after' },
];

const PIECES = 12;
const PIECE = 10;

const mixture = (chance: Chance): Omit<Failure, 'label'>[] =>
  Array.from({ length: PIECES }, () => {
    const { label: _, path: _path, ...failure } = chance.pick(BURSTS.slice(0, 8));
    const times = failure.delayMs === undefined ? PIECE : 2;
    return { ...failure, times };
  });

/** WeCom is out of order for longer than a message is tried. */
const OUTAGES: readonly Failure[] = [
  { label: 'errcode -1 for five minutes', times: 100_000, errcode: -1 },
  { label: 'HTTP 502 for half an hour', times: 100_000, status: 502 },
];

export const wecomRows: readonly Row[] = [
  {
    name: 'WeCom fails in bursts',
    what: 'connections cut before and after acceptance, 5xx, timeouts, -1, 45009, 42001, 60020',
    size: 'small',
    runs: (seed) => [
      ...BURSTS.map(({ label, ...failure }, index) =>
        run(label, seed * 1000 + 740 + index, (stage) => inject(stage, { path: SEND, ...failure })),
      ),
      ...[1, 2, 3].map((nth) =>
        run(`a mixture, ${PIECES} bursts`, seed * 1000 + 760 + nth, async (stage, chance) => {
          for (const failure of mixture(chance)) await inject(stage, { path: SEND, ...failure });
        }),
      ),
    ],
  },
  {
    name: 'WeCom is out of order for long',
    what: 'every send fails for minutes of the clock, then none',
    size: 'small',
    runs: (seed) =>
      OUTAGES.map(({ label, ...failure }, index) =>
        run(label, seed * 1000 + 770 + index, async (stage) => {
          await inject(stage, { path: SEND, ...failure });
          const minutes = index === 0 ? 5 : 30;
          await outage(stage, minutes);
        }),
      ),
  },
];

const STEP_MS = 20_000;

/** The clock runs through it in steps, and with it what was to be tried again. */
async function outage(stage: Stage, minutes: number): Promise<void> {
  for (let step = 0; step < (minutes * 60_000) / STEP_MS; step += 1) {
    stage.advance(STEP_MS);
    await tick(stage);
    await pause(500);
  }
  await fetch(`${stage.sandbox.url}/sandbox/api/faults`, { method: 'DELETE' });
}

/** Each 60020 stops the channel for minutes of the clock: a mixture of them took up to 350 s on an idle machine. */
const waiting = { patienceMs: 1_200_000 };

const run = (label: string, seed: number, fault: (stage: Stage, chance: Chance) => Promise<void>): Run => ({
  label,
  play: (ground) =>
    playMonday(ground, { seed, waiting }, async (stage, chance) => {
      await reachMoment(stage, 0.2 + chance.next() * 0.4, chance);
      await fault(stage, chance);
    }),
});
