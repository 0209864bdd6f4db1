import { z } from 'zod';
import { syncContacts } from '../src/app/office/sync-contacts.ts';
import { defineJob } from './define-job.ts';

/** Nightly, and when WeCom says that somebody entered or left the app's scope (app-api §6.4). */
export const syncContactsJob = defineJob({
  name: 'sync-contacts',
  payload: z.object({}),
  concurrency: 1,
  attempts: 3,
  backoffMs: 60_000,
  everyMs: null,
  at: '17 3 * * *',
  run: async (deps) => void (await syncContacts(deps)),
});
