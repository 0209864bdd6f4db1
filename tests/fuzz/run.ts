import { parseArgs } from 'node:util';
import { watchdog } from './watchdog.ts';
import { callbackTarget } from './callback.ts';
import { fuzz, type Fuzzed, type Target } from './target.ts';

/* npm run fuzz -- callback|robot|import|api [--seed S] [--cases N]: prints JSON, exits 1 with the smallest case that fails */

interface Opened {
  readonly target: Target<unknown>;
  close(): Promise<void>;
}

const still = (target: unknown): Opened => ({
  target: target as Target<unknown>,
  close: async () => {},
});

const TARGETS: Readonly<Record<string, { readonly cases: number; open(): Promise<Opened> }>> = {
  callback: { cases: 1_000_000, open: async () => still(callbackTarget()) },
  robot: { cases: 200_000, open: async () => still((await import('./robot.ts')).robotTarget()) },
  import: {
    cases: 5000,
    open: async () => still(await (await import('./import.ts')).importTargetAfterBombs()),
  },
  api: {
    cases: 5000,
    open: async () => (await import('./open-api-target.ts')).openApiTarget(),
  },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' }, cases: { type: 'string' } },
});

const [name = ''] = positionals;
const of = Object.hasOwn(TARGETS, name) ? TARGETS[name] : undefined;
if (!of) {
  console.error(`say which: ${Object.keys(TARGETS).join(', ')}`);
  process.exit(2);
}
const { target, close } = await of.open();
const alive = watchdog();
const fuzzed: Fuzzed = await fuzz(
  {
    cases: target.cases,
    run: (each) => {
      alive();
      return target.run(each);
    },
  },
  { seed: Number(values.seed), count: Number(values.cases ?? of.cases) },
  (done, perSecond) => process.stderr.write(`\r${name}: ${done} cases, ${Math.round(perSecond)}/s   `),
);
await close();
const { failure, ...figures } = fuzzed;
process.stderr.write('\n');
console.log(JSON.stringify({ fuzz: name, ...figures, failed: failure !== null }, null, 2));
if (failure !== null) console.error(failure);
process.exit(failure === null ? 0 : 1);
