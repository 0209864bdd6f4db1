import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { momentSaid, outboundState } from './moments.ts';

export const healthEndpoints = {
  'GET /health': {
    summary:
      'What the doctor finds, which channels stand still, what became of messages. Takes some seconds.',
    answer: z.object({
      at: momentSaid,
      checks: z
        .array(
          z.object({
            id: z.string(),
            title: z.string(),
            state: z.enum(['ok', 'doubtful', 'wrong', 'skipped']),
            finding: z.string(),
            remedy: z.string(),
          }),
        )
        .readonly(),
      /** Channels that do not work until somebody acts. */
      halts: z
        .array(z.object({ channel: z.string(), since: momentSaid, probeAt: momentSaid, advice: z.string() }))
        .readonly(),
      /** Of the last seven days. */
      messages: z.array(z.object({ state: outboundState, count: z.number() })).readonly(),
      /** Due and not sent yet. */
      due: z.number(),
      unhandled: z.number(),
    }),
  },
} as const satisfies Record<string, Endpoint>;
