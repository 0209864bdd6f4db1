import type { Ground } from './stage.ts';
import type { Outcome, Row, Run } from './monday.ts';

export interface RunReport {
  readonly label: string;
  readonly violations: readonly string[];
  readonly ambiguous: number;
  readonly reminders: number;
  readonly replies: number;
  readonly crashes: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly seconds: number;
}

export interface RowReport {
  readonly name: string;
  readonly what: string;
  readonly runs: readonly RunReport[];
}

export async function playRow(
  ground: Ground,
  row: Row,
  { seed, moments, told }: { seed: number; moments: number; told(report: RunReport): void },
): Promise<RowReport> {
  const runs: RunReport[] = [];
  for (const run of row.runs(seed, moments)) {
    const report = await playRun(ground, run);
    told(report);
    runs.push(report);
  }
  return { name: row.name, what: row.what, runs };
}

async function playRun(ground: Ground, run: Run): Promise<RunReport> {
  const startedAt = performance.now();
  const outcome = await run.play(ground).catch((error: unknown): Outcome => ({
    violations: [`the run broke off: ${error instanceof Error ? error.message : String(error)}`],
    ambiguous: 0,
    reminders: 0,
    replies: 0,
    crashes: 0,
    errors: new Map(),
  }));
  return {
    ...outcome,
    label: run.label,
    errors: Object.fromEntries(outcome.errors),
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  };
}
