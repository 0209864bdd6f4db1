import { z } from 'zod';
import type { LocalTime, WallTime } from '../domain/calendar/date.ts';
import { dateSaid } from './values.ts';

const wallTime = z.custom<WallTime>((value) => typeof value === 'string').meta({ type: 'string' });

/** Wall time of the business time zone. */
export const momentSaid = z.object({ date: dateSaid, time: wallTime }) satisfies z.ZodType<LocalTime>;

/** What becomes of a message that goes out. */
export const outboundState = z.enum([
  'planned',
  'sending',
  'sent',
  'rejected',
  'ambiguous',
  'skipped',
  'expired',
]);

/** How many of a list at once. */
export const pageSize = z.coerce.number().int().min(1).max(100).default(30);
