import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { me } from './said.ts';

export const signInEndpoints = {
  'GET /sign-in': {
    summary: "Leads to WeCom's page and back to signed-in; `to` is a path of this site to end at.",
    query: z.object({ to: z.string().optional() }),
    answer: 'redirect',
    open: true,
  },
  'GET /signed-in': {
    summary: 'Where WeCom leads back to. Sets the session cookie, which holds for eight hours.',
    query: z.object({ code: z.string(), state: z.string() }),
    answer: 'redirect',
    open: true,
  },
  'GET /sign-in/panel': {
    summary: "What a page needs for WeCom's panel on a desktop; `null` where there is none to show.",
    query: z.object({ to: z.string().optional() }),
    answer: z.object({
      panel: z
        .object({
          corpId: z.string(),
          agentId: z.string(),
          /** Not encoded. */
          redirectUri: z.string(),
          state: z.string(),
        })
        .nullable(),
    }),
    open: true,
  },
  'POST /sign-out': {
    summary: 'Ends every session of who is signed in, on all his machines.',
    answer: z.object({ outcome: z.literal('signed_out') }),
    open: true,
  },
  'GET /me': { summary: 'Who is signed in and what his roles allow.', answer: me },
} as const satisfies Record<string, Endpoint>;
