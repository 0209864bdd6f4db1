import type { ComplaintStore, LookBackStore } from '../app/look-back/look-back-stores.ts';
import type { LookBack } from '../domain/task/look-back/look-back.ts';
import type { Notice } from '../domain/message/notice.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { fromDateOnly, ourJson, toDateOnly, toDateOnlyOrNull, type Db } from './rows.ts';

export function lookBackStore(db: Db): LookBackStore {
  return {
    async list({ checked }) {
      const rows = await db.lookBack.findMany({
        where: { task: IN_THE_BOOKS, ...(!checked && { checkedOn: null }) },
        orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toLookBack);
    },
    async openOf(taskId) {
      const row = await db.lookBack.findFirst({ where: { taskId, checkedOn: null } });
      return row && toLookBack(row);
    },
    async add(lookBacks, at) {
      const rows = await db.lookBack.createManyAndReturn({
        data: lookBacks.map(({ dueOn, ...each }) => ({ ...each, dueOn: fromDateOnly(dueOn), createdAt: at })),
        skipDuplicates: true,
      });
      return rows.map(toLookBack);
    },
    async hasten(id, { cause, dueOn }) {
      await db.lookBack.update({
        where: { id, checkedOn: null },
        data: { cause, dueOn: fromDateOnly(dueOn) },
      });
    },
    async check(id, { on, byId, passed, finding }) {
      const { count } = await db.lookBack.updateMany({
        where: { id, checkedOn: null },
        data: { checkedOn: fromDateOnly(on), checkedById: byId, passed, finding },
      });
      return count === 1;
    },
    async closedTasks(roundId, closedBy) {
      const rows = await db.task.findMany({
        where: {
          roundId,
          removal: null,
          closure: 'closed',
          closedOn: { lte: fromDateOnly(closedBy) },
          lookBacks: { none: { checkedOn: null } },
        },
        select: { id: true, closedOn: true, lookBacks: true },
        orderBy: { no: 'asc' },
      });
      return rows.flatMap(({ id, closedOn, lookBacks }) =>
        closedOn === null
          ? []
          : [{ id, closedOn: toDateOnly(closedOn), lookBacks: lookBacks.map(toLookBack) }],
      );
    },
    async relapsedAt(subject) {
      const row = await db.auditEvent.findFirst({
        where: { subject, refused: false, to: { path: ['closure'], equals: 'relapsed' } },
        orderBy: { seq: 'desc' },
        select: { at: true },
      });
      return row && row.at;
    },
    ...historyOf(db),
  };
}

/** What is read from the records of others. */
function historyOf(db: Db): Pick<LookBackStore, 'submitterOf' | 'addedAt' | 'suspects' | 'warnedOf'> {
  return {
    async submitterOf(taskId) {
      const request = await db.closureRequest.findFirst({
        where: { taskId, decision: 'approved' },
        orderBy: { decidedAt: 'desc' },
        select: { submitterId: true },
      });
      return request?.submitterId ?? null;
    },
    async addedAt(taskIds) {
      // What a version before ours has added, only the log knows: the first entry of a task is the one that added it.
      const rows = await db.$queryRaw<{ id: string; at: Date | null }[]>`
        select t.id, coalesce(t."addedAt", (select min(e.at) from "AuditEvent" e where e.subject = t.id::text)) as at
        from "Task" t where t.id = any(${[...taskIds]}::uuid[])`;
      return new Map(rows.flatMap(({ id, at }) => (at ? [[id, at] as const] : [])));
    },
    suspects: async () => (await db.$queryRaw<{ id: string }[]>(SUSPECTS)).map(({ id }) => id),
    async warnedOf(personId) {
      const messages = await db.outboundMessage.findMany({
        where: { personId, kind: 'look_back', state: { in: ['sent', 'ambiguous'] } },
        select: { notice: true },
      });
      return new Set(messages.flatMap(({ notice }) => keysIn(ourJson(notice) as Notice | null)));
    },
  };
}

/**
 * Closed ones and a later one of the same category and lead unit (src/domain/task/look-back/relapse-warnings.ts), as far
 * as a database tells days: what is one day there may be another one here. Mostly all tasks came at once, and none of them
 * is later than the first one that was closed.
 */
const SUSPECTS = Prisma.sql`
  with booked as not materialized (
    select t.*, c.name as category from "Task" t join "Round" r on r.id = t."roundId" and r.active
      join "Problem" p on p.id = t."problemId" join "Category" c on c.id = p."categoryId" where t.removal is null
  ), pair as (
    select later.id as later, closed.id as closed from booked later join booked closed
      on closed."leadUnitId" = later."leadUnitId" and closed.category = later.category
      and closed.closure = 'closed' and closed."closedOn" <= coalesce(later."addedAt" + interval '1 day', 'infinity')
      and coalesce(closed."addedAt", '-infinity') < coalesce(later."addedAt", 'infinity')
    where later.closure <> 'closed' and later.completion <> 'stopped' and (later."addedAt" is null or later."addedAt" > (
      select min("addedAt") from "Task" where closure = 'closed' and removal is null))
  )
  select later as id from pair union select closed from pair union select "taskId" from "Complaint"
    union select "taskId" from "LookBack" where not passed`;

const keysIn = (notice: Notice | null): string[] =>
  notice?.kind === 'look_backs_due' ? notice.warnings.map(({ key }) => key) : [];

/** Append-only: the table refuses changes by trigger. */
export function complaintStore(db: Db): ComplaintStore {
  return {
    list: () =>
      db.complaint.findMany({
        where: { task: IN_THE_BOOKS },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
        select: { id: true, taskId: true, at: true },
      }),
    add: async (complaint) => (await db.complaint.create({ data: complaint })).id,
  };
}

const IN_THE_BOOKS = { removal: null, round: { active: true } } as const;

type LookBackRow = Awaited<ReturnType<Db['lookBack']['findFirstOrThrow']>>;

const toLookBack = (row: LookBackRow): LookBack => ({
  id: row.id,
  taskId: row.taskId,
  cause: row.cause,
  seed: row.seed,
  dueOn: toDateOnly(row.dueOn),
  checkedOn: toDateOnlyOrNull(row.checkedOn),
  passed: row.passed,
  finding: row.finding,
});
