import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBackend, type Backend, type BackendSettings } from '../../../jobs/backend.ts';
import { createQueue, type OpenQueue } from '../../../jobs/queue.ts';
import { startWorkers } from '../../../jobs/workers.ts';
import type { Deps, JobRequest } from '../../../src/app/ports.ts';
import { systemClock } from '../../../src/clock.ts';
import { onBothBackends } from '../../support/backends.ts';
import { createTestDatabase } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';

/** What the jobs find when they look into the store: `deliver` its message, `handle-message` its sender. */
const depsWhere = (found: {
  deliver?: (id: string) => Promise<void>;
  handle?: (id: string) => Promise<void>;
}): Deps =>
  ({
    store: {
      pause: { current: async () => null },
      outbound: { claim: async (id: string) => (await found.deliver?.(id), null) },
      inbound: { senderOf: async (id: string) => (await found.handle?.(id), null) },
    },
    clock: systemClock('Asia/Shanghai'),
    log: silentLog,
  }) as unknown as Deps;

const deliveries = (count: number, given: { delayMs?: number } = {}) =>
  Array.from({ length: count }, () => ({ name: 'deliver' as const, outboundId: randomUUID(), ...given }));

onBothBackends('队列', (redisUrl) => {
  const closers: (() => Promise<void>)[] = [];
  let settings: BackendSettings;
  let queue: OpenQueue;

  const open = async (): Promise<Backend> => {
    const backend = await openBackend(settings);
    closers.push(() => backend.close());
    return backend;
  };
  const work = async (deps: Deps) => {
    const workers = await startWorkers(deps, await open());
    closers.push(() => workers.close());
    return workers;
  };

  beforeEach(async () => {
    if (redisUrl === null) {
      const database = await createTestDatabase();
      closers.push(() => database.drop());
      settings = { kind: 'postgres', url: database.url };
    } else {
      settings = { kind: 'redis', url: `${redisUrl}/9` };
      await emptied(settings.url);
    }
    queue = createQueue(await open(), silentLog);
    closers.push(() => queue.close());
  });
  afterEach(async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  });

  test('两个进程做一百件，每件一次', async () => {
    const jobs = deliveries(100);
    const done: string[] = [];
    const deps = depsWhere({ deliver: async (id) => void done.push(id) });
    const [one, other] = [await work(deps), await work(deps)];
    await Promise.all([queue.enqueue(jobs.slice(0, 50)), queue.enqueue(jobs.slice(50))]);
    await expect.poll(() => done.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(100);
    await Promise.all([one.close(), other.close()]);
    expect(done.toSorted()).toEqual(jobs.map(({ outboundId }) => outboundId).toSorted());
  });

  test('没有人在时排着，来了人就做', async () => {
    const [job] = deliveries(1);
    await queue.enqueue([job!]);
    const done: string[] = [];
    await work(depsWhere({ deliver: async (id) => void done.push(id) }));
    await expect.poll(() => done).toEqual([job!.outboundId]);
  });

  test('推迟的到时候才做，不挡住后面的', async () => {
    const [later] = deliveries(1, { delayMs: 600 });
    const [now] = deliveries(1);
    const done: { id: string; afterMs: number }[] = [];
    const began = performance.now();
    await work(
      depsWhere({ deliver: async (id) => void done.push({ id, afterMs: performance.now() - began }) }),
    );
    await queue.enqueue([later!, now!]);
    await expect
      .poll(() => done.map(({ id }) => id), { timeout: 10_000 })
      .toEqual([now!.outboundId, later!.outboundId]);
    expect(done[1]!.afterMs).toBeGreaterThanOrEqual(600);
  });

  test('一下子来一百句：句句都处理，一句出错不耽误别的', async () => {
    const ids = Array.from({ length: 100 }, () => randomUUID());
    const tried: string[] = [];
    await work(
      depsWhere({
        async handle(id) {
          tried.push(id);
          if (id === ids[40] && tried.filter((each) => each === id).length === 1) throw new Error('断线');
        },
      }),
    );
    await queue.enqueue(ids.map((inboundId) => ({ name: 'handle-message', inboundId })));
    await expect.poll(() => new Set(tried).size, { timeout: 10_000 }).toBe(100);
    await expect
      .poll(() => tried.filter((id) => id === ids[40]).length, { timeout: 10_000 })
      .toBeGreaterThanOrEqual(2);
  });

  test('做坏了的再做', async () => {
    const tried: string[] = [];
    const inboundId = randomUUID();
    await work(
      depsWhere({
        async handle(id) {
          tried.push(id);
          if (tried.length === 1) throw new Error('the database was away');
        },
      }),
    );
    await queue.enqueue([{ name: 'handle-message', inboundId }]);
    await expect.poll(() => tried, { timeout: 10_000 }).toEqual([inboundId, inboundId]);
  });

  test('关闭时把手上的做完，别人不再做一遍', async () => {
    const [job] = deliveries(1);
    const events: string[] = [];
    const signals = new EventEmitter();
    const workers = await work(
      depsWhere({
        async deliver() {
          signals.emit('begun');
          await once(signals, 'released');
          events.push('done');
        },
      }),
    );
    await Promise.all([once(signals, 'begun'), queue.enqueue([job!])]);
    const closed = workers.close().then(() => events.push('closed'));
    expect(await Promise.race([closed, pause(300, 'still at it')])).toBe('still at it');
    signals.emit('released');
    await closed;
    await work(depsWhere({ deliver: async () => void events.push('again') }));
    const [next] = deliveries(1);
    await queue.enqueue([next!]);
    await expect.poll(() => events.length).toBe(3);
    expect(events).toEqual(['done', 'closed', 'again']);
  });

  test('看不懂的内容不会做成别的', async () => {
    const done: string[] = [];
    await work(depsWhere({ deliver: async (id) => void done.push(id) }));
    await queue.enqueue([
      { name: 'deliver', outboundId: 'not an id' } satisfies JobRequest,
      ...deliveries(1),
    ]);
    await expect.poll(() => done).toHaveLength(1);
    expect(done).not.toContain('not an id');
  });
});

async function emptied(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
}
