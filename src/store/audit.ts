import { createHash } from 'node:crypto';
import type { AuditEntry, AuditStore } from '../app/stores.ts';
import { toJson, type Db } from './rows.ts';

const GENESIS = '0'.repeat(64);

/** Any number; one chain, so one appender at a time. */
const CHAIN_LOCK = 4_201;

const VERIFY_BATCH = 1000;

/** What the hash of a row covers; the first rows had fewer fields. */
const HASHED_FIELDS = {
  1: ['actor', 'event', 'subject', 'detail'],
  2: ['actor', 'actingFor', 'event', 'subject', 'from', 'to', 'reason', 'source', 'refused', 'detail'],
} as const;

type Version = keyof typeof HASHED_FIELDS;

const VERSION: Version = 2;

type Hashed = { readonly at: Date } & Readonly<Partial<Record<string, unknown>>>;

export function auditStore(db: Db): AuditStore {
  return {
    async append(entry) {
      await db.$executeRaw`select pg_advisory_xact_lock(${CHAIN_LOCK})`;
      const last = await db.auditEvent.findFirst({ orderBy: { seq: 'desc' }, select: { hash: true } });
      const prevHash = last?.hash ?? GENESIS;
      const row = rowOf(entry);
      const { from, to, ...fields } = row;
      await db.auditEvent.create({
        data: {
          ...fields,
          ...(from !== null && { from: toJson(from) }),
          ...(to !== null && { to: toJson(to) }),
          detail: toJson(row.detail),
          version: VERSION,
          prevHash,
          hash: hashOf(row, VERSION, prevHash),
        },
      });
    },
    async verify() {
      let prevHash = GENESIS;
      let after = 0n;
      for (;;) {
        const rows = await db.auditEvent.findMany({
          where: { seq: { gt: after } },
          orderBy: { seq: 'asc' },
          take: VERIFY_BATCH,
        });
        for (const row of rows) {
          const known = row.version === 1 || row.version === 2;
          if (
            !known ||
            row.prevHash !== prevHash ||
            row.hash !== hashOf(row, row.version as Version, prevHash)
          )
            return row.seq;
          prevHash = row.hash;
          after = row.seq;
        }
        if (rows.length < VERIFY_BATCH) return null;
      }
    },
  };
}

const rowOf = ({
  actingFor = null,
  from = null,
  to = null,
  reason = '',
  refused = false,
  detail = {},
  ...rest
}: AuditEntry) => ({
  ...rest,
  actingFor,
  from: from && plain(from),
  to: to && plain(to),
  reason,
  refused,
  detail: plain(detail),
});

/** As it will be read back: without what is undefined. */
const plain = (value: object): object => JSON.parse(JSON.stringify(value)) as object;

const hashOf = (row: Hashed, version: Version, prevHash: string): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        prevHash,
        row.at.toISOString(),
        ...HASHED_FIELDS[version].map((field) => sorted(row[field])),
      ]),
    )
    .digest('hex');

/** PostgreSQL keeps the keys of a jsonb value in its own order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
