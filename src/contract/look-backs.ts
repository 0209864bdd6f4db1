import { z } from 'zod';
import type { LookBackLine } from '../domain/message/look-back-notice.ts';
import type { Endpoint } from './endpoint.ts';
import { dateSaid } from './values.ts';

export const lookBackEndpoints = {
  'GET /look-backs': {
    summary:
      'Closed tasks that are to be looked at again and have not been, the first due first. For the office.',
    answer: z.object({
      items: z
        .array(
          z.object({
            code: z.string(),
            title: z.string(),
            unit: z.string(),
            cause: z.enum(['sample', 'scheduled', 'complaint', 'by_hand']),
            dueOn: dateSaid,
            /** Its day has passed. */
            late: z.boolean(),
          }) satisfies z.ZodType<LookBackLine>,
        )
        .readonly(),
    }),
  },
} as const satisfies Record<string, Endpoint>;
