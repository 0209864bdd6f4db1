import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { roundLetter } from './values.ts';

/* Into which groups a round's digest goes, and where people are mentioned whom no message reached. */

/** `made`: a group the app makes of the leading group; `webhook` by its name in the settings; `robot`: where it was spoken to. */
const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('made') }),
  z.strictObject({ kind: z.literal('webhook'), name: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('robot'), chatid: z.string().min(1).max(100) }),
]);

const chosen = { digest: target.nullable(), mentionIn: z.string().max(100).nullable() };
const ofRound = z.object({ letter: roundLetter });

export const groupEndpoints = {
  'GET /rounds/:letter/groups': {
    summary: 'The groups of a round, and what there is to choose from.',
    params: ofRound,
    answer: z.object({
      ...chosen,
      webhooks: z.array(z.string()).readonly(),
      robotGroups: z.array(z.string()).readonly(),
      canMake: z.boolean(),
    }),
  },
  'PUT /rounds/:letter/groups': {
    summary: 'Chooses them; a digest without a group is not taken away again.',
    params: ofRound,
    body: z.strictObject({
      ...chosen,
      /** As they were read. */
      before: z.strictObject(chosen),
    }),
    answer: z.object(chosen),
  },
} as const satisfies Record<string, Endpoint>;
