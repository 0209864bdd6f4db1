import { z } from 'zod';
import { orderBody } from './command.ts';
import type { Endpoint } from './endpoint.ts';

const ordered = z.object({
  /** What was done, in a word for programs. */
  outcome: z.string(),
  /** The same for people. */
  message: z.string(),
});

export const orderEndpoints = {
  'POST /orders': { summary: 'Does the order.', body: orderBody, answer: ordered },
  'POST /orders/preview': {
    summary: 'What the order would do. Nothing is done.',
    body: orderBody,
    answer: ordered,
  },
} as const satisfies Record<string, Endpoint>;
