import type {
  InterviewStore,
  LadderStep,
  LadderStore,
  Letter,
  LetterContent,
  LetterStore,
} from '../app/week/ladder-stores.ts';
import { fromDateOnly, ofMany, ourJson, toDateOnly, toDateOnlyOrNull, toJson, type Db } from './rows.ts';

export function ladderStore(db: Db): LadderStore {
  return {
    async beginDay(roundId, day, at) {
      const { count } = await db.ladderDay.createMany({
        data: [{ roundId, day: fromDateOnly(day), climbedAt: at }],
        skipDuplicates: true,
      });
      return count > 0;
    },
    hasClimbed: async (roundId, day) =>
      (await db.ladderDay.count({ where: { roundId, day: fromDateOnly(day) } })) > 0,
    steps: async (taskIds) =>
      (
        await ofMany(taskIds, (ids) =>
          db.escalationStep.findMany({
            where: { taskId: { in: ids } },
            orderBy: [{ firedAt: 'asc' }, { rung: 'asc' }],
          }),
        )
      ).map(toStep),
    stepsAt: async (roundId, firedAt) =>
      (
        await db.escalationStep.findMany({
          where: { firedAt, task: { roundId } },
          orderBy: [{ task: { no: 'asc' } }, { rung: 'asc' }],
        })
      ).map(toStep),
    async add({ firedOn, toIds, ...step }) {
      const { count } = await db.escalationStep.createMany({
        data: [{ ...step, firedOn: fromDateOnly(firedOn), toIds: [...toIds] }],
        skipDuplicates: true,
      });
      return count > 0;
    },
    async decide(id, { state, on, at }) {
      const { count } = await db.escalationStep.updateMany({
        where: { id, state: 'proposed' },
        data: { state, firedOn: fromDateOnly(on), firedAt: at },
      });
      return count > 0;
    },
    async relapses(taskIds) {
      // Every change of a task is in the log with its new fields.
      const rows = await ofMany(taskIds, (ids) =>
        db.auditEvent.groupBy({
          by: ['subject'],
          where: { subject: { in: ids }, refused: false, to: { path: ['closure'], equals: 'relapsed' } },
          _count: true,
        }),
      );
      return new Map(rows.map(({ subject, _count }) => [subject, _count]));
    },
    async claimsReturned(taskIds) {
      const rows = await ofMany(taskIds, (ids) =>
        db.closureRequest.groupBy({
          by: ['taskId'],
          where: { taskId: { in: ids }, decidedAt: { not: null } },
          _max: { decidedAt: true },
        }),
      );
      return new Map(rows.flatMap(({ taskId, _max }) => (_max.decidedAt ? [[taskId, _max.decidedAt]] : [])));
    },
    remindersSent: async (taskIds, personIds) =>
      // One message may have been tried with several cards.
      taskIds.length === 0
        ? []
        : db.$queryRaw`
        select distinct task.id as "taskId", message."personId", message.kind, message.period, message."sentAt"
          from "OutboundMessage" message
          join "SentCard" card on card."outboundId" = message.id
          cross join lateral jsonb_array_elements_text(card.context) as task(id)
         where message."personId" = any(${[...personIds]}::uuid[]) and message.kind in ('weekly', 'nudge', 'chase') and message.state = 'sent'
           and jsonb_typeof(card.context) = 'array' and task.id = any(${[...taskIds]})`,
  };
}

type StepRow = Awaited<ReturnType<Db['escalationStep']['findFirstOrThrow']>>;

const toStep = ({ firedOn, ...row }: StepRow): LadderStep => ({ ...row, firedOn: toDateOnly(firedOn) });

export function letterStore(db: Db): LetterStore {
  const decide = async (
    id: string,
    decision: { state: 'signed' | 'dropped'; decidedById: string; number?: string; signedOn?: Date },
  ) => (await db.supervisionLetter.updateMany({ where: { id, state: 'draft' }, data: decision })).count > 0;
  return {
    async addDraft({ content, ...letter }) {
      const { count } = await db.supervisionLetter.createMany({
        data: [{ ...letter, content: toJson(content) }],
        skipDuplicates: true,
      });
      return count > 0;
    },
    ofRound: async (roundId, states) =>
      (
        await db.supervisionLetter.findMany({
          where: { roundId, state: { in: [...states] } },
          orderBy: [{ draftedAt: 'asc' }, { task: { no: 'asc' } }],
        })
      ).map(toLetter),
    async draftOf(taskId) {
      const row = await db.supervisionLetter.findFirst({ where: { taskId, state: 'draft' } });
      return row && toLetter(row);
    },
    isNumberTaken: async (roundId, number) =>
      (await db.supervisionLetter.count({ where: { roundId, number } })) > 0,
    sign: (id, { number, on, byId }) =>
      decide(id, { state: 'signed', number, signedOn: fromDateOnly(on), decidedById: byId }),
    drop: (id, byId) => decide(id, { state: 'dropped', decidedById: byId }),
  };
}

type LetterRow = Awaited<ReturnType<Db['supervisionLetter']['findFirstOrThrow']>>;

const toLetter = ({
  id,
  roundId,
  taskId,
  draftedAt,
  state,
  number,
  signedOn,
  content,
}: LetterRow): Letter => ({
  id,
  roundId,
  taskId,
  draftedAt,
  state,
  number,
  signedOn: toDateOnlyOrNull(signedOn),
  content: ourJson(content) as LetterContent,
});

export function interviewStore(db: Db): InterviewStore {
  return {
    add: async ({ heldOn, ...interview }) =>
      (await db.interview.create({ data: { ...interview, heldOn: fromDateOnly(heldOn) } })).id,
  };
}
