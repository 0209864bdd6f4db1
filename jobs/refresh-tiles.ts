import { z } from 'zod';
import { refreshTiles } from '../src/app/office/refresh-tiles.ts';
import { defineJob } from './define-job.ts';

/** The workbench tiles follow the answers; only what changed is sent (app-api §11.9). */
export const refreshTilesJob = defineJob({
  name: 'refresh-tiles',
  payload: z.object({}),
  concurrency: 1,
  attempts: 1,
  backoffMs: 0,
  everyMs: 300_000,
  run: async (deps) => void (await refreshTiles(deps)),
});
