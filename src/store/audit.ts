import { createHash } from 'node:crypto';
import type { AuditStore } from '../app/stores.ts';
import { toJson, type Db } from './rows.ts';

const GENESIS = '0'.repeat(64);

/** Any number; one chain, so one appender at a time. */
const CHAIN_LOCK = 4_201;

const VERIFY_BATCH = 1000;

interface Hashed {
  readonly at: Date;
  readonly actor: string;
  readonly event: string;
  readonly subject: string;
  readonly detail: unknown;
}

export function auditStore(db: Db): AuditStore {
  return {
    async append(event) {
      await db.$executeRaw`select pg_advisory_xact_lock(${CHAIN_LOCK})`;
      const last = await db.auditEvent.findFirst({ orderBy: { seq: 'desc' }, select: { hash: true } });
      const prevHash = last?.hash ?? GENESIS;
      await db.auditEvent.create({
        data: { ...event, detail: toJson(event.detail), prevHash, hash: hashOf(event, prevHash) },
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
          if (row.prevHash !== prevHash || row.hash !== hashOf(row, prevHash)) return row.seq;
          prevHash = row.hash;
          after = row.seq;
        }
        if (rows.length < VERIFY_BATCH) return null;
      }
    },
  };
}

const hashOf = ({ at, actor, event, subject, detail }: Hashed, prevHash: string): string =>
  createHash('sha256')
    .update(JSON.stringify([prevHash, at.toISOString(), actor, event, subject, sorted(detail)]))
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
