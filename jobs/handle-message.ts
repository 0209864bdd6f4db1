import { z } from 'zod';
import { handleMessage } from '../src/app/conversation/handle-message.ts';
import { defineJob } from './define-job.ts';

export const handleMessageJob = defineJob({
  name: 'handle-message',
  payload: z.object({ inboundId: z.uuid(), others: z.array(z.uuid()).default([]) }),
  concurrency: 4,
  attempts: 5,
  backoffMs: 1000,
  everyMs: null,
  async run(deps, { inboundId, others }) {
    const failed: unknown[] = [];
    // One that fails keeps none of the others waiting.
    for (const id of [inboundId, ...others])
      await handleMessage(deps, id).catch((error: unknown) => failed.push(error));
    if (failed.length > 0) throw failed[0];
  },
});
