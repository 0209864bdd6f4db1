import type { EvidenceStore, HandoverWithdrawals } from '../app/supervision/closure-stores.ts';
import { toMedia } from './media.ts';
import { ofMany, type Db } from './rows.ts';

/** What is no evidence: a voice says something, it shows nothing. */
const SHOWN = ['image', 'video', 'file'];

export function evidenceStore(db: Db): EvidenceStore {
  const ofTask = (taskId: string) => standing(db, { entry: { taskId } });
  return {
    ofTask,
    byId: async (id) => (await standing(db, { id }))[0] ?? null,
    async add({ id: entryId, taskId }, media, { personId, at }) {
      const known = new Set((await ofTask(taskId)).map(({ sha256 }) => sha256));
      const added = [];
      for (const piece of media) {
        if (known.has(piece.sha256)) continue;
        known.add(piece.sha256);
        added.push(piece);
      }
      await db.evidence.createMany({
        data: added.map(({ fileName, mediaType, bytes, sha256 }) => ({
          entryId,
          fileName,
          mediaType,
          bytes,
          sha256,
          storedAs: `${sha256.slice(0, 2)}/${sha256}`,
          addedById: personId,
          addedAt: at,
        })),
      });
      return added;
    },
    async uploads({ personId, ids }) {
      const rows = await db.inboundMedia.findMany({
        where: { inboundId: { in: [...ids] }, inbound: { personId, channel: 'page' } },
      });
      return ids.flatMap((id) => rows.filter(({ inboundId }) => inboundId === id).map(toMedia));
    },
    async loose({ personId, messageId, since }) {
      const rows = await db.inboundMedia.findMany({
        where: {
          media: { in: SHOWN },
          inbound: {
            // What is added on a page belongs to the answer that page sends.
            channel: { not: 'page' },
            OR: [{ id: messageId }, { personId, receivedAt: { gte: since } }],
          },
        },
        include: { inbound: { select: { seq: true, receivedAt: true } } },
      });
      const tied = await db.evidence.findMany({
        where: { addedById: personId, sha256: { in: rows.map(({ sha256 }) => sha256) } },
        select: { sha256: true, addedAt: true },
      });
      const isTied = (sha256: string, receivedAt: Date): boolean =>
        tied.some((piece) => piece.sha256 === sha256 && piece.addedAt >= receivedAt);
      return rows
        .filter(({ sha256, inbound }) => !isTied(sha256, inbound.receivedAt))
        .toSorted((a, b) => Number(a.inbound.seq - b.inbound.seq) || a.no - b.no)
        .map(({ inbound, ...row }) => ({ ...toMedia(row), receivedAt: inbound.receivedAt }));
    },
  };
}

/** Of entries that nobody has withdrawn, oldest first. */
async function standing(db: Db, where: { id: string } | { entry: { taskId: string } }) {
  const rows = await db.evidence.findMany({
    where,
    include: { entry: { select: { taskId: true } } },
    orderBy: { id: 'asc' },
  });
  const withdrawn = await withdrawnAmong(
    db,
    rows.map(({ entryId }) => entryId),
  );
  const senders = await db.person.findMany({
    where: { id: { in: rows.map(({ addedById }) => addedById) } },
    select: { id: true, name: true },
  });
  return rows
    .filter(({ entryId }) => !withdrawn.has(entryId))
    .map(({ id, entryId, fileName, mediaType, bytes, sha256, addedById, addedAt, entry }) => ({
      id,
      entryId,
      taskId: entry.taskId,
      fileName,
      mediaType,
      bytes,
      sha256,
      by: senders.find((sender) => sender.id === addedById) ?? { id: addedById, name: '' },
      at: addedAt,
    }));
}

/** Those of the entries that a later row took back. */
async function withdrawnAmong(db: Db, entryIds: readonly string[]): Promise<ReadonlySet<string | null>> {
  const rows = await ofMany([...new Set(entryIds)], (ids) =>
    db.progressEntry.findMany({ where: { withdraws: { in: ids } }, select: { withdraws: true } }),
  );
  return new Set(rows.map(({ withdraws }) => withdraws));
}

export const handoverWithdrawals = (db: Db): HandoverWithdrawals => ({
  async withdraw({ taskId, kind, byId, at }) {
    const { count } = await db.handoverRequest.updateMany({
      where: { taskId, kind, decision: 'pending' },
      data: { decision: 'withdrawn', decidedById: byId, decidedAt: at },
    });
    return count > 0;
  },
  async pending(taskIds, kind) {
    const rows = await db.handoverRequest.findMany({
      where: { taskId: { in: [...taskIds] }, kind, decision: 'pending' },
      select: { taskId: true },
    });
    return new Set(rows.map(({ taskId }) => taskId));
  },
});
