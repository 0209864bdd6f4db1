import { z } from 'zod';

/** How the API says what went wrong (RFC 9457, `application/problem+json`). */
export const problem = z.object({
  /** `/problems/` and the code. */
  type: z.string(),
  /** The code in words, for programmers. */
  title: z.string(),
  status: z.number(),
  /** For people, Chinese. */
  detail: z.string(),
  /** For programs. */
  code: z.string(),
  /** What was wrong where in the request. */
  errors: z.array(z.string()).optional(),
});

export type Problem = z.output<typeof problem>;
