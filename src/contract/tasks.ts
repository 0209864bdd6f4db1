import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { evidenceLine } from './evidence.ts';
import { replyStatus, taskLine } from './said.ts';
import { dateSaid, taskCode } from './values.ts';

export const taskEndpoints = {
  'GET /tasks': {
    summary: 'The tasks the person may see, by code: the same as in chat, exports and digests.',
    query: z.object({
      /** `next` of the page before. */
      cursor: z
        .string()
        .regex(/^[A-Z][1-9]\d{0,8}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    answer: z.object({ tasks: z.array(taskLine).readonly(), next: z.string().nullable() }),
  },
  'GET /tasks/:code': {
    summary: 'One task with its measures and the answers that stand.',
    params: z.object({ code: taskCode }),
    answer: taskLine.extend({
      measures: z.array(z.string()).readonly(),
      history: z
        .array(
          z.object({
            week: dateSaid,
            status: replyStatus,
            text: z.string(),
            nextPlan: z.string(),
            late: z.boolean(),
          }),
        )
        .readonly(),
      evidence: z.array(evidenceLine).readonly(),
    }),
  },
} as const satisfies Record<string, Endpoint>;
