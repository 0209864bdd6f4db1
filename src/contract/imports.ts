import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { dateSaid, day, roundLetter } from './values.ts';

/* Importing a ledger or a report: handed in, looked at, confirmed. Nothing is written before. */

const ofUpload = z.object({ token: z.uuid() });

const choice = z.strictObject({
  letter: roundLetter,
  newName: z.string().trim().min(1).max(200).nullable(),
  dueOn: day,
  people: z.record(z.string().max(100), z.string().max(64)).default({}),
});

const found = z.object({ line: z.number(), messages: z.array(z.string()) });

const importPreview = z.object({
  round: z.object({ letter: z.string(), name: z.string(), isNew: z.boolean() }),
  problems: z.number(),
  tasks: z.number(),
  /** Their sum is `tasks`. */
  parts: z.object({
    not_done: z.number(),
    basically_done: z.number(),
    done: z.number(),
    stopped: z.number(),
  }),
  /** Of those not done: what goes on for good. */
  long: z.number(),
  newUnits: z.array(z.string()).readonly(),
  newPeople: z.array(z.object({ userid: z.string(), name: z.string() })).readonly(),
  /** A line 0 is the file as a whole. */
  badRows: z.array(found),
  notes: z.array(z.string()),
  unmatched: z.array(z.object({ name: z.string(), message: z.string() })),
  /** The first ones, as they would be written. */
  sample: z.array(
    z.object({
      line: z.number(),
      no: z.number(),
      title: z.string(),
      unit: z.string().nullable(),
      owner: z.string().nullable(),
      dueOn: dateSaid.nullable(),
    }),
  ),
  /** Names what was seen: to be sent with the confirmation. */
  seen: z.string(),
  /** Bears a mark of secrecy: it can neither be imported nor skipped. */
  secret: z.boolean(),
});

export const importEndpoints = {
  'GET /imports/template': { summary: 'An empty ledger to fill in, as .xlsx.', answer: 'file' },
  'POST /imports': {
    summary: 'Hands in a ledger (.xlsx, .xls, .docx) or a report (.txt, .md, .docx), which is the body.',
    query: z.object({ name: z.string().min(1).max(200) }),
    takes: 'bytes',
    answer: z.object({
      token: z.string(),
      name: z.string(),
      kind: z.enum(['ledger', 'report']),
      /** Of a report. */
      title: z.string().nullable(),
      hasMarkedCopy: z.boolean(),
      rounds: z.array(z.object({ letter: z.string(), name: z.string() })).readonly(),
      freeLetter: z.string().nullable(),
      dueOn: dateSaid,
    }),
  },
  'POST /imports/:token/preview': {
    summary: 'What importing it would do. Nothing is done.',
    params: ofUpload,
    body: choice,
    answer: importPreview,
  },
  'GET /imports/:token/marked': {
    summary: 'A copy of the sheet with what is wrong in front of each row, as .xlsx.',
    params: ofUpload,
    answer: 'file',
  },
  'POST /imports/:token/confirm': {
    summary: 'Imports what the preview has shown.',
    params: ofUpload,
    body: choice.extend({ seen: z.string(), skipBad: z.boolean() }),
    answer: z.object({ problems: z.number(), tasks: z.number(), letter: z.string() }),
  },
  'DELETE /imports/:token': {
    summary: 'Forgets the file.',
    params: ofUpload,
    answer: z.object({ outcome: z.literal('dropped') }),
  },
} as const satisfies Record<string, Endpoint>;
