import { dateOnly, type DateOnly } from '../domain/calendar/date.ts';
import type { ReplyToken } from '../app/channel.ts';
import type { Prisma } from '../generated/prisma/client.ts';

/** A connection or a transaction: every store works in either. */
export type Db = Prisma.TransactionClient;

/** A `date` column, which Prisma reads as midnight UTC. */
export const toDateOnly = (value: Date): DateOnly => dateOnly(value.toISOString().slice(0, 10));
export const toDateOnlyOrNull = (value: Date | null): DateOnly | null => value && toDateOnly(value);
export const fromDateOnly = (date: DateOnly): Date => new Date(`${date}T00:00:00Z`);
export const fromDateOnlyOrNull = (date: DateOnly | null): Date | null => date && fromDateOnly(date);

/** More than a statement takes as parameters, of which PostgreSQL knows 65,535 and the driver fewer. */
const MOST_AT_ONCE = 10_000;

/** What a read finds of these ids, which may be more than one statement takes. */
export async function ofMany<T>(
  ids: readonly string[],
  read: (slice: string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let at = 0; at < ids.length; at += MOST_AT_ONCE)
    for (const each of await read(ids.slice(at, at + MOST_AT_ONCE))) found.push(each);
  return found;
}

/** What stands in a json column; only we write there, so the reader says what it is. */
export const ourJson = (value: unknown): unknown => value;

export const toJson = (value: object): Prisma.InputJsonValue => value;

/** Equal ignoring case. Prisma compares with ILIKE, to which _ and % are wildcards: zou_fan would also be zouXfan. */
export const ignoringCase = (text: string): Prisma.StringFilter => ({
  equals: text.replace(/[\\%_]/g, '\\$&'),
  mode: 'insensitive',
});

/** A reply token as json, where its instant is a text. */
export function toReplyToken(value: unknown): ReplyToken | null {
  if (value === null || value === undefined) return null;
  const { to, reqId, at } = value as { to: ReplyToken['to']; reqId: string; at: string };
  return { to, reqId, at: new Date(at) };
}
