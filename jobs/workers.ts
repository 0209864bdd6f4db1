import { setTimeout as pause } from 'node:timers/promises';
import type { Deps } from '../src/app/ports.ts';
import { messageOf } from '../src/errors.ts';
import type { Backend, WorkerHandle } from './backend.ts';
import type { Job } from './define-job.ts';
import { deliverByRobotJob } from './deliver.ts';
import { ALL_JOBS } from './index.ts';

/** A worker that was killed loses its job after this; another takes it over within twice of it. */
const LOCK_MS = 5_000;

export interface Workers {
  close(): Promise<void>;
}

/** Starts a worker for every job that any process may do; resolves when they are at work. */
export async function startWorkers(deps: Deps, backend: Backend): Promise<Workers> {
  const jobs = ALL_JOBS.filter(({ name }) => name !== deliverByRobotJob.name);
  const workers = jobs.map((job) => startWorker(deps, backend, job));
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  return together(workers);
}

/** Starts the worker that only the owner of the robot's connection may have; it waits for nothing. */
export const startRobotWorker = (deps: Deps, backend: Backend): Workers =>
  together([startWorker(deps, backend, deliverByRobotJob)]);

/** A job whose end cannot be told to a queue that is out of reach is done again by whoever finds it stalled. */
const CLOSE_WITHIN_MS = 8000;

const together = (workers: readonly WorkerHandle[]): Workers => ({
  async close() {
    const closed = Promise.all(workers.map((worker) => worker.close()));
    await Promise.race([closed, pause(CLOSE_WITHIN_MS, undefined, { ref: false })]);
  },
});

function startWorker(deps: Deps, backend: Backend, job: Job): WorkerHandle {
  const worker = backend.worker(
    job.name,
    async ({ data }) => {
      try {
        await job.handle(deps, data);
      } catch (error) {
        deps.log.error({ job: job.name, error: messageOf(error) }, 'job_failed');
        throw error;
      }
    },
    { concurrency: job.concurrency, lockDuration: LOCK_MS, stalledInterval: LOCK_MS / 2, maxStalledCount: 3 },
  );
  worker.on('error', (error) => deps.log.warn({ job: job.name, error: messageOf(error) }, 'worker_error'));
  return worker;
}
