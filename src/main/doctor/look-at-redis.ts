import { Redis } from 'ioredis';
import type { QueueSight } from '../../app/doctor/sights.ts';
import { codeOf } from './code-of.ts';

const TIMEOUT_MS = 5_000;

/** INFO alone says all: managed servers do not allow CONFIG. */
export async function lookAtRedis(url: string): Promise<QueueSight> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: TIMEOUT_MS,
    commandTimeout: TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    enableReadyCheck: false,
  });
  let refusal: unknown = null;
  redis.on('error', (error) => (refusal ??= error));
  try {
    await redis.connect();
    return readInfo(await redis.info());
  } catch (error) {
    return { kind: 'failed', address: addressOf(url), code: redisCode(refusal ?? error) };
  } finally {
    redis.disconnect();
  }
}

function readInfo(info: string): QueueSight {
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
  return {
    kind: 'redis',
    version: field('redis_version'),
    policy: field('maxmemory_policy'),
    aof: field('aof_enabled') === '1',
  };
}

/** Redis begins its refusals with the code: `WRONGPASS invalid username-password pair …`. */
function redisCode(error: unknown): string {
  const word = error instanceof Error ? /^[A-Z]{4,}\b/.exec(error.message)?.[0] : undefined;
  return word ?? codeOf(error);
}

/** Without user and password. */
function addressOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || '6379'}`;
}
