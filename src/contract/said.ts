import { z } from 'zod';
import { ACTIONS } from '../domain/access/actions.ts';
import type { TaskLine } from '../domain/message/lines.ts';
import { dateSaid } from './values.ts';

/* What several calls answer with. */

const light = z.enum(['green', 'yellow', 'red', 'closed']);
const horizon = z.enum(['immediate', 'term', 'long']);
const completion = z.enum(['not_done', 'basically_done', 'done', 'stopped']);
const closure = z.enum([
  'open',
  'first_review',
  'second_review',
  'final_review',
  'closed',
  'returned',
  'relapsed',
]);
export const replyStatus = z.enum([
  'done',
  'basically_done',
  'in_progress',
  'not_started',
  'ongoing',
  'no_change',
]);

/** A task as lists show it. */
export const taskLine = z.object({
  code: z.string(),
  title: z.string(),
  unit: z.string(),
  owner: z.string(),
  dueOn: dateSaid.nullable(),
  light,
  overdueDays: z.number(),
  horizon,
  completion,
  closure,
  reported: replyStatus.nullable(),
}) satisfies z.ZodType<TaskLine>;

/** Who is signed in, and what his roles allow him in each round. */
export const me = z.object({
  userid: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  /** In some round, or in the first there will be. */
  may: z.array(z.enum(ACTIONS)).readonly(),
  rounds: z
    .array(z.object({ letter: z.string(), name: z.string(), may: z.array(z.enum(ACTIONS)).readonly() }))
    .readonly(),
});
