import { z } from 'zod';
import type { WallTime, Weekday } from '../domain/calendar/date.ts';
import type { RoundSettings } from '../domain/task/round.ts';

/* The settings of a round as an administrator edits them; what their defaults mean stands in domain/task/round.ts. */

const time = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected HH:MM')
  .transform((text) => text as WallTime);
/** WeCom is crowded at :00 and :30 (domain rule 5); the window closes at noon without sending anything. */
const sendingTime = time.refine((text) => !/:[03]0$/.test(text), 'not at :00 or :30');
const weekday = z
  .int()
  .min(1)
  .max(7)
  .transform((no) => no as Weekday);
const slot = (at: typeof time) => z.strictObject({ weekday, time: at });
const days = (most: number) => z.int().min(0).max(most);
const levels = z.union([z.literal(1), z.literal(2), z.literal(3)]);

const rung = z.strictObject({
  rung: z.int().min(1).max(9),
  act: z.enum(['note_unit_head', 'note_lead_leader', 'draft_letter']),
  overdueWorkingDays: days(250),
  graceWorkingDays: days(250),
  unansweredReminders: days(20),
});

/** All but how papers are made out, and where people are mentioned. */
export const editableSettings = z
  .strictObject({
    schedule: z.strictObject({
      remind: slot(sendingTime),
      nudge: slot(sendingTime),
      close: slot(time),
      freeze: slot(time),
      digest: slot(sendingTime),
    }),
    quietHours: z.strictObject({ from: time, to: time }),
    nearWorkingDays: days(60),
    longReviewDays: z.int().min(1).max(366),
    closureLevels: levels,
    closureEvidence: days(20),
    closureByCategory: z.record(
      z.string().min(1).max(200),
      z.strictObject({ levels: z.exactOptional(levels), evidence: z.exactOptional(days(20)) }),
    ),
    escalation: z.strictObject({
      rungs: z.array(rung).max(9),
      officeDecides: z.boolean(),
    }),
    lookBackMonths: z.int().min(1).max(36).nullable(),
    digestPicture: z.boolean(),
  })
  .superRefine(({ schedule, escalation }, context) => {
    const order = ['remind', 'nudge', 'close', 'freeze', 'digest'] as const;
    const at = order.map((step) => `${schedule[step].weekday} ${schedule[step].time}`);
    for (const [index, moment] of at.entries())
      if (index > 0 && moment <= (at[index - 1] ?? ''))
        context.addIssue({ code: 'custom', path: ['schedule', order[index] ?? ''], message: 'out of order' });
    for (const [index, { overdueWorkingDays }] of escalation.rungs.entries())
      if (index > 0 && overdueWorkingDays <= (escalation.rungs[index - 1]?.overdueWorkingDays ?? 0))
        context.addIssue({
          code: 'custom',
          path: ['escalation', 'rungs', index],
          message: 'not later than the rung before',
        });
  }) satisfies z.ZodType<Omit<RoundSettings, 'mentionIn' | 'papers'>>;
