import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

/* What a page inside WeCom needs to use its client's camera and directory. */

export const jssdkEndpoints = {
  'GET /jssdk': {
    summary: "Whose page this is to WeCom's client; `null` without a self-built app.",
    answer: z.object({ app: z.object({ corpId: z.string(), agentId: z.string() }).nullable() }),
  },
  'GET /jssdk/signature': {
    summary: "Signs a page of this site for WeCom's JS-SDK.",
    query: z.object({
      kind: z.enum(['corp', 'agent']),
      /** The page's whole address; `#…` does not count. */
      url: z.url().max(2000),
      /** The name of a ticket whose signature was refused. */
      refused: z.string().max(64).optional(),
    }),
    answer: z.object({
      timestamp: z.number(),
      nonceStr: z.string(),
      signature: z.string(),
      /** The name of the ticket, not the ticket. */
      ticket: z.string(),
    }),
  },
} as const satisfies Record<string, Endpoint>;
