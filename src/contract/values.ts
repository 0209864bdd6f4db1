import { z } from 'zod';
import { dateOnly, parseDateOnly, type DateOnly } from '../domain/calendar/date.ts';

/* The values that calls are made of. */

/** A task's code: `12`, and with the letter of its round `A12` where several run. */
export const taskCode = z
  .string()
  .regex(/^[A-Za-z]?\d{1,9}$/)
  .transform((text) => text.toUpperCase());

/** The letter of a round. */
export const roundLetter = z.string().regex(/^[A-Z]$/);

export const day = z
  .string()
  .refine((text) => parseDateOnly(text) !== null, 'expected YYYY-MM-DD')
  .transform((text): DateOnly => dateOnly(text));

/** A date as the service says it; nothing is checked on the way out. */
export const dateSaid = z
  .custom<DateOnly>((value) => typeof value === 'string')
  .meta({
    type: 'string',
    format: 'date',
  });

export const personName = z.string().trim().min(1).max(100);
