import { z } from 'zod';
import { deliver } from '../src/app/delivery/deliver.ts';
import { defineJob } from './define-job.ts';

/** What WeCom answers is settled in the outbox; the attempts here are for a database that was away. */
export const deliverJob = defineJob({
  name: 'deliver',
  payload: z.object({ outboundId: z.uuid(), behind: z.array(z.uuid()).default([]) }),
  concurrency: 8,
  attempts: 5,
  backoffMs: 2000,
  everyMs: null,
  async run(deps, { outboundId, behind }) {
    for (const id of [outboundId, ...behind]) await deliver(deps, id);
  },
});

/** Worked on by the one process that owns the robot's connection. */
export const deliverByRobotJob = defineJob({
  name: 'deliver-by-robot',
  payload: z.object({ outboundId: z.uuid() }),
  concurrency: 8,
  attempts: 5,
  backoffMs: 2000,
  everyMs: null,
  run: (deps, { outboundId }) => deliver(deps, outboundId, 'robot'),
});
