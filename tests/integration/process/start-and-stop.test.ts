import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { freePorts, startDuban, until, type Duban } from './duban.ts';

let base: string;
let env: Record<string, string>;
const running: Duban[] = [];

beforeEach(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'duban-process-'));
  chmodSync(base, 0o755); // as root, PostgreSQL runs under another account
  const [port, sandboxPort] = await freePorts(2);
  env = { DUBAN_DATA_DIR: path.join(base, 'data'), PORT: `${port}`, SANDBOX_PORT: `${sandboxPort}` };
});
afterEach(async () => {
  for (const duban of running.splice(0)) {
    duban.signal('SIGKILL');
    await duban.ended;
  }
  const left = postmasterPid();
  if (left !== null) process.kill(left, 'SIGQUIT');
  rmSync(base, { recursive: true, force: true, maxRetries: 20 });
});

function start(args: string[] = ['start'], given: Record<string, string> = {}): Duban {
  const duban = startDuban(base, { ...env, ...given }, args);
  running.push(duban);
  return duban;
}

/** Null: PostgreSQL has stopped, in good order. */
function postmasterPid(): number | null {
  const file = path.join(base, 'data/postgres/postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : null;
}

describe('自带的 PostgreSQL', () => {
  test('起来，能用；第二个进程被拒绝；收到 SIGTERM 干净地停下', async () => {
    const first = start();
    await first.ready();
    const ready = await fetch(`http://127.0.0.1:${env['PORT']}/readyz`);
    expect(ready.status).toBe(200);
    expect(ready.headers.get('keep-alive')).toBe('timeout=75');

    const [port, sandboxPort] = await freePorts(2);
    const second = start(['start'], { PORT: `${port}`, SANDBOX_PORT: `${sandboxPort}` });
    expect(await second.ended).toBe(2);
    expect(second.errors()).toMatch(/^error: the data folder \S+ is in use by another duban \(process \d+\)/);
    expect(second.errors()).toContain(String(first.pid));

    expect(postmasterPid()).not.toBeNull();
    first.signal('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.errors()).toBe('');
    expect(postmasterPid()).toBeNull();
  });

  test('还没起来就收到 SIGTERM，也不留下 PostgreSQL', async () => {
    const duban = start();
    await until(() => duban.output().includes('postgres_started'));
    duban.signal('SIGTERM');
    expect(await duban.ended).toBe(0);
    expect(postmasterPid()).toBeNull();
  });
});

describe('起不来就说清楚，以 2 结束', () => {
  test('配置错了：一次列出每一个变量，不露密钥', async () => {
    const duban = start(['start'], {
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      TZ_BUSINESS: 'Asia/Hangzhou',
      DATABASE_URL: 'mysql://localhost/duban',
      WECOM_CORP_ID: 'ww0123456789abcdef',
      WECOM_SECRET: 'a-secret-nobody-may-read',
      WECOM_WEBHOOK_KEYS: 'another-secret-of-a-group',
    });
    expect(await duban.ended).toBe(2);
    const lines = duban.errors().trim().split('\n');
    expect(lines[0]).toBe('error: the environment is misconfigured:');
    expect(lines.slice(1).map((line) => line.trim().split(':')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'LOG_LEVEL',
      'TZ_BUSINESS',
      'WECOM_AGENT_ID',
      'WECOM_CALLBACK_TOKEN',
      'WECOM_CALLBACK_AES_KEY',
      'WECOM_WEBHOOK_KEYS',
    ]);
    expect(duban.errors()).not.toMatch(/nobody-may-read|another-secret/);
    expect(existsSync(path.join(base, 'data'))).toBe(false);
  });

  test('数据库连不上', async () => {
    const duban = start(['start'], { DATABASE_URL: 'postgresql://duban:a-password@127.0.0.1:1/duban' });
    expect(await duban.ended).toBe(2);
    expect(duban.errors()).toContain('the database cannot be reached: connect ECONNREFUSED 127.0.0.1:1');
    expect(duban.errors()).not.toContain('a-password');
  });

  test('真的企业微信没有别的时间', async () => {
    const duban = start(['start', '--at', '2026-06-08 09:10'], {
      WECOM_CORP_ID: 'ww0123456789abcdef',
      WECOM_AGENT_ID: '1000002',
      WECOM_SECRET: 'x',
      WECOM_CALLBACK_TOKEN: 'x',
      WECOM_CALLBACK_AES_KEY: 'x'.repeat(43),
    });
    expect(await duban.ended).toBe(2);
    expect(duban.errors()).toContain('--at is for the sandbox only');
  });

  describe('有数据库', () => {
    let database: TestDatabase;
    beforeEach(async () => {
      database = await createTestDatabase();
    });
    afterEach(() => database.drop());

    test('Redis 连不上', async () => {
      const given = { DATABASE_URL: database.url, REDIS_URL: 'redis://:a-password@127.0.0.1:1' };
      const duban = start(['start'], given);
      expect(await duban.ended).toBe(2);
      expect(duban.errors()).toContain(
        'Redis (REDIS_URL) cannot be reached: connect ECONNREFUSED 127.0.0.1:1',
      );
      expect(duban.errors()).not.toContain('a-password');
    });
  });
});
