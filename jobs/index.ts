import type { JobRequest } from '../src/app/ports.ts';
import type { Job, JobOf } from './define-job.ts';
import { deliverByRobotJob, deliverJob } from './deliver.ts';
import { forgetOldJob } from './forget-old.ts';
import { handleMessageJob } from './handle-message.ts';
import { runDueStepsJob } from './run-due-steps.ts';
import { refreshTilesJob } from './refresh-tiles.ts';
import { sweepJob } from './sweep.ts';
import { syncContactsJob } from './sync-contacts.ts';

/** Every job by its name: one that the use cases ask for and nobody does would not compile. */
const JOBS: { readonly [Name in JobRequest['name']]: JobOf<Name> } = {
  'handle-message': handleMessageJob,
  deliver: deliverJob,
  'deliver-by-robot': deliverByRobotJob,
  'run-due-steps': runDueStepsJob,
  sweep: sweepJob,
  'sync-contacts': syncContactsJob,
  'refresh-tiles': refreshTilesJob,
  'forget-old': forgetOldJob,
};

export const ALL_JOBS: readonly Job[] = Object.values(JOBS);
