import type { Backend } from './backend.ts';
import { ALL_JOBS } from './index.ts';

/** Keeps one scheduler for every job that wakes itself. They carry no truth: a tick only looks what is due. */
export async function keepSchedules(backend: Backend): Promise<void> {
  for (const { name, everyMs } of ALL_JOBS) {
    if (everyMs === null) continue;
    const queue = backend.queue(name);
    await queue.upsertJobScheduler(`${name}-tick`, { every: everyMs }, { name, data: {} });
    await queue.close();
  }
}
