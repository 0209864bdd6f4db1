import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openBackend, type Backend } from '../../../jobs/backend.ts';
import { keepSchedules, type Schedules } from '../../../jobs/schedules.ts';
import { onBothBackends } from '../../support/backends.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';

const TICKS = ['refresh-tiles', 'run-due-steps', 'sweep', 'sync-contacts'];

onBothBackends('定时唤醒', (redisUrl) => {
  let database: TestDatabase | null = null;
  let backend: Backend;
  let kept: Schedules;
  beforeEach(async () => {
    database = redisUrl === null ? await createTestDatabase() : null;
    await forget();
    const url = database?.url ?? `${redisUrl}/8`;
    backend = await openBackend({ kind: database ? 'postgres' : 'redis', url });
    kept = await keepSchedules({ backend, zone: 'Asia/Shanghai', log: silentLog }, 20);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await kept.close();
    await backend.close();
    await database?.drop();
  });

  /** As a Redis that was flushed, or came back empty. */
  async function forget(): Promise<void> {
    if (redisUrl === null) return;
    const redis = new Redis(`${redisUrl}/8`);
    await redis.flushdb();
    redis.disconnect();
  }

  async function waking(): Promise<string[]> {
    const found = TICKS.map(async (name) => {
      const queue = backend.queue(name);
      queue.on('error', () => {});
      const scheduler = await queue.getJobScheduler(`${name}-tick`);
      await queue.close();
      return (scheduler?.next ?? 0) > 0 ? name : '';
    });
    return (await Promise.all(found)).filter((name) => name !== '');
  }

  test('每项都有下一次；没有忘的不重设', async () => {
    const warn = vi.spyOn(silentLog, 'warn');
    expect(await waking()).toEqual(TICKS);
    expect(warn).not.toHaveBeenCalled();
  });

  test.skipIf(redisUrl === null)('队列全忘了，自己补上', async () => {
    await forget();
    await expect.poll(waking, { timeout: 10_000 }).toEqual(TICKS);
  });

  test('时钟拨回两小时，不等它走回来', async () => {
    await kept.close();
    const queue = backend.inspect('sweep');
    const next = async () => (await queue.getJobScheduler('sweep-tick'))?.next ?? 0;
    const ahead = Date.now() + 7_200_000;
    await queue.removeJobScheduler('sweep-tick');
    await queue.upsertJobScheduler('sweep-tick', { every: 20_000, startDate: ahead }, { name: 'sweep' });
    expect(await next()).toBeGreaterThanOrEqual(ahead);
    kept = await keepSchedules({ backend, zone: 'Asia/Shanghai', log: silentLog }, 20);
    await expect.poll(async () => (await next()) - Date.now(), { timeout: 10_000 }).toBeLessThan(60_000);
    expect(await next()).toBeGreaterThan(0);
    await queue.close();
  });
});
