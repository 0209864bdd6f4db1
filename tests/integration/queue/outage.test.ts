import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openBackend } from '../../../jobs/backend.ts';
import { createQueue } from '../../../jobs/queue.ts';
import { sweep } from '../../../src/app/delivery/sweep.ts';
import { createTestDatabase } from '../../support/database.ts';
import { openHouse, type House } from '../../support/house.ts';
import { startRedis, type RedisServer } from '../../support/redis-server.ts';
import { silentLog } from '../../support/silent-log.ts';
import { aLineTo, type CuttableLine } from './cuttable-line.ts';

const MONDAY = '2026-06-08';
const A_JOB = [{ name: 'deliver', outboundId: '7f1d3a52-5d0c-4d7e-9a52-0d6a4a8f1c11' }] as const;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A person writes; answers with what the callback came to. */
async function write(house: House, userid: string, content: string): Promise<unknown> {
  const response = await fetch(`${house.sandbox}/people/${userid}/text`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ content }),
  });
  return response.json();
}

/** As the schedule does every 20 s: the first sweep may come before the queue has noticed that Redis is back. */
const sweepAgainAndAgain = ({ deps }: House) => setInterval(() => void sweep(deps), 100);

const accepted = { callback: { status: 200, attempts: 1 } };

describe('排队从不出错：真相已在库里', () => {
  test('PostgreSQL 的连接池已经关了', async () => {
    const database = await createTestDatabase();
    closers.push(() => database.drop());
    const backend = await openBackend({ kind: 'postgres', url: database.url });
    const queue = createQueue(backend, silentLog);
    await queue.enqueue(A_JOB);
    await backend.close();
    const warn = vi.spyOn(silentLog, 'warn');
    await expect(queue.enqueue(A_JOB)).resolves.toBeUndefined();
    expect(warn).toHaveBeenCalledWith(
      expect.objectContaining({ queue: 'deliver', jobs: 1 }),
      'enqueue_failed',
    );
  });

  test.skipIf(inject('redisUrl') === null)(
    'Redis 停了，立刻知道，不等它回来',
    async () => {
      const redis = await ownRedis();
      const backend = await openBackend({ kind: 'redis', url: redis.url });
      closers.push(() => backend.close());
      const queue = createQueue(backend, silentLog);
      await queue.enqueue(A_JOB);
      await redis.stop();
      const warn = vi.spyOn(silentLog, 'warn');
      await expect(queue.enqueue(A_JOB)).resolves.toBeUndefined();
      expect(warn).toHaveBeenCalledWith(
        expect.objectContaining({ queue: 'deliver', jobs: 1 }),
        'enqueue_failed',
      );
    },
    10_000,
  );
});

describe.skipIf(inject('redisUrl') === null)('Redis 断了又通', () => {
  let line: CuttableLine;
  let house: House;
  beforeEach(async () => {
    const redis = await ownRedis();
    line = await aLineTo(redis.url);
    house = await openHouse({ date: MONDAY, time: '09:00' }, { redisUrl: `redis://127.0.0.1:${line.port}` });
    closers.push(
      () => line.close(),
      () => redis.stop(),
    );
  });

  test('断的时候收下的，通了由清扫找回，一条不丢', async () => {
    closers.push(() => house.close());
    await house.heard('luhaiping');
    line.cut();
    for (const text of ['14已完成', '6推进中，已核对两处点位']) {
      expect(await write(house, 'luhaiping', text)).toMatchObject(accepted);
    }
    expect(await house.deps.store.inbound.unhandled(new Date('2027-01-01'), 10)).toHaveLength(2);
    line.mend();
    const sweeping = sweepAgainAndAgain(house);
    closers.push(async () => clearInterval(sweeping));
    await house.at(MONDAY, '09:01');
    expect(await house.heard('luhaiping')).toHaveLength(2);
  });

  test('断着也能停下来', async () => {
    line.cut();
    await expect(house.close()).resolves.toBeUndefined();
  }, 20_000);
});

describe('PostgreSQL 断开了所有连接', () => {
  test('不崩溃，随后照常收发', async () => {
    const house = await openHouse({ date: MONDAY, time: '09:00' });
    closers.push(() => house.close());
    await house.say('luhaiping', '我的任务');
    await dropConnections(house);
    expect(await house.say('luhaiping', '14已完成')).toHaveLength(1);
  });
});

async function dropConnections(house: House): Promise<void> {
  const { pool } = house.service.app.database;
  await pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
}

async function ownRedis(): Promise<RedisServer> {
  const dir = mkdtempSync(path.join(tmpdir(), 'duban-redis-'));
  closers.push(async () => rmSync(dir, { recursive: true, force: true }));
  const redis = await startRedis(dir);
  if (redis === null) throw new Error('redis-server was there a moment ago');
  return redis;
}
