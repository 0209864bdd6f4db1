import type { PrismaClient } from '../generated/prisma/client.ts';
import { maskNumbers } from '../zh/masking.ts';

/*
 * ID-card, phone and bank numbers do not get into the database (domain rule 10), whichever way they came: chat, page,
 * API, import, command. This is the one place all writing passes through; what is masked before is masked the same.
 */

/** Columns people's words go into, by name in whatever table, and fields of that name in audit entries. */
const FREE_TEXT: ReadonlySet<string> = new Set([
  'title',
  'name',
  'finding',
  'cause',
  'text',
  'nextPlan',
  'remark',
  'reason',
  'decisionReason',
  'fileName',
  'toName',
  'reportedUpTo',
  'to',
  'number',
  'source',
  'result',
  'note',
  'position',
  'withheldParty',
  'withheldSociety',
]);

/** A copy with every free text masked, at any depth. Dates, ids and whatever else stay as they are. */
export function maskTexts<T>(value: T): T {
  return mask(value, false) as T;
}

function mask(value: unknown, isText: boolean): unknown {
  if (typeof value === 'string') return isText ? maskNumbers(value) : value;
  if (Array.isArray(value)) return value.map((item) => mask(item, isText));
  if (value === null || typeof value !== 'object' || !isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      mask(inner, FREE_TEXT.has(key) || (isText && SET.has(key))),
    ]),
  );
}

/** `{ name: { set: '…' } }`, `{ name: { equals: '…' } }`. */
const SET: ReadonlySet<string> = new Set(['set', 'equals']);

const isPlain = (value: object): boolean =>
  Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;

/** The same client, whose queries are masked; a filter by a masked text finds what was masked when it was kept. */
export const withMasking = (db: PrismaClient): PrismaClient =>
  db.$extends({
    query: {
      $allModels: {
        $allOperations: ({ model, args, query }) => query(UNTOUCHED.has(model) ? args : maskTexts(args)),
      },
    },
    // An extended client has all of the plain one's methods; its type says so in other words.
  }) as unknown as PrismaClient;

/** Masked before they are hashed; a mask afterwards would break the hash. */
const UNTOUCHED: ReadonlySet<string> = new Set([
  'AuditEvent',
  'Bulletin',
  'LedgerWeek',
  'LedgerWeekPart',
  'OutboundMessage',
]);
