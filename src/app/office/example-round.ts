import { z } from 'zod';

/* The shape of examples/round.json. */

const userid = z.string().min(1);
const daysAgo = z.int().nonnegative();

const exampleTask = z.object({
  no: z.int().positive(),
  problem: z.int().positive(),
  title: z.string(),
  measures: z.array(
    z.object({
      type: z.enum(['institution', 'loss_recovery', 'accountability', 'inference', 'campaign', 'other']),
      text: z.string(),
    }),
  ),
  leader: userid,
  unit: z.string(),
  owner: userid,
  supports: z.array(z.string()),
  horizon: z.enum(['immediate', 'term', 'long']),
  /** Relative to this week's Monday, so that the example is never stale. */
  dueInDays: z.int().nullable(),
  extendedFromDays: z.int().optional(),
  reviewEveryDays: z.int().positive().optional(),
  state: z.object({
    completion: z.enum(['not_done', 'basically_done', 'done', 'stopped']),
    closure: z.enum(['open', 'first_review', 'second_review', 'closed', 'returned']),
    claimedDaysAgo: daysAgo.optional(),
    closedDaysAgo: daysAgo.optional(),
    lateFinish: z.boolean().optional(),
  }),
  history: z.array(
    z.object({
      weeksAgo: z.int().positive(),
      status: z.enum(['done', 'basically_done', 'in_progress', 'not_started', 'ongoing', 'no_change']),
      text: z.string(),
      nextPlan: z.string().optional(),
    }),
  ),
});

export const exampleRound = z.object({
  round: z.object({
    letter: z.string().regex(/^[A-Z]$/),
    name: z.string(),
    managers: z.array(userid),
    reviewers: z.array(userid),
    leadingGroup: z.array(userid),
  }),
  units: z.array(z.object({ name: z.string(), head: userid })),
  categories: z.array(z.object({ key: z.string(), title: z.string() })),
  problems: z.array(
    z.object({
      no: z.int().positive(),
      category: z.string(),
      title: z.string(),
      finding: z.string(),
      cause: z.string(),
    }),
  ),
  tasks: z.array(exampleTask),
});

export type ExampleRound = z.infer<typeof exampleRound>;
export type ExampleTask = z.infer<typeof exampleTask>;
