import { z } from 'zod';
import { WEEK_STEPS } from '../domain/task/round.ts';
import type { AskReason } from '../domain/reminder/plan.ts';
import type { Endpoint } from './endpoint.ts';
import { momentSaid, outboundState } from './moments.ts';
import { dateSaid, day } from './values.ts';

const named = z.object({ code: z.string(), title: z.string().nullable() });

const askReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('overdue'), days: z.number() }),
  z.object({ kind: z.literal('near'), workingDays: z.number() }),
  z.object({ kind: z.literal('stage'), dueOn: dateSaid, passed: z.boolean() }),
  z.object({ kind: z.literal('review_due'), since: dateSaid.nullable() }),
  z.object({ kind: z.literal('no_entry') }),
]) satisfies z.ZodType<AskReason>;

const roundName = z.object({ letter: z.string(), name: z.string() });

const message = z.object({
  id: z.string(),
  kind: z.string(),
  /** A name, or what the group is called. */
  to: z.string(),
  unit: z.string(),
  state: outboundState,
  /** Waits for a later moment than the one it was planned for. */
  deferredTo: momentSaid.nullable(),
  at: momentSaid,
  /** In a word for programs. */
  reason: z.string(),
  errcode: z.number().nullable(),
  /** Tasks of his that have this week's answer. */
  answered: z.number(),
});

export const weekEndpoints = {
  'GET /week': {
    summary: "A round's week: its steps, who was reminded and what became of it. For the office.",
    query: z.object({
      round: z.string().length(1).optional(),
      /** Any day of it; this week without. */
      week: day.optional(),
    }),
    answer: z.object({
      rounds: z.array(roundName).readonly(),
      round: roundName,
      week: dateSaid,
      thisWeek: dateSaid,
      /** The first week of the round. */
      firstWeek: dateSaid,
      steps: z
        .array(
          z.object({
            step: z.enum(WEEK_STEPS),
            state: z.enum(['planned', 'done', 'skipped']),
            /** Null where the whole week is skipped. */
            dueAt: momentSaid.nullable(),
            shiftedFrom: dateSaid.nullable(),
            reason: z.string(),
            /** 补发. */
            late: z.boolean(),
          }),
        )
        .readonly(),
      /** People's reminders of the week, those with something amiss first. */
      messages: z.array(message).readonly(),
      /** By kind of message: the parts add up to the total. */
      counts: z
        .array(
          z.object({
            kind: z.string(),
            total: z.number(),
            states: z.array(z.object({ state: outboundState, count: z.number() })).readonly(),
            answered: z.number(),
          }),
        )
        .readonly(),
      /** Of whatever kind: nobody can say whether they arrived. */
      ambiguous: z.array(message).readonly(),
    }),
  },
  'GET /week/preview': {
    summary: 'Who would be asked what and why in the week of that day. Nothing is sent.',
    query: z.object({ date: day }),
    answer: z.object({
      date: dateSaid,
      week: dateSaid,
      rounds: z.array(roundName.extend({ remindAt: momentSaid.nullable() })).readonly(),
      people: z
        .array(
          z.object({
            userid: z.string(),
            name: z.string(),
            tasks: z.array(named.extend({ reason: askReason })).readonly(),
          }),
        )
        .readonly(),
      notAsked: z.array(named.extend({ owner: z.string().nullable(), reason: z.string() })).readonly(),
      reviewers: z.array(z.object({ userid: z.string(), name: z.string() })).readonly(),
      waitingForReview: z.array(z.string()).readonly(),
    }),
  },
  'POST /messages/:id/settle': {
    summary: 'Decides about a message nobody can say has arrived, or sends a refused one again.',
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ how: z.enum(['resend', 'count_as_sent']) }),
    answer: z.object({ outcome: z.enum(['resent', 'counted_as_sent']) }),
  },
} as const satisfies Record<string, Endpoint>;
