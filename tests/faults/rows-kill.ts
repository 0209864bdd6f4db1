import { setTimeout as pause } from 'node:timers/promises';
import { killAndRestart, playMonday, shown, type Row, type Run } from './monday.ts';
import type { Chance } from '../support/chance.ts';
import type { Stage } from './stage.ts';

const WHOM = {
  web: ['web1'],
  worker: ['worker1'],
  both: ['web1', 'worker1'],
} as const;

/** Of the moments, so many fall into a start. */
const AT_START = 0.15;
const START_MS = 3000;
const JITTER_MS = 60;
/** Of the officials who answer; each answer has a receipt. */
const SHARE = 0.4;
/** So many in one run, one after the other: more of them fall where something is going on. */
const KILLS = 5;

/** Of a run, from 0 to 1, rising. */
const moments = (chance: Chance, count: number): number[] =>
  Array.from({ length: count }, () => chance.next()).toSorted((a, b) => a - b);

/** A moment of the run: while it starts, or when so much of it is done. */
export async function reachMoment(stage: Stage, when: number, chance: Chance): Promise<void> {
  if (when < AT_START) return pause((when / AT_START) * START_MS);
  const all = stage.town.due.size * (1 + SHARE);
  await shown(stage, Math.floor(((when - AT_START) / (1 - AT_START)) * all * 0.95));
  await pause(chance.next() * JITTER_MS);
}

export const undisturbed: Row = {
  name: 'nothing happens',
  what: 'the same run without any fault',
  runs: (seed) => [run('undisturbed', seed, async () => {})],
};

export const killRows: readonly Row[] = (['web', 'worker', 'both'] as const).map((whom, index) => ({
  name: `kill -9 of ${whom === 'both' ? 'web and worker' : whom}`,
  what: `at seeded random moments, ${KILLS} in a run, each time started again`,
  runs(seed, all) {
    const own = Math.floor(all / 3) + (index < all % 3 ? 1 : 0);
    return Array.from({ length: Math.ceil(own / KILLS) }, (_, nth) => {
      const kills = Math.min(KILLS, own - nth * KILLS);
      return run(
        `${whom} #${nth * KILLS + 1}–${nth * KILLS + kills}`,
        seed * 1000 + index * 331 + nth,
        async (stage, chance) => {
          for (const when of moments(chance, kills)) {
            await reachMoment(stage, when, chance);
            await killAndRestart(stage, WHOM[whom]);
          }
        },
      );
    });
  },
}));

const run = (label: string, seed: number, fault: (stage: Stage, chance: Chance) => Promise<void>): Run => ({
  label,
  play: (ground) => playMonday(ground, { seed, manner: { share: SHARE } }, fault),
});
