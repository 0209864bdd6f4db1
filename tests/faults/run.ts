import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { builtFrom } from './build.ts';
import { makeTemplate, ownPostgres } from './ground.ts';
import { playRow, type RowReport, type RunReport } from './run-row.ts';
import { ROWS } from './rows.ts';
import type { Ground } from './stage.ts';
import { pageOf } from './table.ts';
import { aTown } from './town.ts';

/*
 * npm run test:faults -- [--seed 1] [--moments 100] [--officials 300] [--few 60] [--only WORD] [--write]
 * --few: officials where one statement is looked at; --write: docs/proof/faults.md, when all rows ran.
 */

const PAGE = path.join(import.meta.dirname, '../../docs/proof/faults.md');

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    moments: { type: 'string', default: '100' },
    officials: { type: 'string', default: '300' },
    few: { type: 'string', default: '60' },
    only: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
});
// An orderly exit also ends the PostgreSQL and what was started on it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.setMaxListeners(0);
process.noDeprecation = true; // of pg, told by Prisma: see src/main.ts

const startedAt = performance.now();
const folder = mkdtempSync(path.join(tmpdir(), 'duban-faults-ground-'));
const postgres = await ownPostgres(folder);
try {
  await postgres.start();
  const main = await builtFrom(path.join(import.meta.dirname, '../..'));
  const ofSize = async (officials: number): Promise<Ground> => {
    const town = aTown(officials);
    return { postgres, town, main, template: await makeTemplate(postgres.url, town) };
  };
  const [whole, small] = [await ofSize(countOf('officials')), await ofSize(countOf('few'))];
  const chosen = ROWS.filter(({ name }) => name.includes(values.only));
  const reports: RowReport[] = [];
  for (const row of chosen) {
    console.log(`\n# ${row.name}: ${row.what}`);
    const ground = row.size === 'small' ? small : whole;
    const how = { seed: countOf('seed'), moments: countOf('moments'), told: print };
    reports.push(await playRow(ground, row, how));
    // Also after a part of it: who ends a long run early keeps what is known.
    if (values.write && values.only === '') writePage(reports);
  }
  const runs = reports.flatMap((report) => report.runs);
  const bad = runs.filter(({ violations }) => violations.length > 0).length;
  console.log(`\n${runs.length} runs, ${bad} with violations`);
  if (bad > 0) process.exitCode = 1;
} finally {
  await postgres.kill();
  rmSync(folder, { recursive: true, force: true });
  rmSync(path.join(import.meta.dirname, '../../.duban', `faults-${process.pid}`), {
    recursive: true,
    force: true,
  });
}

function print({
  label,
  violations,
  ambiguous,
  reminders,
  replies,
  crashes,
  errors,
  seconds,
}: RunReport): void {
  const counts = `${reminders} reminders, ${replies} answers, ${ambiguous} ambiguous${crashes > 0 ? `, ${crashes} restarts` : ''}`;
  console.log(`${violations.length === 0 ? 'ok ' : 'BAD'} ${label}: ${counts}, ${seconds} s`);
  for (const violation of violations.slice(0, 8)) console.log(`      ${violation}`);
  for (const [what, count] of Object.entries(errors)) console.log(`      logged ${count}× ${what}`);
}

function writePage(rows: readonly RowReport[]): void {
  const minutes = (performance.now() - startedAt) / 60_000;
  const counts = {
    seed: countOf('seed'),
    moments: countOf('moments'),
    officials: countOf('officials'),
    few: countOf('few'),
  };
  mkdirSync(path.dirname(PAGE), { recursive: true });
  writeFileSync(PAGE, pageOf({ ...counts, minutes, rows }));
}

function countOf(option: 'seed' | 'moments' | 'officials' | 'few'): number {
  const count = Number(values[option]);
  if (!Number.isInteger(count) || count < 0) throw new Error(`--${option} must be a whole number`);
  return count;
}
