import type { ClosureRequest, RequestStore } from '../app/supervision/request-stores.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { fromDateOnly, toDateOnly, type Db } from './rows.ts';

const closure = {
  id: true,
  taskId: true,
  submitterId: true,
  submittedAt: true,
  levels: true,
  claimedFrom: true,
  reviews: { orderBy: { level: 'asc' }, select: { level: true, reviewerId: true, approved: true } },
} as const satisfies Prisma.ClosureRequestSelect;

/** As json has it. */
type ClosureRow = Omit<ClosureRequest, 'submittedAt'> & { readonly submittedAt: string };

export function requestStore(db: Db): RequestStore {
  return {
    pendingClosure: (taskId) =>
      db.closureRequest.findFirst({ where: { taskId, decision: 'pending' }, select: closure }),
    async pendingClosures(roundIds) {
      const [row] = await db.$queryRaw<[{ requests: ClosureRow[] | null }]>`
        select json_agg(json_build_object('id', c.id, 'taskId', c."taskId", 'submitterId', c."submitterId",
          'submittedAt', to_char(c."submittedAt" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'levels', c.levels,
          'claimedFrom', c."claimedFrom", 'reviews', coalesce((
            select json_agg(json_build_object('level', v.level, 'reviewerId', v."reviewerId", 'approved', v.approved)
              order by v.level) from "ClosureReview" v where v."requestId" = c.id), '[]')
          ) order by c."submittedAt", c.id) as requests
        from "Task" t join "ClosureRequest" c on c."taskId" = t.id and c.decision = 'pending'
        where t."roundId" = any(${[...roundIds]}::uuid[]) and t.removal is null
          and t.closure in ('first_review', 'second_review', 'final_review')`;
      return (row.requests ?? []).map((each) => ({ ...each, submittedAt: new Date(each.submittedAt) }));
    },
    addClosure: async ({ at, ...request }) =>
      (await db.closureRequest.create({ data: { ...request, submittedAt: at } })).id,
    async addReview(requestId, review) {
      await db.closureReview.create({ data: { requestId, ...review } });
    },
    async decideClosure(id, { decision, at, reason }) {
      await db.closureRequest.update({ where: { id }, data: { decision, decidedAt: at, reason } });
    },
    async pendingExtension(taskId) {
      const row = await db.extensionRequest.findFirst({ where: { taskId, decision: 'pending' } });
      return row && { id: row.id, taskId, askedById: row.askedById, dueOn: toDateOnly(row.dueOn) };
    },
    addExtension: async ({ taskId, askedById, at, dueOn, reason }) =>
      (
        await db.extensionRequest.create({
          data: { taskId, askedById, askedAt: at, dueOn: fromDateOnly(dueOn), reason },
        })
      ).id,
    async decideExtension(id, { decision, byId, at, grantedOn, reason = '' }) {
      await db.extensionRequest.update({
        where: { id },
        data: {
          decision,
          decidedById: byId,
          decidedAt: at,
          decisionReason: reason,
          ...(grantedOn !== undefined && { grantedOn: fromDateOnly(grantedOn) }),
        },
      });
    },
    addHandover: async ({ taskId, askedById, at, kind, toName, text }) =>
      (await db.handoverRequest.create({ data: { taskId, askedById, askedAt: at, kind, toName, text } })).id,
  };
}
