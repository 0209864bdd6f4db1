import type { RequestStore } from '../app/stores.ts';
import { fromDateOnly, toDateOnly, type Db } from './rows.ts';

export function requestStore(db: Db): RequestStore {
  return {
    pendingClosure: (taskId) =>
      db.closureRequest.findFirst({
        where: { taskId, decision: 'pending' },
        select: { id: true, taskId: true, submitterId: true, firstReviewerId: true },
      }),
    addClosure: async ({ taskId, submitterId, at }) =>
      (await db.closureRequest.create({ data: { taskId, submitterId, submittedAt: at } })).id,
    async passFirstReview(id, firstReviewerId) {
      await db.closureRequest.update({ where: { id }, data: { firstReviewerId } });
    },
    async decideClosure(id, { decision, reviewerId, at, reason }) {
      await db.closureRequest.update({
        where: { id },
        data: { decision, lastReviewerId: reviewerId, decidedAt: at, reason },
      });
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
    async decideExtension(id, { decision, byId, at }) {
      await db.extensionRequest.update({
        where: { id },
        data: { decision, decidedById: byId, decidedAt: at },
      });
    },
    addHandover: async ({ taskId, askedById, at, kind, toName, text }) =>
      (await db.handoverRequest.create({ data: { taskId, askedById, askedAt: at, kind, toName, text } })).id,
  };
}
