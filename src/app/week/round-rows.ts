import type { RowBatches } from './week-stores.ts';
import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Batch } from './plan-stores.ts';
import { linesNow, type AsOf } from './round-now.ts';

/* A round too large to be held: its tasks and its rows some at a time. */

/** The answers of so many tasks are in memory: those of a whole round would be more than its tasks. */
const AT_ONCE = 2000;

export async function* taskBatches(
  read: (batch: Batch) => Promise<readonly Task[]>,
  limit = AT_ONCE,
): AsyncGenerator<readonly Task[]> {
  for (let after = 0; ;) {
    const tasks = await read({ after, limit });
    const last = tasks.at(-1);
    if (last === undefined) return;
    yield tasks;
    if (tasks.length < limit) return;
    after = last.no;
  }
}

/** The ledger of a round as it stands now. */
export async function* rowsNow(now: AsOf, round: Round): RowBatches {
  for await (const tasks of taskBatches((batch) => now.stores.roundTasks.batch(round.id, batch)))
    yield await linesNow(now, round, tasks);
}

/** Of what is in memory already. */
export async function* inOneBatch(rows: readonly LedgerRow[]): RowBatches {
  if (rows.length > 0) yield rows;
}

/** One task in two weeks; null where it was not there. */
export interface RowPair {
  readonly old: LedgerRow | null;
  readonly row: LedgerRow | null;
}

/**
 * Two weeks side by side, both in display order, matched by task id. As a rule a task keeps its place: only those that
 * did not are held until the end.
 */
export async function* pairsOf(previous: RowBatches, current: RowBatches): AsyncGenerator<RowPair> {
  const before = rowByRow(previous);
  const now = rowByRow(current);
  const [gone, come] = [new Map<string, LedgerRow>(), new Map<string, LedgerRow>()];
  let [old, row] = [await next(before), await next(now)];
  while (old !== null || row !== null) {
    if (old?.taskId === row?.taskId) {
      yield { old, row };
      [old, row] = [await next(before), await next(now)];
    } else if (old !== null && (row === null || old.no <= row.no)) {
      gone.set(old.taskId, old);
      old = await next(before);
    } else if (row !== null) {
      come.set(row.taskId, row);
      row = await next(now);
    }
  }
  for (const [taskId, was] of gone) yield { old: was, row: come.get(taskId) ?? null };
  for (const [taskId, is] of come) if (!gone.has(taskId)) yield { old: null, row: is };
}

async function* rowByRow(batches: RowBatches): AsyncGenerator<LedgerRow> {
  for await (const rows of batches) yield* rows;
}

async function next(rows: AsyncGenerator<LedgerRow>): Promise<LedgerRow | null> {
  const { value, done } = await rows.next();
  return done === true ? null : value;
}
