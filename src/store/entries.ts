import type { EntryStore } from '../app/stores.ts';
import { standingEntries, type ProgressEntry } from '../domain/reply/entry.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { lastAnswers } from './last-answers.ts';
import { fromDateOnly, ofMany, toDateOnly, type Db } from './rows.ts';

const ref = { select: { id: true, name: true } } as const;
/** With the names of who made it, and for whom. */
export const withPeople = { by: ref, onBehalfOf: ref } as const satisfies Prisma.ProgressEntryInclude;

const { sql } = Prisma;

/** Before whatever a round has. */
const FIRST_WEEK = '1970-01-05';

export function entryStore(db: Db): EntryStore {
  /** In one query: Prisma reads the two people by themselves. */
  const find = async (where: Prisma.Sql) =>
    (
      await db.$queryRaw<{ entry: ProgressEntry }[]>`
        select json_build_object('id', e.id, 'taskId', e."taskId", 'week', e.week, 'version', e.version,
          'status', e.status, 'text', e.text, 'nextPlan', e."nextPlan", 'by', json_build_object('id', b.id, 'name', b.name),
          'onBehalfOf', case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end,
          'source', e.source, 'recordedAt', to_char(e."recordedAt" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'late', e.late, 'withdraws', e.withdraws) as entry
        from "ProgressEntry" e join "Person" b on b.id = e."byId" left join "Person" o on o.id = e."onBehalfOfId"
        where ${where} order by e.week, e.version`
    ).map(({ entry }) => entry);
  return {
    ofTasks: (taskIds, weekFrom = FIRST_WEEK) =>
      ofMany(taskIds, (ids) => find(sql`e."taskId" = any(${ids}::uuid[]) and e.week >= ${weekFrom}::date`)),
    lastAnswers: (taskIds, weeks) => lastAnswers(db, taskIds, weeks),
    ofWeek: (roundId, week) =>
      find(sql`e.week = ${week}::date and exists (
        select from "Task" t where t.id = e."taskId" and t."roundId" = ${roundId}::uuid)`),
    async lastAnswer(personId, week) {
      const mine = await db.progressEntry.findMany({
        where: { byId: personId, week: fromDateOnly(week) },
        select: { taskId: true },
      });
      const taskIds = mine.map(({ taskId }) => taskId);
      const all = await find(sql`e.week = ${week}::date and e."taskId" = any(${taskIds}::uuid[])`);
      const standing = standingEntries(all).filter(({ by }) => by.id === personId);
      const last = standing.toSorted(byAge).at(-1);
      if (!last) return [];
      const { inboundId } = await db.progressEntry.findUniqueOrThrow({ where: { id: last.id } });
      const together = await db.progressEntry.findMany({ where: { inboundId }, select: { id: true } });
      const ids = new Set(inboundId === null ? [last.id] : together.map(({ id }) => id));
      return standing.filter(({ id }) => ids.has(id));
    },
    async add({ week, ...entry }) {
      // Owner and contact may answer at once: whoever comes second waits here and takes the next version.
      await db.$executeRaw`select 1 from "Task" where id = ${entry.taskId}::uuid for no key update`;
      const versions = await db.progressEntry.aggregate({
        where: { taskId: entry.taskId, week: fromDateOnly(week) },
        _max: { version: true },
      });
      const version = (versions._max.version ?? 0) + 1;
      return (await db.progressEntry.create({ data: { ...entry, week: fromDateOnly(week), version } })).id;
    },
    async evidenceCounts(taskIds) {
      const rows = await db.$queryRaw<{ taskId: string; pieces: number }[]>`
        select e."taskId", count(*)::int as pieces from "ProgressEntry" e join "Evidence" v on v."entryId" = e.id
        where e."taskId" = any(${[...taskIds]}::uuid[])
          and not exists (select from "ProgressEntry" w where w.withdraws = e.id)
        group by e."taskId"`;
      return new Map(rows.map(({ taskId, pieces }) => [taskId, pieces]));
    },
  };
}

/** Ids are made in the order of time, which settles what the clock does not. */
const byAge = (a: ProgressEntry, b: ProgressEntry): number =>
  a.recordedAt.localeCompare(b.recordedAt) || (a.id < b.id ? -1 : 1);

type EntryRow = Prisma.ProgressEntryGetPayload<{ include: typeof withPeople }>;

/** A row as use cases see it. */
export const toEntry = (row: EntryRow): ProgressEntry => ({
  id: row.id,
  taskId: row.taskId,
  week: toDateOnly(row.week),
  version: row.version,
  status: row.status,
  text: row.text,
  nextPlan: row.nextPlan,
  by: row.by,
  onBehalfOf: row.onBehalfOf,
  source: row.source,
  recordedAt: row.recordedAt.toISOString(),
  late: row.late,
  withdraws: row.withdraws,
});
