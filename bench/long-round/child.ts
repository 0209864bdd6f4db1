import { writeFileSync } from 'node:fs';
import { runCommand } from '../../src/cli/program.ts';
import { writeLedger } from '../../src/documents/ledger-xlsx.ts';
import { computeFigures } from '../../src/domain/ledger/figures.ts';
import { createCli } from '../../src/main/cli.ts';
import { someRows } from '../ledger/rows.ts';

/*
 * One command in a process of its own, whose time and memory are its alone: `child.ts run ARGS…` as an operator types
 * them, or `child.ts write ROWS FILE` for the ledger they begin with. What the command prints goes to stderr.
 */

process.noDeprecation = true;
const [what, ...args] = process.argv.slice(2);
const begun = performance.now();
const code = what === 'write' ? await write(Number(args[0]), args[1] ?? '') : await run(args);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const seconds = (performance.now() - begun) / 1000;
const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
console.log(JSON.stringify({ code, seconds, cpuSeconds, peakMb: maxRSS / 1024 }));

function run(command: readonly string[]): Promise<number> {
  const cli = createCli(process.env);
  return runCommand({ ...cli, print: (line) => void process.stderr.write(`${line}\n`) }, [...command]);
}

async function write(count: number, file: string): Promise<number> {
  const rows = someRows(count);
  const meta = {
    roundName: '第七轮巡察整改',
    weekNo: null,
    week: '2026-03-16',
    asOf: '2026-03-20',
    frozenAt: null,
    sha256: null,
  } as const;
  writeFileSync(
    file,
    await writeLedger({ rows, figures: computeFigures({ rows, asOf: meta.asOf }), meta, since: null }),
  );
  return 0;
}
