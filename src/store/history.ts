import type { HistoryStore } from '../app/audit/audit-stores.ts';
import type { TaskState } from '../domain/task/replay.ts';
import { toDateOnlyOrNull, type Db } from './rows.ts';
import { asCode, codeOf } from './task-row.ts';

const ref = { select: { id: true, name: true } } as const;

export function historyStore(db: Db): HistoryStore {
  return {
    async subjectsAround(taskId) {
      const id = { where: { taskId }, select: { id: true } } as const;
      const chased = await db.chasedTask.findMany({ where: { taskId }, select: { chaseId: true } });
      const others = await Promise.all([
        db.supervisionLetter.findMany(id),
        db.lookBack.findMany(id),
        db.closureRequest.findMany(id),
        db.extensionRequest.findMany(id),
        db.handoverRequest.findMany(id),
        db.complaint.findMany(id),
        db.interview.findMany(id),
      ]);
      return [...chased.map(({ chaseId }) => chaseId), ...others.flat().map((row) => row.id)];
    },
    async evidence(taskId) {
      const rows = await db.evidence.findMany({
        where: { entry: { taskId } },
        include: { entry: { select: { source: true } } },
        orderBy: { addedAt: 'asc' },
      });
      const people = await db.person.findMany({
        where: { id: { in: rows.map(({ addedById }) => addedById) } },
        ...ref,
      });
      return rows.map(({ fileName, bytes, addedById, addedAt, entry }) => ({
        fileName,
        bytes,
        by: people.find(({ id }) => id === addedById) ?? { id: addedById, name: '' },
        at: addedAt,
        source: entry.source === 'page' ? ('page' as const) : ('chat' as const),
      }));
    },
    async reviews(taskId) {
      const rows = await db.closureReview.findMany({
        where: { request: { taskId } },
        include: { reviewer: ref },
        orderBy: { at: 'asc' },
      });
      return rows.map(({ level, reviewer, approved, reason, at }) => ({
        level,
        reviewer,
        approved,
        reason,
        at,
      }));
    },
    async ofCode(wanted) {
      const code = wanted.normalize('NFKC').toUpperCase();
      const meant = asCode(code, /^[A-Z]/.test(code));
      if (meant === null) return [];
      const rows = await db.task.findMany({
        where: { no: meant.no, ...(meant.letter !== null && { round: { letter: meant.letter } }) },
        select: { id: true, no: true, title: true, round: { select: { letter: true } } },
        orderBy: { round: { letter: 'asc' } },
      });
      return rows.map(({ id, no, title, round }) => ({ id, title, code: codeOf(no, round.letter, true) }));
    },
    async taskStates() {
      const rows = await db.task.findMany({
        include: { round: { select: { letter: true } } },
        orderBy: [{ round: { letter: 'asc' } }, { no: 'asc' }],
      });
      return rows.map((row) => ({
        id: row.id,
        code: codeOf(row.no, row.round.letter, true),
        state: stateOf(row),
      }));
    },
  };
}

type TaskColumns = Awaited<ReturnType<Db['task']['findFirstOrThrow']>>;

function stateOf(row: TaskColumns): TaskState {
  const { reportedUpTo, reportedUpOn, removal, removedOn } = row;
  return {
    roundId: row.roundId,
    no: row.no,
    title: row.title,
    leaderId: row.leaderId,
    leadUnitId: row.leadUnitId,
    ownerId: row.ownerId,
    contactId: row.contactId,
    horizon: row.horizon,
    completion: row.completion,
    closure: row.closure,
    dueOn: toDateOnlyOrNull(row.dueOn),
    originalDueOn: toDateOnlyOrNull(row.originalDueOn),
    reviewEveryDays: row.reviewEveryDays,
    claimedOn: toDateOnlyOrNull(row.claimedOn),
    closedOn: toDateOnlyOrNull(row.closedOn),
    remark: row.remark,
    reportedUp: reportedUpTo === null ? null : { to: reportedUpTo, on: toDateOnlyOrNull(reportedUpOn) },
    removed: removal === null ? null : { how: removal, on: toDateOnlyOrNull(removedOn) },
    mergedIntoId: row.mergedIntoId,
    splitFromId: row.splitFromId,
  };
}
