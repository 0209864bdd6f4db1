import { createHash } from 'node:crypto';
import type { Anchor, AuditFault } from '../app/audit/audit-stores.ts';
import type { AuditEntry, AuditRow, AuditSource, AuditStore } from '../app/audit/audit-stores.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { maskTexts } from './masked.ts';
import { ignoringCase, toJson, type Db } from './rows.ts';

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
  const appendAll = async (entries: readonly AuditEntry[]): Promise<void> => {
    await db.$executeRaw`select pg_advisory_xact_lock(${CHAIN_LOCK})`;
    const last = await db.auditEvent.findFirst({ orderBy: { seq: 'desc' }, select: { hash: true } });
    await db.auditEvent.createMany({ data: chained(entries, last?.hash ?? GENESIS) });
  };
  return {
    append: (entry) => appendAll([entry]),
    appendAll,
    verify: async () => (await inspect(db, []))?.seq ?? null,
    inspect: (anchors) => inspect(db, anchors),
    async head() {
      const last = await db.auditEvent.findFirst({
        orderBy: { seq: 'desc' },
        select: { seq: true, hash: true },
      });
      return last && { ...last, rows: await db.auditEvent.count() };
    },
    newest: async () =>
      (await db.auditEvent.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true } }))?.seq ?? null,
    async list({ since, actor, subjects, changes = false, limit }) {
      const rows = await db.auditEvent.findMany({
        where: {
          ...(since && { at: { gte: since } }),
          ...(actor !== undefined && { actor: ignoringCase(actor) }),
          ...(subjects && { subject: { in: [...subjects] } }),
          ...(changes && { refused: false, to: { not: Prisma.AnyNull } }),
        },
        orderBy: { seq: 'desc' },
        ...(limit !== undefined && { take: limit }),
      });
      return rows.toReversed().map(toEntry);
    },
  };
}

function chained(entries: readonly AuditEntry[], head: string): Prisma.AuditEventCreateManyInput[] {
  let prevHash = head;
  return entries.map((entry) => {
    const row = rowOf(entry);
    const { from, to, ...fields } = row;
    const link = { version: VERSION, prevHash, hash: hashOf(row, VERSION, prevHash) };
    prevHash = link.hash;
    return {
      ...fields,
      ...(from !== null && { from: toJson(from) }),
      ...(to !== null && { to: toJson(to) }),
      detail: toJson(row.detail),
      ...link,
    };
  });
}

/** Reads the whole chain, a batch at a time, and looks for each anchor's row in it. */
async function inspect(db: Db, anchors: readonly (Anchor | null)[]): Promise<AuditFault | null> {
  const unreadable = anchors.indexOf(null);
  if (unreadable >= 0) return { seq: BigInt(unreadable + 1), what: 'unreadable_anchor' };
  const awaited = new Map(anchors.flatMap((anchor) => (anchor ? [[BigInt(anchor.seq), anchor.hash]] : [])));
  // Read first: what comes meanwhile is not counted.
  const tally = await db.auditTally.findFirstOrThrow();
  let [prevHash, after, counted] = [GENESIS, 0n, 0n];
  for (;;) {
    const rows = await db.auditEvent.findMany({
      where: { seq: { gt: after } },
      orderBy: { seq: 'asc' },
      take: VERIFY_BATCH,
    });
    for (const row of rows) {
      const what = faultOf(row, prevHash) ?? (isAsAnchored(awaited, row) ? null : 'rewritten');
      if (what) return { seq: row.seq, what };
      awaited.delete(row.seq);
      [prevHash, after] = [row.hash, row.seq];
      if (row.seq <= tally.seq) counted += 1n;
    }
    if (rows.length < VERIFY_BATCH)
      return (
        missed([...awaited.keys()], after) ??
        (counted < tally.rows ? { seq: after, what: 'fewer_rows' } : null)
      );
  }
}

function faultOf(row: EventRow, prevHash: string): AuditFault['what'] | null {
  if (row.prevHash !== prevHash) return 'broken_link';
  const known = row.version === 1 || row.version === 2;
  return known && row.hash === hashOf(row, row.version as Version, prevHash) ? null : 'altered';
}

const isAsAnchored = (anchors: ReadonlyMap<bigint, string>, { seq, hash }: EventRow): boolean =>
  (anchors.get(seq) ?? hash) === hash;

/** Rows that anchors know and the log does not: behind its end, or out of its middle. */
function missed(seqs: readonly bigint[], last: bigint): AuditFault | null {
  const [first] = seqs.toSorted((a, b) => (a < b ? -1 : 1));
  if (first === undefined) return null;
  return { seq: first, what: first > last ? 'cut_off' : 'rewritten' };
}

type EventRow = Awaited<ReturnType<Db['auditEvent']['findFirstOrThrow']>>;

/** A row as use cases see it. */
export const toEntry = ({ version: _version, prevHash: _prev, hash: _hash, ...row }: EventRow): AuditRow => ({
  ...row,
  from: row.from as object | null,
  to: row.to as object | null,
  source: row.source as AuditSource,
  detail: row.detail as object,
});

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
  ...maskTexts({ from: from && plain(from), reason, detail: plain(detail) }),
  // Its key is that of a name as well.
  to: to && maskTexts(plain(to)),
  refused,
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
