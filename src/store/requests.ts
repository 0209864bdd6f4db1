import type { RequestStore } from '../app/supervision/request-stores.ts';
import { fromDateOnly, toDateOnly, type Db } from './rows.ts';

export function requestStore(db: Db): RequestStore {
  return {
    pendingClosure: (taskId) =>
      db.closureRequest.findFirst({
        where: { taskId, decision: 'pending' },
        select: {
          id: true,
          taskId: true,
          submitterId: true,
          submittedAt: true,
          levels: true,
          claimedFrom: true,
          reviews: { orderBy: { level: 'asc' }, select: { level: true, reviewerId: true, approved: true } },
        },
      }),
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
