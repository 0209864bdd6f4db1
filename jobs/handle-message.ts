import { z } from 'zod';
import { handleMessage } from '../src/app/conversation/handle-message.ts';
import { defineJob } from './define-job.ts';

export const handleMessageJob = defineJob({
  name: 'handle-message',
  payload: z.object({ inboundId: z.uuid() }),
  concurrency: 4,
  attempts: 5,
  backoffMs: 1000,
  everyMs: null,
  run: (deps, { inboundId }) => handleMessage(deps, inboundId),
});
