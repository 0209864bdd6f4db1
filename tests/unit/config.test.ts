import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { AppError, messageOf } from '../../src/errors.ts';

type Environment = Readonly<Record<string, string>>;

const APP: Environment = {
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'a-secret-nobody-may-read',
  WECOM_CALLBACK_TOKEN: 'QianTang2026',
  WECOM_CALLBACK_AES_KEY: 'a'.repeat(43),
};

/** The lines of the refusal, one for each wrong variable. */
function refusal(env: Environment): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'config_invalid') throw error;
    return messageOf(error)
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

test('什么也不配，就在本机上跑起来', () => {
  expect(readConfig({})).toEqual({
    port: 8080,
    backupDir: '.duban/backup',
    backupKey: null,
    fontFile: null,
    retentionDays: null,
    publicUrl: 'http://localhost:8080',
    databaseUrl: null,
    redisUrl: null,
    dataDir: '.duban',
    sessionSecret: null,
    logLevel: 'info',
    zone: 'Asia/Shanghai',
    usesSandbox: true,
    app: null,
    robot: null,
    apiBase: 'https://qyapi.weixin.qq.com',
    sandboxPort: 7070,
    webhookKeys: {},
    metricsToken: null,
  });
});

test('抄来的 .env.example 一个字不改，与什么也不配一样', () => {
  const example = readFileSync(path.join(import.meta.dirname, '../../.env.example'), 'utf8');
  const lines = example.split('\n').filter((line) => /^[A-Z_]+=/.test(line));
  const env = Object.fromEntries(lines.map((line) => line.split('=', 2) as [string, string]));
  expect(Object.keys(env)).toContain('WECOM_CORP_ID');
  expect(readConfig(env)).toEqual(readConfig({}));
});

