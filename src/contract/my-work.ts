import { z } from 'zod';
import type { AskReason } from '../domain/reminder/plan.ts';
import type { Endpoint } from './endpoint.ts';
import { evidenceLine } from './evidence.ts';
import { replyStatus, taskLine } from './said.ts';
import { dateSaid, day, personName, taskCode } from './values.ts';

/* An official's own work, as his phone shows it. */

const said = z.object({
  week: dateSaid,
  status: replyStatus,
  text: z.string(),
  nextPlan: z.string(),
  by: z.string(),
  at: z.string(),
  late: z.boolean(),
});

const askReason = z.union([
  z.object({ kind: z.literal('overdue'), days: z.number() }),
  z.object({ kind: z.literal('near'), workingDays: z.number() }),
  z.object({ kind: z.literal('stage'), dueOn: dateSaid, passed: z.boolean() }),
  z.object({ kind: z.literal('review_due'), since: dateSaid.nullable() }),
  z.object({ kind: z.literal('no_entry') }),
]) satisfies z.ZodType<AskReason>;

const myTask = taskLine.extend({
  round: z.string(),
  ask: askReason.nullable(),
  nearWorkingDays: z.number().nullable(),
  planMissing: z.boolean(),
  thisWeek: said.nullable(),
  before: said.nullable(),
});

const lines = z.array(taskLine).readonly();
const mine = z.array(myTask).readonly();
const texts = z.array(z.string()).readonly();

const stage = z.object({ no: z.number(), text: z.string(), dueOn: dateSaid, reachedOn: dateSaid.nullable() });
const subject = z.enum(['extension', 'transfer', 'help']);

const detail = myTask.extend({
  category: z.string(),
  problem: z.string(),
  measures: texts,
  stages: z.array(stage).readonly(),
  originalDueOn: dateSaid.nullable(),
  leader: z.string(),
  contact: z.string(),
  supportUnits: texts,
  remark: z.string(),
  history: z.array(said).readonly(),
  evidence: z.array(evidenceLine).readonly(),
  requests: z
    .array(
      z.object({
        what: subject,
        askedBy: z.string(),
        dueOn: dateSaid.nullable(),
        toName: z.string().nullable(),
        text: z.string(),
      }),
    )
    .readonly(),
  may: z.array(z.enum(['answer', 'withdraw', 'ask_extension', 'ask_help', 'ask_transfer'])).readonly(),
  window: z.object({ closed: z.boolean(), closesAt: z.object({ date: dateSaid, time: z.string() }) }),
});

/** Made by the page; a repeat of the same key is answered with the same receipt and does nothing. */
const key = z.string().regex(/^[A-Za-z0-9-]{16,64}$/);
const words = z.string().max(2000);
const ofTask = z.object({ code: taskCode });

const uploaded = z.object({ id: z.string(), fileName: z.string(), mediaType: z.string(), bytes: z.number() });

const receipt = z.object({
  /** `recorded`, `requested`, `withdrawn`; `kept`: it is safe, and the same key asks again what became of it. */
  outcome: z.string(),
  /** The receipt in words, as chat says it. */
  message: z.string(),
  recorded: z
    .array(
      z.object({
        code: z.string(),
        status: replyStatus,
        text: z.string(),
        claimed: z.boolean(),
        corrects: z.boolean(),
      }),
    )
    .readonly(),
});

export const myWorkEndpoints = {
  'GET /my-tasks': {
    summary: 'What somebody answers for by what it wants of him, and what he leads, heads or helps with.',
    answer: z.object({
      today: dateSaid,
      rounds: z.array(z.object({ letter: z.string(), name: z.string() })).readonly(),
      waiting: mine,
      answered: mine,
      quiet: mine,
      led: lines,
      ofUnit: lines,
      helped: lines,
    }),
  },
  'GET /my-tasks/:code': {
    summary: 'One task as whoever answers for it sees it, with what he may do now.',
    params: ofTask,
    answer: detail,
  },
  'GET /my-tasks/:code/life': {
    summary: 'What happened to the task, newest first, in words.',
    params: ofTask,
    answer: z.object({ lines: texts }),
  },
  'GET /colleagues': {
    summary: 'To whom a task may be asked to be handed over.',
    answer: z.object({ people: z.array(z.object({ name: z.string(), unit: z.string() })).readonly() }),
  },
  'POST /my-tasks/:code/answers': {
    summary: "This week's answer, or its correction.",
    params: ofTask,
    body: z.strictObject({
      key,
      status: replyStatus,
      text: words.default(''),
      nextPlan: words.default(''),
      /** Ids of uploads. */
      uploads: z.array(z.uuid()).max(20).default([]),
    }),
    answer: receipt,
  },
  'POST /my-tasks/:code/requests': {
    summary: 'Asks the office for an extension, for help, or to hand the task over.',
    params: ofTask,
    body: z.discriminatedUnion('what', [
      z.strictObject({ key, what: z.literal('extension'), due: day, reason: words }),
      z.strictObject({ key, what: z.literal('help'), reason: words }),
      z.strictObject({ key, what: z.literal('transfer'), to: personName, reason: words }),
    ]),
    answer: receipt,
  },
  'POST /my-tasks/:code/withdrawals': {
    summary: "Takes back this week's answer, or what waits for the office.",
    params: ofTask,
    body: z.strictObject({ key, what: z.enum(['answer', 'extension', 'transfer', 'help']) }),
    answer: receipt,
  },
  'POST /uploads': {
    summary:
      'One picture or file for an answer, its bytes as the body. Headers: X-File-Name (percent-encoded), X-Upload-Key.',
    takes: 'bytes',
    answer: uploaded,
  },
  'POST /uploads/wecom': {
    summary: "One picture that WeCom's client has uploaded to WeCom: it is fetched from there.",
    body: z.strictObject({ key, mediaId: z.string().min(1).max(512) }),
    answer: uploaded,
  },
} as const satisfies Record<string, Endpoint>;
