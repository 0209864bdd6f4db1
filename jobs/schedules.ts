import type { Log } from '../src/app/ports.ts';
import { messageOf } from '../src/errors.ts';
import type { Backend, QueueHandle } from './backend.ts';
import type { Job } from './define-job.ts';
import { ALL_JOBS } from './index.ts';

/** How soon a schedule is back that the queue has forgotten. */
const CHECK_MS = 10_000;

/** A tick that is so late will not come any more; one that is so far ahead is of a clock that was set back. */
const AWRY_MS = 120_000;

export interface Schedules {
  close(): Promise<void>;
}

interface Kept {
  readonly id: string;
  readonly queue: QueueHandle;
  /** Null for what comes at times of the day. */
  readonly everyMs: number | null;
  put(): Promise<unknown>;
}

/**
 * Keeps one scheduler for every job that wakes itself. They carry no truth: a tick only looks what is due. But without
 * ticks nothing is looked for any more, and a Redis that was flushed, or came back empty, has forgotten them; and after the
 * clock was set back they would come only when it is there again. They are put back.
 */
export async function keepSchedules(
  { backend, zone, log }: { readonly backend: Backend; readonly zone: string; readonly log: Log },
  checkMs = CHECK_MS,
): Promise<Schedules> {
  const kept = ALL_JOBS.flatMap((job) => keptOf(backend, zone, job) ?? []);
  for (const { put } of kept) await put();
  let checking: Promise<void> | null = null;
  const check = () => {
    checking ??= putBack(kept, log).finally(() => (checking = null));
  };
  const interval = setInterval(check, checkMs).unref();
  return {
    async close() {
      clearInterval(interval);
      await checking;
      for (const { queue } of kept) await queue.close();
    },
  };
}

function keptOf(backend: Backend, zone: string, { name, everyMs, at }: Job): Kept | null {
  if (everyMs === null && at === undefined) return null;
  const queue = backend.queue(name);
  // Closed or not, BullMQ tells it of every error of the pool, and prints what nobody listens to.
  queue.on('error', reportedByWorkers);
  const repeat = at === undefined ? { every: everyMs ?? 0 } : { pattern: at, tz: zone };
  const id = `${name}-tick`;
  return { id, queue, everyMs, put: () => queue.upsertJobScheduler(id, repeat, { name, data: {} }) };
}

async function putBack(kept: readonly Kept[], log: Log): Promise<void> {
  for (const { id, queue, everyMs, put } of kept) {
    try {
      const scheduler = await queue.getJobScheduler(id);
      if (isInTime(scheduler?.next, everyMs)) continue;
      // Put over the old one, it would keep the old one's time.
      await queue.removeJobScheduler(id);
      await put();
      log.warn({ schedule: id }, 'schedule_put_back');
    } catch (error) {
      // The queue is away: the next check finds it, or the one after.
      log.debug({ schedule: id, error: messageOf(error) }, 'schedule_not_checked');
      return;
    }
  }
}

function isInTime(next: number | undefined, everyMs: number | null): boolean {
  if (next === undefined) return false;
  // By the machine's clock: it is BullMQ that counts by it, whatever time the house has.
  const aheadMs = next - Date.now();
  return aheadMs > -AWRY_MS && (everyMs === null || aheadMs < everyMs + AWRY_MS);
}

const reportedByWorkers = (): void => {};
