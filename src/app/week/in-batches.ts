import type { Batch } from './plan-stores.ts';

/** As many tasks at a time as are quickly read and easily held. */
const BATCH = 2000;

/** All there are, batch after batch, each read when the one before is done with. */
export async function* inBatches<T>(
  read: (batch: Batch) => Promise<readonly T[]>,
  numberOf: (item: T) => number,
  limit = BATCH,
): AsyncGenerator<T> {
  for (let after = 0; ;) {
    const batch = await read({ after, limit });
    yield* batch;
    const last = batch.at(-1);
    if (last === undefined || batch.length < limit) return;
    after = numberOf(last);
  }
}
