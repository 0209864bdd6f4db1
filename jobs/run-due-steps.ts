import { z } from 'zod';
import { runDueSteps } from '../src/app/week/run-due-steps.ts';
import { defineJob } from './define-job.ts';

/** Only wakes us: what is due stands in the database, so a tick that is missed or doubled does no harm. */
export const runDueStepsJob = defineJob({
  name: 'run-due-steps',
  payload: z.object({}),
  concurrency: 1,
  attempts: 1,
  backoffMs: 0,
  everyMs: 60_000,
  run: (deps) => runDueSteps(deps),
});
