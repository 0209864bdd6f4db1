import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { goalText, spreadText, type BenchResult } from './report.ts';
import { inTurn, ratioOf, spreadOf } from './stats.ts';

/* What the export of a long ledger costs, against the spreadsheet library that is given all rows at once. */

const ROWS = 10_000;
const CHILD = path.join(import.meta.dirname, 'ledger', 'child.ts');
const CONTESTANTS = ['duban', 'library', 'nothing'] as const;
type Contestant = (typeof CONTESTANTS)[number];

const outcome = z.object({ bytes: z.number(), cpuSeconds: z.number(), peakMb: z.number() });
type Outcome = z.infer<typeof outcome>;

/** Beyond what the rows themselves need. */
const MOST_MEMORY_MB = 128;
const MOST_MEMORY_SHARE = 0.5;

export async function benchLedger({ rounds }: { readonly rounds: number }): Promise<BenchResult> {
  const outcomes: Record<Contestant, Outcome[]> = { duban: [], library: [], nothing: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const contestant of inTurn(CONTESTANTS, round))
      outcomes[contestant].push(await run(contestant, ROWS));
  const memory = (who: Contestant) =>
    outcomes[who].map(({ peakMb }, round) => peakMb - (outcomes.nothing[round]?.peakMb ?? NaN));
  const seconds = (who: Contestant) => outcomes[who].map(({ cpuSeconds }) => cpuSeconds);
  const ratios = {
    memory: ratioOf(memory('duban'), memory('library')),
    cpu: ratioOf(seconds('duban'), seconds('library')),
  };
  const ours = spreadOf(memory('duban'));
  const rowOf = (who: Contestant): string[] => [
    who,
    spreadText(spreadOf(memory(who))),
    spreadText(spreadOf(seconds(who))),
    spreadText(spreadOf(outcomes[who].map(({ bytes }) => bytes / 2 ** 20))),
  ];
  return {
    figures: { rows: ROWS, outcomes, ratios },
    chapter: {
      title: 'Export of a long ledger',
      lead:
        `A ledger of ${ROWS.toLocaleString('en')} tasks with all its seven sheets, written by duban and by the spreadsheet ` +
        'library that is given the same rows at once and a single style. Each in a process of its own; of the peak memory, what is beyond a ' +
        'process that only makes the rows. Median (least–most).',
      columns: ['', 'memory, MB', 'processor, s', 'file, MB'],
      rows: [rowOf('duban'), rowOf('library')],
      remarks: [
        `duban : library: memory ${spreadText(ratios.memory)}, processor time ${spreadText(ratios.cpu)}.`,
        goalText({
          what: `at most ${MOST_MEMORY_MB} MB beyond the rows`,
          measured: ours.median,
          reached: ours.median <= MOST_MEMORY_MB,
        }),
        goalText({
          what: 'at most half the memory of the library',
          measured: ratios.memory.median,
          reached: ratios.memory.median <= MOST_MEMORY_SHARE,
        }),
      ],
    },
  };
}

async function run(contestant: Contestant, rows: number): Promise<Outcome> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    CHILD,
    contestant,
    String(rows),
  ]);
  return outcome.parse(JSON.parse(stdout));
}
