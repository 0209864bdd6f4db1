import { z } from 'zod';
import { WEEK_STEPS } from '../domain/task/round.ts';
import type { Endpoint } from './endpoint.ts';
import { editableSettings } from './round-settings.ts';
import { dateSaid, day, roundLetter } from './values.ts';

/* How a round runs, and which days are worked. */

const ofRound = z.object({ letter: roundLetter });

const plannedWeek = z.object({
  monday: dateSaid,
  /** Fewer than two: the week is skipped. */
  workingDays: z.number(),
  steps: z.array(
    z.object({
      step: z.enum(WEEK_STEPS),
      date: dateSaid,
      time: z.string(),
      /** Where it would be without holidays, when that differs. */
      shiftedFrom: dateSaid.nullable(),
      /** When something may be sent, where its own time is a quiet one. */
      deferredTo: z.object({ date: dateSaid, time: z.string() }).nullable(),
    }),
  ),
  unknownYears: z.array(z.number()).readonly(),
});

const settingsOfRound = z.object({
  letter: z.string(),
  name: z.string(),
  settings: editableSettings,
  /** Names this state: to be sent with a change. */
  seen: z.string(),
  categories: z.array(z.string()),
  /** Neither closed nor stopped. */
  openTasks: z.number(),
});

const yearShown = z.object({
  year: z.number(),
  from: z.enum(['file', 'release']).nullable(),
  source: z.string().nullable(),
  loadedBy: z.string().nullable(),
});

export const settingsEndpoints = {
  'GET /rounds/:letter/settings': {
    summary: 'The settings of a round.',
    params: ofRound,
    answer: settingsOfRound,
  },
  'PUT /rounds/:letter/settings': {
    summary: 'Changes them; what is planned of this week and the next is moved.',
    params: ofRound,
    body: z.strictObject({ settings: editableSettings, seen: z.string() }),
    answer: z.object({ seen: z.string(), moved: z.number() }),
  },
  'POST /rounds/:letter/settings/preview': {
    summary: 'When the steps of this week and the next would be. Nothing is changed.',
    params: ofRound,
    body: z.strictObject({ settings: editableSettings }),
    answer: z.object({ weeks: z.array(plannedWeek) }),
  },
  'POST /rounds/:letter/end': {
    summary: 'Ends a round: nothing is asked, frozen or posted any more.',
    params: ofRound,
    body: z.strictObject({
      /** As many as he has been shown. */
      openTasks: z.number(),
    }),
    answer: z.object({ messages: z.number(), steps: z.number() }),
  },
  'GET /calendar': {
    summary: 'Which years are known and from where, and the days that were set apart.',
    answer: z.object({
      years: z.array(yearShown),
      days: z.array(z.object({ day: dateSaid, working: z.boolean(), note: z.string() })),
    }),
  },
  'POST /calendar/years': {
    summary:
      'A year from a small file, which is the body (see "duban calendar load"); kept only with `keep`.',
    query: z.object({ keep: z.stringbool().default(false) }),
    takes: 'bytes',
    answer: z.object({
      year: z.number(),
      source: z.string(),
      workingDays: z.number(),
      holidays: z.array(z.object({ from: dateSaid, to: dateSaid, days: z.number() })).readonly(),
      worked: z.array(dateSaid).readonly(),
      doubts: z.array(z.enum(['few_days_off', 'many_days_off', 'nothing_worked'])).readonly(),
      kept: z.boolean(),
      moved: z.number(),
    }),
  },
  'PUT /calendar/days/:day': {
    summary: 'Sets one day apart from its year; `working` null: as its year says again.',
    params: z.object({ day }),
    body: z.strictObject({ working: z.boolean().nullable(), note: z.string().trim().max(200) }),
    answer: z.object({ moved: z.number() }),
  },
} as const satisfies Record<string, Endpoint>;
