import { setTimeout as pause } from 'node:timers/promises';
import { playMonday, shown, type Row } from './monday.ts';

const PROCESSES = ['web1', 'web2', 'worker1', 'worker2', 'worker3', 'robot1'] as const;
const DOWN_MS = 1200;
const SHARE = 0.4;
/** Who writes more than WeCom lets us answer in a minute. */
const TALKATIVE = { people: 2, lines: 40 };

export const manyRows: readonly Row[] = [
  {
    name: 'two web, three workers, one robot',
    what: 'each killed and brought back, one after another; two officials write 40 lines at once',
    runs: (seed) =>
      [1, 2].map((nth) => ({
        label: `in another order #${nth}`,
        play: (ground) =>
          playMonday(
            ground,
            {
              seed: seed * 1000 + 840 + nth,
              robot: true,
              processes: PROCESSES,
              manner: { share: SHARE, talkative: TALKATIVE },
            },
            async (stage, chance) => {
              const order = PROCESSES.toSorted(() => chance.next() - 0.5);
              for (const [index, name] of order.entries()) {
                await shown(stage, Math.floor(((index + 0.5) / order.length) * stage.town.due.size));
                await stage.kill(name);
                await pause(DOWN_MS);
                stage.start(name);
              }
            },
          ),
      })),
  },
];
