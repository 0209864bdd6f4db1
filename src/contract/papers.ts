import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { AUDIENCES } from '../domain/ledger/publication.ts';
import { dateSaid, day, roundLetter, taskCode } from './values.ts';

/* Official documents and other files that are taken away. */

const ofRound = z.object({ letter: roundLetter });
const ofTask = ofRound.extend({ code: taskCode });
/** Any day of a frozen week; without it as it stands now. */
const week = z.exactOptional(day);
const count = z.coerce.number().int().positive();
const audience = z.enum(AUDIENCES);
const publicTo = z.enum(['party', 'society']);
const bulletinKind = z.enum(['weekly', 'monthly']);

const withheld = z.object({ party: z.string().nullable(), society: z.string().nullable() });

const papersOfRound = z.object({
  weeks: z.array(z.object({ number: z.number(), week: dateSaid, asOf: dateSaid })).readonly(),
  bulletins: z
    .array(z.object({ number: z.number(), kind: bulletinKind, week: dateSaid, issuedOn: dateSaid }))
    .readonly(),
  letters: z
    .array(
      z.object({
        number: z.string().nullable(),
        code: z.string(),
        unit: z.string(),
        state: z.enum(['draft', 'signed', 'dropped']),
        draftedOn: dateSaid,
        signedOn: dateSaid.nullable(),
        newLimit: dateSaid,
      }),
    )
    .readonly(),
  problems: z
    .array(z.object({ no: z.number(), title: z.string(), category: z.string(), withheld }))
    .readonly(),
});

export const paperEndpoints = {
  'GET /rounds/:letter/papers': {
    summary: 'The papers a round has, and of what more can be made.',
    params: ofRound,
    answer: papersOfRound,
  },
  'GET /rounds/:letter/ledger': {
    summary: 'The ledger as .xlsx, as far as the person sees it.',
    params: ofRound,
    query: z.object({ week, paper: z.enum(['a3', 'a4']).default('a3') }),
    answer: 'file',
  },
  'POST /rounds/:letter/ledger/in-template': {
    summary: "The ledger in a workbook of the superior's, which is the body.",
    params: ofRound,
    query: z.object({ week }),
    takes: 'bytes',
    answer: 'file',
  },
  'GET /rounds/:letter/report': {
    summary: 'The report on the progress of a round as .docx, for one audience.',
    params: ofRound,
    query: z.object({ week, audience, answers: z.enum(['all', 'week']).default('all') }),
    answer: 'file',
  },
  'GET /rounds/:letter/meeting-pack': {
    summary: 'Everything the weekly meeting needs, as .docx.',
    params: ofRound,
    query: z.object({ week }),
    answer: 'file',
  },
  'GET /rounds/:letter/urge': {
    summary: 'A notice that urges one unit on, as .docx.',
    params: ofRound,
    query: z.object({
      /** Parted by commas. */
      codes: z
        .string()
        .max(2000)
        .transform((text) => text.split(','))
        .pipe(z.array(taskCode).min(1).max(200)),
      limit: z.exactOptional(day),
    }),
    answer: 'file',
  },
  'POST /rounds/:letter/bulletins': {
    summary: 'Issues the bulletin of a frozen week or month under the next number; once issued it stays.',
    params: ofRound,
    body: z.strictObject({ kind: bulletinKind, day }),
    answer: z.object({ number: z.number() }),
  },
  'GET /rounds/:letter/bulletins/:number': {
    summary: 'A bulletin that was issued, as .docx.',
    params: ofRound.extend({ number: count }),
    answer: 'file',
  },
  'GET /rounds/:letter/letters/:code': {
    summary: 'The supervision letter of a task as .docx: the draft, or the last one that was signed.',
    params: ofTask,
    answer: 'file',
  },
  'GET /rounds/:letter/tasks/:code/:paper': {
    summary: 'The closure form of a task, or its whole life, as .docx.',
    params: ofTask.extend({ paper: z.enum(['closure-form', 'archive']) }),
    answer: 'file',
  },
  'GET /rounds/:letter/wall-chart': {
    summary: 'The wall chart as .png.',
    params: ofRound,
    query: z.object({ week, size: z.enum(['a3', 'phone']).default('a3') }),
    answer: 'file',
  },
  'PUT /rounds/:letter/problems/:no/withheld': {
    summary: 'A problem is not published to those people, or again; `reason` null publishes it.',
    params: ofRound.extend({ no: count }),
    body: z.strictObject({
      from: publicTo,
      reason: z.string().trim().min(1).max(500).nullable(),
      /** What stood there when the page was loaded. */
      before: z.string().nullable(),
    }),
    answer: withheld,
  },
} as const satisfies Record<string, Endpoint>;
