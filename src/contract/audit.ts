import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { momentSaid, pageSize } from './moments.ts';
import { day, taskCode } from './values.ts';

const line = z.object({
  at: momentSaid,
  /** What was done, from what to what, why, by which way; of a task's life also when and by whom. */
  text: z.string(),
  refused: z.boolean(),
});

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const filter = {
  /** userid, or a name; also `system`, `operator`. */
  actor: z.string().trim().min(1).max(100).optional(),
  /** A task's code, a name, or the id of anything. */
  object: z.string().trim().min(1).max(100).optional(),
  event: z
    .string()
    .regex(/^\w{1,60}$/)
    .optional(),
  since: day.optional(),
  /** The last day. */
  until: day.optional(),
  refused: flag.optional(),
};

export const auditEndpoints = {
  'GET /audit': {
    summary: 'The audit log, newest first. For auditors.',
    query: z.object({
      ...filter,
      cursor: z
        .string()
        .regex(/^\d{1,18}$/)
        .optional(),
      limit: pageSize,
    }),
    answer: z.object({
      rows: z
        .array(
          line.extend({
            seq: z.string(),
            event: z.string(),
            actor: z.string(),
            actingFor: z.string().nullable(),
            /** What it happened to, as people call it. */
            object: z.string(),
            source: z.string(),
          }),
        )
        .readonly(),
      next: z.string().nullable(),
    }),
  },
  'GET /audit/tasks/:code': {
    summary: "A task's life, oldest first. For auditors.",
    params: z.object({ code: taskCode }),
    answer: z.object({ code: z.string(), title: z.string(), lines: z.array(line).readonly() }),
  },
  'POST /audit/verify': {
    summary: 'Whether the log is as it was written, by its chain and by its anchors.',
    answer: z.object({
      rows: z.number(),
      anchors: z.number(),
      fault: z
        .object({
          seq: z.string(),
          what: z.enum(['altered', 'broken_link', 'cut_off', 'fewer_rows', 'rewritten', 'unreadable_anchor']),
        })
        .nullable(),
    }),
  },
  'GET /audit/export': {
    summary: 'What the filter leaves of the log, newest first, one JSON value a line.',
    query: z.object(filter),
    answer: 'file',
  },
} as const satisfies Record<string, Endpoint>;
