import type { PauseStore, SendingPause, WaitingMessage } from '../app/delivery/pause-stores.ts';
import type { Db } from './rows.ts';

const ONLY = 1;

export function pauseStore(db: Db): PauseStore {
  return {
    async current() {
      const row = await db.sendingPause.findUnique({ where: { id: ONLY } });
      return row && toPause(row);
    },
    async begin(pause) {
      const { count } = await db.sendingPause.createMany({
        data: [{ id: ONLY, ...pause }],
        skipDuplicates: true,
      });
      return count > 0;
    },
    async end() {
      await db.$executeRaw`select 1 from "SendingPause" where id = ${ONLY} for update`;
      const row = await db.sendingPause.findUnique({ where: { id: ONLY } });
      if (row) await db.sendingPause.delete({ where: { id: ONLY } });
      return row && toPause(row);
    },
    // A receipt's period begins with the id of what it answers.
    waiting: () => db.$queryRaw<WaitingMessage[]>`
      select message.id, message.kind, message.notice ->> 'kind' as says, message."createdAt",
        inbound."receivedAt" as "answersOf", message."firstTriedAt" is not null as tried
      from "OutboundMessage" message left join "InboundMessage" inbound on inbound.id::text = left(message.period, 36)
      where message.state in ('planned', 'sending') order by message."createdAt", message.id`,
    underWay: (now) => db.outboundMessage.count({ where: { state: 'sending', leaseUntil: { gte: now } } }),
    async settle(ids, { state, reason, at }) {
      await db.outboundMessage.updateMany({
        where: { id: { in: [...ids] }, state: { in: ['planned', 'sending'] } },
        data: { state, reason, sentAt: at, leaseUntil: null },
      });
    },
    async labelLate(ids) {
      await db.$executeRaw`update "OutboundMessage" set notice = jsonb_set(notice, '{late}', 'true')
        where id = any(${[...ids]}::uuid[]) and notice ? 'late'`;
    },
  };
}

const toPause = ({ since, by, reason, backupOf }: SendingPause): SendingPause => ({
  since,
  by,
  reason,
  backupOf,
});
