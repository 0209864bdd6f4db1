import type { z } from 'zod';
import type { Deps, JobRequest } from '../src/app/ports.ts';

/** A job is a name, the shape of its payload, how it is retried, and one call of a use case. */
interface JobDefinition<Payload> {
  readonly name: JobRequest['name'];
  readonly payload: z.ZodType<Payload>;
  /** How many run at once in one process. */
  readonly concurrency: number;
  readonly attempts: number;
  readonly backoffMs: number;
  /** Wakes itself this often; null for jobs that are asked for. */
  readonly everyMs: number | null;
  /** Wakes itself at these times of the business time zone (cron). */
  readonly at?: string;
  run(deps: Deps, payload: Payload): Promise<void>;
}

export interface JobOf<Name extends JobRequest['name']> extends Omit<
  JobDefinition<never>,
  'payload' | 'run'
> {
  readonly name: Name;
  /** @throws z.ZodError when the data is not this job's payload. */
  handle(deps: Deps, data: unknown): Promise<void>;
}

export type Job = JobOf<JobRequest['name']>;

export function defineJob<Name extends JobRequest['name'], Payload>({
  payload,
  run,
  ...job
}: JobDefinition<Payload> & { readonly name: Name }): JobOf<Name> {
  return { ...job, handle: (deps, data) => run(deps, payload.parse(data)) };
}
