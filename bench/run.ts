import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchCallback } from './callback.ts';
import { benchCrypto } from './crypto.ts';
import { benchDelivery } from './delivery.ts';
import { benchLedger } from './ledger.ts';
import { benchLongRound } from './long-round.ts';
import { benchPages } from './pages.ts';
import { benchPicture } from './picture.ts';
import { benchQueue } from './queue.ts';
import { chapterText, thisMachine, type BenchResult } from './report.ts';
import { benchResting } from './resting.ts';
import { benchScale } from './scale.ts';
import { benchUnderstanding } from './understand.ts';

/* node --import tsx bench/run.ts [name…] [--seconds 10] [--rounds 3] [--connections 200] [--seed 20260316] [--most 1000000] [--write] */

const PROOF = path.join(import.meta.dirname, '..', 'docs', 'proof');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '200' },
    seed: { type: 'string', default: '20260316' },
    messages: { type: 'string', default: '600' },
    most: { type: 'string', default: '1000000' },
    write: { type: 'boolean', default: false },
  },
});

const BENCHES: Readonly<Record<string, () => Promise<BenchResult>>> = {
  understand: benchUnderstanding,
  crypto: benchCrypto,
  ledger: () => benchLedger({ rounds: countOf('rounds') }),
  'long-round': () => benchLongRound({ databaseUrl: process.env['DATABASE_URL'] ?? null }),
  scale: () =>
    benchScale({
      databaseUrl: process.env['DATABASE_URL'] ?? null,
      seed: countOf('seed'),
      most: countOf('most'),
    }),
  delivery: () =>
    benchDelivery({ databaseUrl: process.env['DATABASE_URL'] ?? null, messages: countOf('messages') }),
  resting: () => benchResting({ rounds: countOf('rounds') }),
  picture: benchPicture,
  pages: () => benchPages({ rounds: countOf('rounds') }),
  queue: () => benchQueue({ databaseUrl: process.env['DATABASE_URL'] ?? null, rounds: countOf('rounds') }),
  callback: () =>
    benchCallback({
      databaseUrl: process.env['DATABASE_URL'] ?? null,
      seconds: countOf('seconds'),
      rounds: countOf('rounds'),
      connections: countOf('connections'),
    }),
};

const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) fail(`no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
/** What is about speed stands on one page; how well replies are understood, and pictures, have their own. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  'performance.md': ['crypto', 'callback', 'queue', 'delivery', 'resting', 'ledger'],
  'understanding.md': ['understand'],
  'pictures.md': ['picture'],
  'long-round.md': ['long-round'],
  'pages.md': ['pages'],
  'scale.md': ['scale'],
};
const TITLES: Readonly<Record<string, string>> = {
  'performance.md': 'Performance',
  'understanding.md': 'Understanding',
  'pictures.md': 'Pictures',
  'long-round.md': 'A long round',
  'pages.md': 'Pages',
  'scale.md': 'Scale',
};

// An orderly exit also ends the PostgreSQL and the Redis that a bench has started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const machine = thisMachine();
const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`;
const figures: Record<string, object> = {};
const chapters = new Map<string, string>();
for (const name of names) {
  const result = await BENCHES[name]?.();
  if (!result) continue;
  figures[name] = result.figures;
  const chapter = chapterText(result.chapter);
  chapters.set(name, chapter);
  console.error(chapter);
}
console.log(JSON.stringify({ machine, benches: figures }, null, 2));
if (values.write) {
  mkdirSync(PROOF, { recursive: true });
  for (const [file, of] of Object.entries(PAGES)) {
    const own = of.flatMap((name) => chapters.get(name) ?? []);
    // A page with one of its benches left out would say less than before.
    if (own.length === of.length) writeFileSync(path.join(PROOF, file), page(file, own));
  }
}

function countOf(option: 'seconds' | 'rounds' | 'connections' | 'seed' | 'most' | 'messages'): number {
  const count = Number(values[option]);
  if (!Number.isInteger(count) || count < 1) fail(`--${option} must be a whole number from 1`);
  return count;
}

function fail(why: string): never {
  console.error(why);
  process.exit(1);
}

function page(file: string, own: readonly string[]): string {
  const { date, node, cpu, cores, memoryGb, system, loadBefore } = machine;
  return [
    `# ${TITLES[file]}\n`,
    `Written by \`${command}\` on ${date.slice(0, 10)}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}; load average before the run ${loadBefore}.`,
    'Another machine has other absolute figures. What can be compared are the ratios: each is to a baseline of the same run.\n',
    ...own,
    '## How to reproduce\n',
    '```',
    'npm run bench                        # all, JSON on stdout, these tables on stderr',
    'npm run bench -- understand          # one of them',
    'npm run bench -- callback --seconds 10 --rounds 3 --connections 200',
    'npm run bench -- scale --most 100000 --seed 1',
    'npm run bench -- --write             # all, and writes the pages whose benches ran',
    '```\n',
    ...(file === 'performance.md'
      ? [
          'The callback bench starts a PostgreSQL of its own in a temporary folder; with `DATABASE_URL` it makes and drops its databases on that server instead.',
          '',
        ]
      : []),
  ].join('\n');
}
