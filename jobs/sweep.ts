import { z } from 'zod';
import { sweep } from '../src/app/delivery/sweep.ts';
import { defineJob } from './define-job.ts';

export const sweepJob = defineJob({
  name: 'sweep',
  payload: z.object({}),
  concurrency: 1,
  attempts: 1,
  backoffMs: 0,
  everyMs: 20_000,
  run: (deps) => sweep(deps),
});
