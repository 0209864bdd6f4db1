import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

/** 佐证材料 as lists show it; its bytes are at `GET /evidence/:id`. */
export const evidenceLine = z.object({
  id: z.string(),
  fileName: z.string(),
  /** As it was said when it was sent: for a label, not for trust. */
  mediaType: z.string(),
  bytes: z.number(),
  /** ISO instant. */
  at: z.string(),
  by: z.string(),
});

export const evidenceEndpoints = {
  'GET /evidence/:id': {
    summary:
      'One piece of evidence, for whoever may see its task. Only pictures are shown, all else is saved.',
    params: z.object({ id: z.uuid() }),
    answer: 'file',
  },
} as const satisfies Record<string, Endpoint>;
