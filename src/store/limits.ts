import type { HaltStore, LimitStore } from '../app/delivery/channel-stores.ts';
import type { Db } from './rows.ts';

/** Token buckets; the work is one function of the database, so that processes never take the same token. */
export function limitStore(db: Db): LimitStore {
  return {
    async take(limits, now) {
      const keys = limits.map(({ key }) => key);
      const bursts = limits.map(({ burst }) => burst);
      const perMinute = limits.map((limit) => limit.perMinute);
      const [short] = await db.$queryRaw<{ short_key: string; wait_ms: number }[]>`
        select short_key, wait_ms from take_tokens(${now}, ${keys}::text[], ${bursts}::float8[], ${perMinute}::float8[])`;
      return short ? { key: short.short_key, waitMs: short.wait_ms } : null;
    },
  };
}

/** The circuit breakers, shared by all processes and kept over a restart. */
export function haltStore(db: Db): HaltStore {
  return {
    all: () => db.channelHalt.findMany({ orderBy: { since: 'asc' } }),
    async trip({ channel, code, why, advice, since, probeAt }) {
      const { count } = await db.channelHalt.createMany({
        data: { channel, code, why, advice, since, probeAt },
        skipDuplicates: true,
      });
      if (count === 0)
        await db.channelHalt.update({ where: { channel }, data: { code, why, advice, probeAt } });
      return count > 0;
    },
    async claimProbe(channel, now, nextProbeAt) {
      const { count } = await db.channelHalt.updateMany({
        where: { channel, probeAt: { lte: now } },
        data: { probeAt: nextProbeAt },
      });
      return count > 0;
    },
    async lift(channel) {
      const halt = await db.channelHalt.findUnique({ where: { channel } });
      const { count } = await db.channelHalt.deleteMany({ where: { channel } });
      return count > 0 ? halt : null;
    },
  };
}
