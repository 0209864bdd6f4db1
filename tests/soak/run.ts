import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { builtFrom } from '../faults/build.ts';
import { makeTemplate, ownPostgres } from '../faults/ground.ts';
import { aTown } from '../faults/town.ts';
import { keepCallsShort } from './keep-calls-short.ts';
import { playQuarter } from './quarter.ts';
import { pageOf } from './page.ts';

/* npm run soak -- [--minutes 120] [--weeks 13] [--officials 2000] [--seed 1] [--write]: writes docs/proof/soak.md */

const PAGE = path.join(import.meta.dirname, '../../docs/proof/soak.md');

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '120' },
    weeks: { type: 'string', default: '13' },
    officials: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
// An orderly exit also ends the PostgreSQL and what was started on it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.setMaxListeners(0);
keepCallsShort();
process.noDeprecation = true; // of pg, told by Prisma: see src/main.ts

const options = {
  minutes: countOf('minutes'),
  weeks: countOf('weeks'),
  officials: countOf('officials'),
  seed: countOf('seed'),
};
const project = path.join(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'duban-soak-ground-'));
const postgres = await ownPostgres(folder);
try {
  await postgres.start();
  const main = await builtFrom(project);
  // A third becomes due within the quarter.
  const town = aTown(options.officials, (no) => 20 + ((no * 37) % 210));
  const ground = { postgres, town, main, template: await makeTemplate(postgres.url, town) };
  const quarter = await playQuarter(ground, options, (line) => console.log(line));
  for (const finding of quarter.findings) console.log(`BAD ${finding}`);
  console.log(
    quarter.findings.length === 0 ? 'nothing grows, nothing is lost' : `${quarter.findings.length} findings`,
  );
  if (values.write) {
    mkdirSync(path.dirname(PAGE), { recursive: true });
    writeFileSync(PAGE, pageOf(options, quarter));
  }
  if (quarter.findings.length > 0) process.exitCode = 1;
} finally {
  await postgres.kill();
  rmSync(folder, { recursive: true, force: true });
  rmSync(path.join(project, '.duban', `faults-${process.pid}`), { recursive: true, force: true });
}

function countOf(option: 'minutes' | 'weeks' | 'officials' | 'seed'): number {
  const count = Number(values[option]);
  if (!(count > 0)) throw new Error(`--${option} must be a number above 0`);
  return count;
}