describe('接受的', () => {
  test.each<[string, Environment, object]>([
    ['端口', { PORT: '80' }, { port: 80, publicUrl: 'http://localhost:80' }],
    ['对外的地址', { PUBLIC_URL: 'https://duban.example.cn' }, { publicUrl: 'https://duban.example.cn' }],
    [
      'postgres 与 postgresql 都行',
      { DATABASE_URL: 'postgres://db/duban' },
      { databaseUrl: 'postgres://db/duban' },
    ],
    ['加密的 Redis', { REDIS_URL: 'rediss://cache:6380' }, { redisUrl: 'rediss://cache:6380' }],
    [
      '只有空格的，当作没配',
      { DATABASE_URL: '  ', WECOM_SECRET: ' ' },
      { databaseUrl: null, app: null, usesSandbox: true },
    ],
    [
      '群机器人，名字可以是中文',
      { WECOM_WEBHOOK_KEYS: '领导小组=eeeeeeee-0001, work_2=ffffffff-0002,' },
      { webhookKeys: { 领导小组: 'eeeeeeee-0001', work_2: 'ffffffff-0002' } },
    ],
    [
      '群机器人，抄了整个地址',
      { WECOM_WEBHOOK_KEYS: 'g=https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=eeeeeeee-0001' },
      { webhookKeys: { g: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=eeeeeeee-0001' } },
    ],
    [
      '只有智能机器人，没有应用',
      { WECOM_ROBOT_ID: 'aib1', WECOM_ROBOT_SECRET: 's', WECOM_ROBOT_NAMES: '督办, 督办助手' },
      {
        app: null,
        usesSandbox: false,
        robot: {
          robotId: 'aib1',
          secret: 's',
          names: ['督办', '督办助手'],
          wsUrl: 'wss://openws.work.weixin.qq.com',
        },
      },
    ],
  ])('%s', (_, env, expected) => {
    expect(readConfig(env)).toMatchObject(expected);
  });

  test('企业微信的应用，配齐了才算', () => {
    expect(readConfig(APP).app).toEqual({
      corpId: 'ww0123456789abcdef',
      agentId: 1000002,
      secret: 'a-secret-nobody-may-read',
      callbackToken: 'QianTang2026',
      callbackAesKey: 'a'.repeat(43),
      accounts: 200,
    });
  });

  test('私有部署有自己的地址', () => {
    const env = { ...APP, WECOM_API_BASE: 'https://wx.example.cn:8443' };
    expect(readConfig(env).apiBase).toBe('https://wx.example.cn:8443');
  });
});

describe('拒绝的，说出是哪一个', () => {
  test.each<[string, Environment, string]>([
    ['端口不是数字', { PORT: 'eighty' }, 'PORT'],
    ['端口太大', { PORT: '65536' }, 'PORT'],
    ['端口是小数', { SANDBOX_PORT: '70.5' }, 'SANDBOX_PORT'],
    ['地址没有协议', { PUBLIC_URL: 'duban.example.cn' }, 'PUBLIC_URL'],
    ['地址是脚本', { PUBLIC_URL: 'javascript:alert(1)' }, 'PUBLIC_URL'],
    ['别的数据库', { DATABASE_URL: 'mysql://localhost/duban' }, 'DATABASE_URL'],
    ['不是 Redis', { REDIS_URL: 'http://localhost:6379' }, 'REDIS_URL'],
    ['没有这个级别', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    ['没有这个时区', { TZ_BUSINESS: 'Asia/Hangzhou' }, 'TZ_BUSINESS'],
    ['应用编号不是数字', { ...APP, WECOM_AGENT_ID: '督办' }, 'WECOM_AGENT_ID'],
    ['Token 有别的字符', { ...APP, WECOM_CALLBACK_TOKEN: 'Qian-Tang' }, 'WECOM_CALLBACK_TOKEN'],
    ['Token 超过 32 位', { ...APP, WECOM_CALLBACK_TOKEN: 'a'.repeat(33) }, 'WECOM_CALLBACK_TOKEN'],
    ['AESKey 少一位', { ...APP, WECOM_CALLBACK_AES_KEY: 'a'.repeat(42) }, 'WECOM_CALLBACK_AES_KEY'],
    ['AESKey 有别的字符', { ...APP, WECOM_CALLBACK_AES_KEY: `${'a'.repeat(42)}+` }, 'WECOM_CALLBACK_AES_KEY'],
    ['机器人只有编号', { WECOM_ROBOT_ID: 'aib1' }, 'WECOM_ROBOT_SECRET'],
    ['机器人只有密钥', { WECOM_ROBOT_SECRET: 's' }, 'WECOM_ROBOT_ID'],
    ['机器人的地址不是 ws', { WECOM_ROBOT_WS_URL: 'https://x.cn' }, 'WECOM_ROBOT_WS_URL'],
    ['账号数不是数', { WECOM_ACCOUNT_LIMIT: '不限' }, 'WECOM_ACCOUNT_LIMIT'],
    ['群机器人没有名字', { WECOM_WEBHOOK_KEYS: 'eeeeeeee-0001' }, 'WECOM_WEBHOOK_KEYS'],
    ['群机器人的密钥太短', { WECOM_WEBHOOK_KEYS: 'g=1' }, 'WECOM_WEBHOOK_KEYS'],
  ])('%s', (_, env, name) => {
    const lines = refusal(env);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name}: .`));
  });

  test.each(Object.keys(APP))('应用只缺 %s', (missing) => {
    const { [missing]: _, ...rest } = APP;
    expect(refusal(rest)).toEqual([expect.stringMatching(`^${missing}: missing`)]);
  });

  test('一次说完所有的错', () => {
    const lines = refusal({ PORT: 'x', LOG_LEVEL: 'x', WECOM_CORP_ID: 'ww1', WECOM_WEBHOOK_KEYS: 'a,b' });
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'LOG_LEVEL',
      'WECOM_AGENT_ID',
      'WECOM_SECRET',
      'WECOM_CALLBACK_TOKEN',
      'WECOM_CALLBACK_AES_KEY',
      'WECOM_WEBHOOK_KEYS',
      'WECOM_WEBHOOK_KEYS',
    ]);
  });
});

test('密钥和口令不进错误信息', () => {
  const secrets = {
    SESSION_SECRET: 'too-short-secret',
    WECOM_SECRET: 'a-secret-nobody-may-read',
    WECOM_CALLBACK_TOKEN: 'token-with-a-dash',
    WECOM_CALLBACK_AES_KEY: 'key-that-is-wrong',
    WECOM_WEBHOOK_KEYS: 'key-without-a-name',
    DATABASE_URL: 'mysql://duban:password-of-the-database@db/duban',
    REDIS_URL: 'http://:password-of-redis@cache',
  };
  const said = refusal(secrets).join('\n');
  const { WECOM_SECRET: _valid, ...wrong } = secrets;
  for (const name of Object.keys(wrong)) expect(said).toContain(name);
  for (const secret of Object.values(secrets)) expect(said).not.toContain(secret);
  expect(said).not.toMatch(/password-of/);
});
