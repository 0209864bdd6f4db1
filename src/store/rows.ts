import { dateOnly, type DateOnly } from '../domain/calendar/date.ts';
import type { Prisma } from '../generated/prisma/client.ts';

/** A connection or a transaction: every store works in either. */
export type Db = Prisma.TransactionClient;

/** A `date` column, which Prisma reads as midnight UTC. */
export const toDateOnly = (value: Date): DateOnly => dateOnly(value.toISOString().slice(0, 10));
export const toDateOnlyOrNull = (value: Date | null): DateOnly | null => value && toDateOnly(value);
export const fromDateOnly = (date: DateOnly): Date => new Date(`${date}T00:00:00Z`);
export const fromDateOnlyOrNull = (date: DateOnly | null): Date | null => date && fromDateOnly(date);

/** Our own values in a json column. */
export const toJson = (value: object): Prisma.InputJsonValue => value as Prisma.InputJsonValue;
export const fromJson = <T>(value: unknown): T => value as T;
