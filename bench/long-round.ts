import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { openServer, type Server } from './callback/database.ts';
import { openZip } from '../src/documents/zip.ts';
import { goalText, type BenchResult } from './report.ts';

/* A round of ten thousand tasks through the commands an office types, beside one of a tenth of that. */

const LONG = 10_000;
const SHORT = 1_000;
const CHILD = path.join(import.meta.dirname, 'long-round', 'child.ts');

const outcome = z.object({
  code: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakMb: z.number(),
});
type Outcome = z.infer<typeof outcome>;

/** A small server has a gigabyte for everything. */
const MOST_MEMORY_MB = 512;
/** Ten times the tasks may take that much longer in what does not grow with the process itself. */
const MOST_GROWTH = 15;

/** Who is named in the rows of `someRows`: known already, so that no directory is asked. */
const NAMES = ['周望舒', '李向晚'];

type Paths = (name: string) => string;

/** In the order an office does it. */
const STEPS: readonly { readonly name: string; command(at: Paths): string[]; readonly out?: string }[] = [
  {
    name: 'import',
    command: (at) => ['import', at('in.xlsx'), '--round', 'A', '--name', '第七轮巡察整改', '--yes'],
  },
  { name: 'figures', command: () => ['figures'] },
  { name: 'ledger .xlsx', command: (at) => ['ledger', 'export', '--out', at('one.xlsx')], out: 'one.xlsx' },
  {
    name: 'report .docx',
    command: (at) => ['report', '--for', 'superior', '--out', at('report.docx')],
    out: 'report.docx',
  },
  { name: 'ledger again', command: (at) => ['ledger', 'export', '--out', at('two.xlsx')], out: 'two.xlsx' },
];

interface Measured {
  readonly nothing: Outcome;
  readonly steps: readonly (Outcome & { readonly name: string; readonly kilobytes: number | null })[];
  readonly same: boolean;
  /** Different problems that the report shows, each with its state. */
  readonly reported: number;
}

export async function benchLongRound({
  databaseUrl,
}: {
  readonly databaseUrl: string | null;
}): Promise<BenchResult> {
  const server = await openServer(databaseUrl);
  try {
    const short = await measure(server, SHORT);
    const long = await measure(server, LONG);
    return { figures: { short, long }, chapter: chapterOf(short, long) };
  } finally {
    await server.close();
  }
}

async function measure(server: Server, tasks: number): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-long-round-'));
  const at: Paths = (name) => path.join(folder, name);
  const database = await server.fresh();
  const env = { ...process.env, DATABASE_URL: database.url, DUBAN_DATA_DIR: at('data') };
  try {
    await child(['write', String(tasks), at('in.xlsx')], env);
    for (const name of NAMES) await child(['run', 'person', 'add', name], env);
    const nothing = await child(['run', 'round', 'list'], env);
    const steps = [];
    for (const { name, command, out } of STEPS) {
      const result = await child(['run', ...command(at)], env);
      steps.push({ name, ...result, kilobytes: out === undefined ? null : statSync(at(out)).size / 2 ** 10 });
    }
    const same = readFileSync(at('one.xlsx')).equals(readFileSync(at('two.xlsx')));
    return { nothing, steps, same, reported: problemsIn(readFileSync(at('report.docx'))) };
  } finally {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const MAX_REPORT = 200 * 2 ** 20;
/** As `someRows` words its problems: each says its number. */
const PROBLEM = /的问题（(\d+)）[^问]{0,400}?整改状态/gu;

/** Read from the file itself: texts that repeat are packed so well that its size says nothing. */
function problemsIn(report: Buffer): number {
  const text = (openZip(report, MAX_REPORT).text('word/document.xml') ?? '').replaceAll(/<[^>]*>/g, '');
  return new Set([...text.matchAll(PROBLEM)].map(([, no]) => no)).size;
}

async function child(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', CHILD, ...args],
    {
      env,
      maxBuffer: 2 ** 26,
    },
  );
  const result = outcome.parse(JSON.parse(stdout));
  if (result.code !== 0)
    throw new Error(`${args.join(' ')} ended with ${result.code}: ${stderr.trim().split('\n').at(-1)}`);
  return result;
}

/** Three tasks are of one problem. */
const problemsOf = (tasks: number): number => Math.ceil(tasks / 3);

const one = (value: number): string => value.toFixed(1);

function chapterOf(short: Measured, long: Measured): BenchResult['chapter'] {
  const beyond = ({ nothing }: Measured, { cpuSeconds }: Outcome) =>
    Math.max(0.01, cpuSeconds - nothing.cpuSeconds);
  const growths = long.steps.map((step, index) => {
    const small = short.steps[index];
    return small === undefined ? NaN : beyond(long, step) / beyond(short, small);
  });
  const most = Math.max(...long.steps.map(({ peakMb }) => peakMb));
  return {
    title: 'A round of ten thousand tasks',
    lead:
      `${LONG.toLocaleString('en')} tasks of ${problemsOf(LONG).toLocaleString('en')} problems through the commands an office types, each in a process ` +
      `of its own; beside it the same with ${SHORT.toLocaleString('en')}. Memory is the peak of the whole process, of which a command that does ` +
      `nothing but open the application takes ${one(long.nothing.peakMb)} MB and ${one(long.nothing.cpuSeconds)} s of processor time.`,
    columns: ['', 'seconds', 'processor, s', 'peak memory, MB', 'with 1,000: s', 'MB', 'file, kB'],
    rows: long.steps.map((step, index) => [
      step.name,
      one(step.seconds),
      one(step.cpuSeconds),
      one(step.peakMb),
      one(short.steps[index]?.seconds ?? NaN),
      one(short.steps[index]?.peakMb ?? NaN),
      step.kilobytes === null ? '' : Math.round(step.kilobytes).toLocaleString('en'),
    ]),
    remarks: [
      `Problems found in the file of the report: ${long.reported} of ${problemsOf(LONG)}, with ${SHORT.toLocaleString('en')} tasks ${short.reported} of ${problemsOf(SHORT)}${
        long.reported === problemsOf(LONG) && short.reported === problemsOf(SHORT) ? '' : ': **not all**'
      }. Its texts differ in their numbers only and are packed the better for it.`,
      `The two exports hold the same bytes: ${long.same && short.same ? 'yes' : '**no**'}.`,
      `Processor time beyond opening the application, to that of a tenth of the tasks: ${long.steps.map(({ name }, index) => `${name} ${one(growths[index] ?? NaN)}`).join(', ')}.`,
      goalText({
        what: `at most ${MOST_MEMORY_MB} MB each`,
        measured: most,
        reached: most <= MOST_MEMORY_MB,
      }),
      goalText({
        what: `ten times the tasks take at most ${MOST_GROWTH} times the processor time`,
        measured: Math.max(...growths),
        reached: Math.max(...growths) <= MOST_GROWTH,
      }),
      'PostgreSQL is a process of its own and is not counted.',
    ],
  };
}
