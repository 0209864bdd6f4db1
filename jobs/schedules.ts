import type { Backend } from './backend.ts';
import { ALL_JOBS } from './index.ts';

/** Keeps one scheduler for every job that wakes itself. They carry no truth: a tick only looks what is due. */
export async function keepSchedules(backend: Backend, zone: string): Promise<void> {
  for (const { name, everyMs, at } of ALL_JOBS) {
    if (everyMs === null && at === undefined) continue;
    const queue = backend.queue(name);
    // Closed or not, BullMQ tells it of every error of the pool, and prints what nobody listens to.
    queue.on('error', reportedByWorkers);
    const repeat = at === undefined ? { every: everyMs ?? 0 } : { pattern: at, tz: zone };
    await queue.upsertJobScheduler(`${name}-tick`, repeat, { name, data: {} });
    await queue.close();
  }
}

const reportedByWorkers = (): void => {};
