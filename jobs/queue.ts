import { setTimeout as pause } from 'node:timers/promises';
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
  const intakes = ALL_JOBS.map(({ name }) => openIntake(name, backend.queue(name), log));
  return {
    async enqueue(requests) {
      await Promise.all(
        intakes.map((intake) => intake.take(requests.filter(({ name }) => name === intake.name))),
      );
    },
    async close() {
      await Promise.all(intakes.map((intake) => intake.close()));
    },
  };
}

interface Intake {
  readonly name: string;
  /** Resolves when they are in the queue, or cannot be. */
  take(requests: readonly JobRequest[]): Promise<void>;
  close(): Promise<void>;
}

/** Adding many jobs costs hardly more than adding one, above all on PostgreSQL. */
const MOST_AT_ONCE = 500;

/** One addition at a time; what is asked for meanwhile goes with the next. */
function openIntake(name: string, queue: QueueHandle, log: Log): Intake {
  let waiting: JobRequest[] = [];
  let adding: Promise<void> | null = null;
  queue.on('error', (error) => log.warn({ queue: name, error: messageOf(error) }, 'queue_error'));

  async function addAll(): Promise<void> {
    while (waiting.length > 0) {
      const jobs = bundled(waiting.slice(0, MOST_AT_ONCE)).map(toJob);
      waiting = waiting.slice(MOST_AT_ONCE);
      try {
        const [only] = jobs;
        if (only && jobs.length === 1) await queue.add(only.name, only.data, only.opts);
        else await queue.addBulk(jobs);
      } catch (error) {
        log.warn({ queue: name, jobs: jobs.length, error: messageOf(error) }, 'enqueue_failed');
      }
    }
    adding = null;
  }

  return {
    name,
    async take(requests) {
      if (requests.length === 0) return;
      waiting.push(...requests);
      adding ??= addAll();
      await adding;
    },
    async close() {
      // A queue that is out of reach keeps nobody from stopping.
      await Promise.race([adding, pause(CLOSE_WITHIN_MS, undefined, { ref: false })]);
      await queue.close();
    },
  };
}

const CLOSE_WITHIN_MS = 2000;

type Payload = JobRequest | (MessageRequest & { readonly others: readonly string[] });
type MessageRequest = Extract<JobRequest, { name: 'handle-message' }>;

/** A few messages are each a job, for as many workers as are free. */
const FEW = 8;
/** Of a flood so many share one: to the queue a job costs more than the message has cost us. */
const SHARING = 8;

/** @param requests of one name */
function bundled(requests: readonly JobRequest[]): readonly Payload[] {
  const messages = requests.filter((request) => request.name === 'handle-message');
  if (messages.length <= FEW) return requests;
  const bundles: Payload[] = [];
  for (let at = 0; at < messages.length; at += SHARING) {
    const [first, ...others] = messages.slice(at, at + SHARING);
    if (first) bundles.push({ ...first, others: others.map(({ inboundId }) => inboundId) });
  }
  return bundles;
}

function toJob(request: Payload): Parameters<QueueHandle['addBulk']>[0][number] {
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
