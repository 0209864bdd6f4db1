import { z } from 'zod';
import { forgetOld } from '../src/app/retention/forget-old.ts';
import { defineJob } from './define-job.ts';

/** Nightly, after the backup. */
export const forgetOldJob = defineJob({
  name: 'forget-old',
  payload: z.object({}),
  concurrency: 1,
  attempts: 3,
  backoffMs: 600_000,
  everyMs: null,
  at: '43 4 * * *',
  run: async (deps) => void (await forgetOld(deps)),
});
