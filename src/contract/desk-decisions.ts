import { z } from 'zod';
import { measure, requestLine, reviewLine } from './desk-ledger.ts';
import type { Endpoint } from './endpoint.ts';
import { evidenceLine } from './evidence.ts';
import { taskLine } from './said.ts';
import { dateSaid, personName, taskCode } from './values.ts';

const ordered = z.object({ outcome: z.string(), message: z.string() });

const queued = z.object({
  code: z.string(),
  title: z.string(),
  unit: z.string(),
  owner: z.string(),
  closure: taskLine.shape.closure,
  /** Calendar days since the claim. */
  days: z.number(),
  requestId: z.string(),
  /** From 1. */
  level: z.number(),
});

const claim = queued.extend({
  problem: z.string(),
  measures: z.array(measure).readonly(),
  dueOn: dateSaid.nullable(),
  by: z.string(),
  claimedOn: dateSaid,
  text: z.string(),
  check: z.object({
    /** 见人、见事、见效: what of these it does not show. */
    lacks: z.array(z.enum(['person', 'act', 'effect'])).readonly(),
    /** Phrases that say nothing. */
    vague: z.array(z.string()).readonly(),
    evidence: z.number(),
    evidenceLacking: z.number(),
  }),
  evidence: z.array(evidenceLine).readonly(),
  reviews: z.array(reviewLine).readonly(),
});

/** As many as a body holds. */
const codes = z.array(taskCode).min(1).max(5000);

const target = z.union([
  z.strictObject({ items: codes }),
  z.strictObject({ scope: z.enum(['overdue', 'unreported']) }),
  z.strictObject({ unit: personName }),
  z.strictObject({ person: personName }),
]);

const plan = z.object({
  people: z
    .array(
      z.object({
        owner: z.string(),
        unit: z.string(),
        /** Who receives it: the owner, or who stands in for him. */
        to: z.string(),
        tasks: z.array(z.object({ code: z.string(), title: z.string() })).readonly(),
        remindedToday: z.boolean(),
      }),
    )
    .readonly(),
  dropped: z
    .array(
      z.object({
        code: z.string(),
        title: z.string(),
        reason: z.enum([
          'chased_today',
          'answered',
          'closed',
          'under_review',
          'reported_up',
          'no_owner',
          'no_such_item',
        ]),
      }),
    )
    .readonly(),
  /** In quiet time: when it goes out. */
  deferredTo: z.object({ date: dateSaid, time: z.string() }).nullable(),
});

export const deskDecisionEndpoints = {
  'GET /reviews': {
    summary: 'The claims that the person may decide now, the oldest first.',
    answer: z.object({ claims: z.array(queued).readonly() }),
  },
  'GET /reviews/:code': {
    summary: 'All that a decision about a claim needs to see.',
    params: z.object({ code: taskCode }),
    answer: claim,
  },
  'POST /reviews/:code': {
    summary: 'Decides the claim that was shown; 409 when another one is there now.',
    params: z.object({ code: taskCode }),
    body: z.strictObject({
      decision: z.enum(['approve', 'return']),
      reason: z.string().max(2000).default(''),
      requestId: z.uuid(),
      level: z.int().positive(),
    }),
    answer: ordered,
  },
  'GET /requests': {
    summary: 'Extensions, transfers and help that wait for the person, oldest first. Orders decide them.',
    answer: z.object({ requests: z.array(requestLine).readonly() }),
  },
  'POST /chases/preview': {
    summary: 'Who exactly would be chased about what, and what would be left out and why. Nothing is sent.',
    body: target,
    answer: plan,
  },
  'POST /chases': {
    summary: 'Chases these tasks, and says whom it came to.',
    body: z.strictObject({ items: codes }),
    answer: plan.extend({ sent: z.object({ people: z.number(), tasks: z.number() }) }),
  },
} as const satisfies Record<string, Endpoint>;
