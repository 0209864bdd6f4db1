import { z } from 'zod';
import type { Board } from '../domain/ledger/board.ts';
import type { CompletionCount, FigureError } from '../domain/ledger/ledger.ts';
import type { ChartUnit, ChartWeek, WallChart } from '../domain/ledger/wall-chart.ts';
import type { Endpoint } from './endpoint.ts';
import { dateSaid } from './values.ts';

const count = z.object({
  total: z.number(),
  done: z.number(),
  basicallyDone: z.number(),
  notDone: z.number(),
  ongoing: z.number(),
  stopped: z.number(),
}) satisfies z.ZodType<CompletionCount>;

const lights = z.object({ red: z.number(), yellow: z.number(), green: z.number(), closed: z.number() });

const unit = z.object({ name: z.string(), lights, total: z.number() }) satisfies z.ZodType<ChartUnit>;

const week = z.object({
  weekNo: z.number().nullable(),
  asOf: dateSaid,
  tasks: count,
}) satisfies z.ZodType<ChartWeek>;

const chart = z.object({
  roundName: z.string(),
  weekNo: z.number().nullable(),
  asOf: dateSaid,
  sha256: z.string().nullable(),
  problems: count,
  tasks: count,
  immediateDone: z.number(),
  underReview: z.number(),
  lights,
  units: z.array(unit).readonly(),
  trend: z.array(week).readonly(),
  red: z.array(z.object({ code: z.string(), days: z.number() })).readonly(),
  nextDue: z.array(z.object({ code: z.string(), dueOn: dateSaid })).readonly(),
}) satisfies z.ZodType<WallChart>;

const place = { code: z.string(), category: z.string(), unit: z.string() };

const board = z.object({
  chart,
  answers: z.object({ asked: z.number(), answered: z.number(), notAnswered: z.number() }),
  red: z.array(z.object({ ...place, days: z.number() })).readonly(),
  nextDue: z.array(z.object({ ...place, dueOn: dateSaid })).readonly(),
}) satisfies z.ZodType<Board>;

const openSum = z.object({
  figure: z.string(),
  total: z.number(),
  parts: z.record(z.string(), z.number()),
  sum: z.number(),
}) satisfies z.ZodType<FigureError>;

export const boardEndpoints = {
  'GET /board': {
    summary: 'A round as it stands now, with figures that close; without a letter the first round.',
    query: z.object({ round: z.string().max(4).optional() }),
    answer: z.object({
      rounds: z.array(z.object({ letter: z.string(), name: z.string() })).readonly(),
      letter: z.string().nullable(),
      /** Null without a round, and where sums do not close. */
      board: board.nullable(),
      errors: z.array(openSum).readonly(),
      at: z.object({ date: dateSaid, time: z.string() }),
      /** As the stream of events announces it. */
      version: z.string(),
    }),
  },
  'GET /board/events': {
    summary:
      'Server-sent events: `state` with a version whenever the board may show something new. A comment comes every 20 s.',
    answer: 'stream',
  },
} as const satisfies Record<string, Endpoint>;
