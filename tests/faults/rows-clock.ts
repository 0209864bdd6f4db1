import { inject, playMonday, SEND, type Row, type Run } from './monday.ts';
import { reachMoment } from './rows-kill.ts';
import type { Manner } from './officials.ts';

const MINUTE_MS = 60_000;

const jump = (label: string, seed: number, minutes: number): Run => ({
  label,
  play: (ground) =>
    playMonday(ground, { seed, at: '11:10:05' }, async (stage, chance) => {
      await reachMoment(stage, 0.3 + chance.next() * 0.4, chance);
      stage.advance(minutes * MINUTE_MS);
    }),
});

/** By so many seconds each process is ahead of the others. */
const skewed = (label: string, seed: number, aheadS: Readonly<Record<string, number>>): Run => ({
  label,
  play: (ground) =>
    playMonday(
      ground,
      { seed, processes: Object.keys(aheadS), robot: 'robot1' in aheadS },
      async (stage, chance) => {
        for (const [name, seconds] of Object.entries(aheadS)) stage.advance(seconds * 1000, name);
        // Slow answers: another one's lease seems over while the message is on its way.
        await inject(stage, { path: SEND, times: 400, delayMs: 400 });
        await reachMoment(stage, 0.5, chance);
      },
    ),
});

const manners: readonly (readonly [string, Partial<Manner>])[] = [
  ['each three times at once', { times: 3 }],
  ['last first', { reordered: true }],
  ['ten minutes late', { lateByMs: 10 * MINUTE_MS }],
  ['ten minutes late, last first, three times', { times: 3, reordered: true, lateByMs: 10 * MINUTE_MS }],
];

export const clockRows: readonly Row[] = [
  {
    name: 'the clock jumps, or is another in each process',
    what: 'by ten minutes and by two hours, forward and back; processes minutes apart, with slow answers of WeCom',
    size: 'small',
    runs: (seed) => [
      jump('forward by 10 minutes', seed * 1000 + 801, 10),
      jump('forward by 2 hours', seed * 1000 + 802, 120),
      jump('back by 10 minutes', seed * 1000 + 803, -10),
      jump('back by 2 hours', seed * 1000 + 804, -120),
      skewed('two workers 3 minutes apart', seed * 1000 + 805, { web1: 0, worker1: -90, worker2: 90 }),
      skewed('web 4 minutes ahead', seed * 1000 + 806, { web1: 240, worker1: 0 }),
      skewed('workers and robot apart', seed * 1000 + 807, {
        web1: 0,
        worker1: -90,
        worker2: 90,
        robot1: 200,
      }),
    ],
  },
  {
    name: 'callbacks repeated, reordered, delayed',
    what: 'as WeCom delivers when it is not answered in time',
    size: 'small',
    runs: (seed) =>
      manners.map(([label, manner], index) => ({
        label,
        play: (ground) =>
          playMonday(ground, { seed: seed * 1000 + 820 + index, manner }, () => Promise.resolve()),
      })),
  },
];
