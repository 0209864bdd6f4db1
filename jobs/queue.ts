import type { JobQueue, JobRequest, Log } from '../src/app/ports.ts';
import { messageOf } from '../src/errors.ts';
import type { Backend, QueueHandle } from './backend.ts';
import { ALL_JOBS } from './index.ts';

export interface OpenQueue extends JobQueue {
  close(): Promise<void>;
}

/**
 * The port through which use cases wake workers. It never throws: what it could not enqueue stands in the database and
 * is found by the next sweep.
 */
export function createQueue(backend: Backend, log: Log): OpenQueue {
  const queues = new Map<string, QueueHandle>();
  for (const { name } of ALL_JOBS) {
    const queue = backend.queue(name);
    queue.on('error', (error) => log.warn({ queue: name, error: messageOf(error) }, 'queue_error'));
    queues.set(name, queue);
  }
  return {
    async enqueue(requests) {
      for (const [name, queue] of queues) {
        const jobs = requests.filter((request) => request.name === name);
        if (jobs.length === 0) continue;
        try {
          await queue.addBulk(jobs.map(toJob));
        } catch (error) {
          log.warn({ queue: name, jobs: jobs.length, error: messageOf(error) }, 'enqueue_failed');
        }
      }
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

function toJob(request: JobRequest): Parameters<QueueHandle['addBulk']>[0][number] {
  const { name, ...payload } = request;
  const { attempts, backoffMs } = ALL_JOBS.find((job) => job.name === name) ?? { attempts: 1, backoffMs: 0 };
  const { delayMs, ...data } = { delayMs: 0, ...payload };
  return {
    name,
    data,
    opts: {
      attempts,
      backoff: { type: 'exponential', delay: backoffMs },
      ...(delayMs > 0 && { delay: delayMs }),
    },
  };
}
