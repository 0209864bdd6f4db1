import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { momentSaid, outboundState, pageSize } from './moments.ts';
import { replyStatus } from './said.ts';
import { dateSaid, day, personName, taskCode } from './values.ts';

/** An answer that came in, and beside it what was made of it. */
const replyRead = z.object({
  id: z.string(),
  by: z.enum(['app', 'robot', 'page']),
  /** `spoken`: the transcript of a voice; `secret`: refused, and its words were not kept. */
  form: z.enum(['text', 'spoken', 'card', 'media', 'secret', 'page']),
  at: momentSaid,
  week: dateSaid,
  person: z.object({ name: z.string(), unit: z.string() }),
  /** The words as they came; of a pressed button its key. */
  text: z.string(),
  /** What was done, in a word for programs. */
  outcome: z.string(),
  unclear: z.boolean(),
  entries: z
    .array(
      z.object({
        code: z.string(),
        title: z.string(),
        status: replyStatus,
        text: z.string(),
        nextPlan: z.string(),
        by: z.string(),
        /** The owner, where somebody else answered for him. */
        insteadOf: z.string().nullable(),
        late: z.boolean(),
        /** It counts now: not taken back, and nothing came after it. */
        counts: z.boolean(),
        correction: z.boolean(),
      }),
    )
    .readonly(),
  /** What the bot answered, and what became of that. */
  said: z.array(z.object({ text: z.string(), state: outboundState })).readonly(),
  /** Whatever was recorded, and what nobody understood; not what asks for something. */
  correctable: z.boolean(),
  /** How much had been recorded of it when it was read: a correction says so. */
  seen: z.number(),
});

const id = z.object({ id: z.uuid() });
const taskName = z.object({ code: z.string(), title: z.string() });

export const replyEndpoints = {
  'GET /replies': {
    summary: 'What people answered, newest first, with what was understood. For the office.',
    query: z.object({
      cursor: z.string().max(100).optional(),
      /** userid, or a part of the name. */
      person: personName.optional(),
      task: taskCode.optional(),
      /** Any day of it. */
      week: day.optional(),
      only: z.enum(['unclear', 'late']).optional(),
      limit: pageSize,
    }),
    answer: z.object({ replies: z.array(replyRead).readonly(), next: z.string().nullable() }),
  },
  'GET /replies/:id/tasks': {
    summary: 'The tasks this answer can be about: those of who wrote it.',
    params: id,
    answer: z.object({ tasks: z.array(taskName).readonly() }),
  },
  'POST /replies/:id/correction': {
    summary: 'Says what an answer meant. Added in the name of who corrects; nothing is overwritten.',
    params: id,
    body: z.strictObject({
      reports: z
        .array(
          z.strictObject({ item: taskCode, status: replyStatus, text: z.string().trim().min(1).max(2000) }),
        )
        .min(1)
        .max(20),
      reason: z.string().trim().min(1).max(500),
      seen: z.int().min(0),
    }),
    answer: z.object({ outcome: z.literal('corrected'), codes: z.array(z.string()).readonly() }),
  },
  'GET /replies/corrections': {
    summary: 'The corrected answers as test lines, one JSON value a line, long numbers masked.',
    answer: 'file',
  },
} as const satisfies Record<string, Endpoint>;
