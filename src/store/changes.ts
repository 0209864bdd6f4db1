import type {
  BaseStore,
  HandoverRequest,
  HandoverStore,
  OpenRequest,
} from '../app/supervision/change-stores.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { toDateOnly, type Db } from './rows.ts';

/** 转办 and 需协调, and the list of everything that waits for the office. */
export function handoverStore(db: Db): HandoverStore {
  return {
    async pending(taskId, kind) {
      const row = await db.handoverRequest.findFirst({ where: { taskId, kind, decision: 'pending' } });
      return row && { ...request(row), kind };
    },
    async decide(id, { byId, at, reason, ...decision }) {
      await db.handoverRequest.update({
        where: { id },
        data: { ...decision, decidedById: byId, decidedAt: at, decisionReason: reason },
      });
    },
    open: (taskIds) => openRequests(db, { taskId: { in: [...taskIds] } }),
    openIn: (roundIds) => openRequests(db, { task: { roundId: { in: [...roundIds] }, removal: null } }),
  };
}

type Asked = Pick<Prisma.ExtensionRequestWhereInput & Prisma.HandoverRequestWhereInput, 'taskId' | 'task'>;

async function openRequests(db: Db, of: Asked): Promise<OpenRequest[]> {
  const where = { ...of, decision: 'pending' as const };
  const include = { askedBy: true } as const;
  const extensions = await db.extensionRequest.findMany({ where, include });
  const handovers = await db.handoverRequest.findMany({ where, include });
  const requests = [
    ...extensions.map((row): OpenRequest => ({
      ...asked(row),
      what: 'extension',
      dueOn: toDateOnly(row.dueOn),
      toName: null,
      text: row.reason,
    })),
    ...handovers.map((row): OpenRequest => ({
      ...asked(row),
      what: row.kind === 'transfer' ? 'transfer' : 'help',
      dueOn: null,
      toName: row.toName,
      text: row.text,
    })),
  ];
  return requests.toSorted((a, b) => a.askedAt.getTime() - b.askedAt.getTime());
}

type Row = Omit<HandoverRequest, 'kind'>;

const request = ({ id, taskId, askedById, toName, text }: Row): Row => ({
  id,
  taskId,
  askedById,
  toName,
  text,
});

const asked = ({
  taskId,
  askedAt,
  askedBy,
}: {
  taskId: string;
  askedAt: Date;
  askedBy: { name: string };
}): Pick<OpenRequest, 'taskId' | 'askedBy' | 'askedAt'> => ({ taskId, askedAt, askedBy: askedBy.name });

export function baseStore(db: Db): BaseStore {
  return {
    async setMeasures(taskId, measures) {
      await db.measure.deleteMany({ where: { taskId } });
      await db.measure.createMany({
        data: measures.map(({ type, text }, index) => ({ taskId, no: index + 1, type, text })),
      });
    },
    async addSupportUnit(taskId, unitId) {
      await db.support.createMany({ data: [{ taskId, unitId }], skipDuplicates: true });
    },
    async dropSupporter(taskId, personId) {
      await db.taskSupporter.deleteMany({ where: { taskId, personId } });
    },
    async heirs(taskId) {
      const task = await db.task.findUniqueOrThrow({
        where: { id: taskId },
        select: { mergedIntoId: true, splitInto: { select: { id: true }, orderBy: { no: 'asc' } } },
      });
      return [
        ...(task.mergedIntoId === null ? [] : [task.mergedIntoId]),
        ...task.splitInto.map(({ id }) => id),
      ];
    },
  };
}
