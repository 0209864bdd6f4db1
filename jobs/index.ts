import type { JobRequest } from '../src/app/ports.ts';
import type { Job, JobOf } from './define-job.ts';
import { deliverJob } from './deliver.ts';
import { handleMessageJob } from './handle-message.ts';
import { runDueStepsJob } from './run-due-steps.ts';
import { sweepJob } from './sweep.ts';

/** Every job by its name: one that the use cases ask for and nobody does would not compile. */
const JOBS: { readonly [Name in JobRequest['name']]: JobOf<Name> } = {
  'handle-message': handleMessageJob,
  deliver: deliverJob,
  'run-due-steps': runDueStepsJob,
  sweep: sweepJob,
};

export const ALL_JOBS: readonly Job[] = Object.values(JOBS);
