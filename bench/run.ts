import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchCallback } from './callback.ts';
import { benchCrypto } from './crypto.ts';
import { chapterText, thisMachine, type BenchResult, type Machine } from './report.ts';

/* node --import tsx bench/run.ts [name…] [--seconds 10] [--rounds 3] [--connections 200] [--write] */

const PERFORMANCE = path.join(import.meta.dirname, '..', 'docs', 'proof', 'performance.md');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '200' },
    write: { type: 'boolean', default: false },
  },
});

const BENCHES: Readonly<Record<string, () => Promise<BenchResult>>> = {
  crypto: benchCrypto,
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
if (values.write && positionals.length > 0) fail('--write needs all benches: leave the names out');

// An orderly exit also ends the PostgreSQL and the Redis that a bench has started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const machine = thisMachine();
const figures: Record<string, object> = {};
const chapters: string[] = [];
for (const name of names) {
  const result = await BENCHES[name]?.();
  if (!result) continue;
  figures[name] = result.figures;
  chapters.push(chapterText(result.chapter));
  console.error(chapters.at(-1));
}
console.log(JSON.stringify({ machine, benches: figures }, null, 2));
if (values.write) {
  mkdirSync(path.dirname(PERFORMANCE), { recursive: true });
  writeFileSync(PERFORMANCE, page(machine));
}

function countOf(option: 'seconds' | 'rounds' | 'connections'): number {
  const count = Number(values[option]);
  if (!Number.isInteger(count) || count < 1) fail(`--${option} must be a whole number from 1`);
  return count;
}

function fail(why: string): never {
  console.error(why);
  process.exit(1);
}

function page({ date, node, cpu, cores, memoryGb, system, loadBefore }: Machine): string {
  return [
    '# Performance\n',
    `Written by \`npm run bench -- --write\` on ${date.slice(0, 10)}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}; load average before the run ${loadBefore}.`,
    'Another machine has other absolute figures. What can be compared are the ratios: each is to a baseline of the same run.\n',
    ...chapters,
    '## How to reproduce\n',
    '```',
    'npm run bench                        # all, JSON on stdout, these tables on stderr',
    'npm run bench -- crypto              # one of them',
    'npm run bench -- callback --seconds 10 --rounds 3 --connections 200',
    'npm run bench -- --write             # all, and writes this page',
    '```\n',
    'The callback bench starts a PostgreSQL of its own in a temporary folder; with `DATABASE_URL` it makes and drops its databases on that server instead.',
    '',
  ].join('\n');
}
