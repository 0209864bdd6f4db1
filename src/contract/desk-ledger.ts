import { z } from 'zod';
import { ACTIONS } from '../domain/access/actions.ts';
import { DESK_NAMES, DESK_SORTS } from '../domain/ledger/desk-rows.ts';
import type { Endpoint } from './endpoint.ts';
import { evidenceLine } from './evidence.ts';
import { replyStatus, taskLine } from './said.ts';
import { dateSaid, taskCode } from './values.ts';

const name = z.string().min(1).max(100);

/** One or several of them, with commas: `red,yellow`. */
const oneOrMore = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)).min(1).max(values.length));

/** Null when they are too many to choose from: then they are looked for. */
const namesOrMany = z.array(z.string()).readonly().nullable();

const ledgerFilter = z.object({
  round: z.string().length(1).optional(),
  category: name.optional(),
  unit: name.optional(),
  leader: name.optional(),
  owner: name.optional(),
  light: oneOrMore(['red', 'yellow', 'green', 'closed']).optional(),
  closure: oneOrMore([
    'open',
    'first_review',
    'second_review',
    'final_review',
    'closed',
    'returned',
    'relapsed',
  ]).optional(),
  horizon: oneOrMore(['immediate', 'term', 'long']).optional(),
  /** This week; `no` finds open ones only. */
  reported: z.enum(['yes', 'no']).optional(),
  /** In title, problem, finding, owner; a code as a whole. */
  search: z.string().max(100).optional(),
});

/** A line of the office's table. */
const deskLine = taskLine.extend({
  round: z.string(),
  no: z.number(),
  category: z.string(),
  problem: z.string(),
  leader: z.string(),
  originalDueOn: dateSaid.nullable(),
  /** 补报: the answer came after the window. */
  reportedLate: z.boolean(),
  progress: z.string(),
  nextPlan: z.string(),
  evidenceCount: z.number(),
  remark: z.string(),
});

/** ISO instant. */
const instant = z.string();

export const reviewLine = z.object({
  level: z.number(),
  reviewer: z.string(),
  approved: z.boolean(),
  reason: z.string(),
  at: instant,
});

export const requestLine = z.object({
  what: z.enum(['extension', 'transfer', 'help']),
  code: z.string(),
  title: z.string(),
  unit: z.string(),
  owner: z.string(),
  by: z.string(),
  at: instant,
  dueOn: dateSaid.nullable(),
  originalDueOn: dateSaid.nullable(),
  askedFor: dateSaid.nullable(),
  to: z.string().nullable(),
  text: z.string(),
});

export const measure = z.object({
  type: z.enum(['institution', 'loss_recovery', 'accountability', 'inference', 'campaign', 'other']),
  text: z.string(),
});

const dossier = deskLine.extend({
  version: z.number(),
  may: z.array(z.enum(ACTIONS)).readonly(),
  problemNo: z.number(),
  finding: z.string(),
  cause: z.string(),
  measures: z.array(measure).readonly(),
  stages: z
    .array(z.object({ no: z.number(), text: z.string(), dueOn: dateSaid, reachedOn: dateSaid.nullable() }))
    .readonly(),
  contact: z.string().nullable(),
  supportUnits: z.array(z.string()).readonly(),
  supporters: z.array(z.string()).readonly(),
  reviewEveryDays: z.number().nullable(),
  claimedOn: dateSaid.nullable(),
  closedOn: dateSaid.nullable(),
  reportedUp: z.object({ to: z.string(), on: dateSaid }).nullable(),
  history: z
    .array(
      z.object({
        week: dateSaid,
        status: replyStatus,
        text: z.string(),
        nextPlan: z.string(),
        late: z.boolean(),
        by: z.string(),
        onBehalfOf: z.string().nullable(),
        at: instant,
        source: z.enum(['chat', 'card', 'page', 'import']),
      }),
    )
    .readonly(),
  evidence: z.array(evidenceLine).readonly(),
  requests: z.array(requestLine).readonly(),
  reviews: z.array(reviewLine).readonly(),
  letters: z
    .array(
      z.object({
        state: z.enum(['draft', 'signed', 'dropped']),
        number: z.string().nullable(),
        signedOn: dateSaid.nullable(),
        draftedOn: dateSaid,
        newLimit: dateSaid,
      }),
    )
    .readonly(),
});

const params = z.object({ code: taskCode });

export const deskLedgerEndpoints = {
  'GET /ledger': {
    summary: "A page of the office's table, and the figures of everything that fits.",
    query: ledgerFilter.extend({
      sort: z.enum(DESK_SORTS).default('no'),
      order: z.enum(['asc', 'desc']).default('asc'),
      /** `next` of the page before. */
      cursor: z.string().max(500).optional(),
      /** So many rows are passed over, behind the cursor if there is one: for a table that is dragged to any place. */
      skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    answer: z.object({
      rows: z.array(deskLine).readonly(),
      figures: z.object({
        total: z.number(),
        /** Parts of `total`. */
        lights: z.object({
          red: z.number(),
          yellow: z.number(),
          green: z.number(),
          closed: z.number(),
        }),
        unreported: z.number(),
      }),
      next: z.string().nullable(),
    }),
  },
  'GET /ledger/choices': {
    summary: 'What the filters of the table offer.',
    answer: z.object({
      rounds: z.array(z.object({ letter: z.string(), name: z.string() })).readonly(),
      categories: z.array(z.string()).readonly(),
      units: namesOrMany,
      leaders: namesOrMany,
      owners: namesOrMany,
    }),
  },
  'GET /ledger/names': {
    summary: 'Names in the table with that in them; the first of them.',
    query: z.object({ of: z.enum(DESK_NAMES), like: name }),
    answer: z.object({ names: z.array(z.string()).readonly() }),
  },
  'GET /ledger/people': {
    summary: 'Whom a task may be given to, with that in name, userid or unit; the first of them.',
    query: z.object({ like: name }),
    answer: z.object({
      people: z.array(z.object({ userid: z.string(), name: z.string(), unit: z.string() })).readonly(),
    }),
  },
  'GET /dossiers/:code': { summary: 'Everything about a task.', params, answer: dossier },
  'GET /dossiers/:code/life': {
    summary: 'What happened to a task, oldest first, in words.',
    params,
    answer: z.object({ lines: z.array(z.object({ at: instant, refused: z.boolean(), text: z.string() })) }),
  },
  'PUT /dossiers/:code/remark': {
    summary: 'Writes the remark; 409 when the task was changed since that version.',
    params,
    body: z.strictObject({ remark: z.string().max(2000), version: z.int().positive() }),
    answer: z.object({ outcome: z.enum(['changed', 'unchanged']) }),
  },
} as const satisfies Record<string, Endpoint>;
