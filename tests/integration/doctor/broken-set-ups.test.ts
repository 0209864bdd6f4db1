import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CheckId } from '../../../src/app/doctor/finding.ts';
import type { CheckResult } from '../../../src/app/doctor/verdict.ts';
import { settableClock, systemClock, type Clock } from '../../../src/clock.ts';
import { readConfig } from '../../../src/config.ts';
import { lookAtBackups } from '../../../src/main/doctor/look-at-disk.ts';
import { serve, type Service } from '../../../src/main/serve.ts';
import { createLease } from '../../../src/store/lease.ts';
import { createEmptyDatabase } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';
import {
  anInstallation,
  ROBOT,
  type Changes,
  type Environment,
  type Installation,
} from './an-installation.ts';

const ZONE = 'Asia/Shanghai';
/** Nothing listens there, and fetch does not refuse the port by itself. */
const NOBODY = '127.0.0.1:2';
const OTHER_AES_KEY = 'bQ4yW9nR3aS8uZ2xC7oD0eG5hI6kM1tB9vF3jP8rYdN';

const firstWrong = (results: readonly CheckResult[]): CheckResult | undefined =>
  results.find(({ state }) => state === 'wrong');

const ofId = (results: readonly CheckResult[], id: CheckId): CheckResult | undefined =>
  results.find((result) => result.id === id);

function expectNoSecret(results: readonly CheckResult[], env: Environment): void {
  const said = JSON.stringify(results);
  const secrets = [
    ...['WECOM_SECRET', 'WECOM_CALLBACK_TOKEN', 'WECOM_CALLBACK_AES_KEY', 'WECOM_ROBOT_SECRET'].map(
      (name) => env[name],
    ),
    env['WECOM_WEBHOOK_KEYS']?.split('=')[1],
    new URL(env['DATABASE_URL'] ?? '').password,
  ];
  for (const secret of secrets) if (secret) expect(said).not.toContain(secret);
}

test('配得都对，服务还没有启动：没有一项是错的', async () => {
  const { diagnose, env } = await anInstallation();
  const results = await diagnose();
  expect(firstWrong(results)).toBeUndefined();
  expect(results.filter(({ state }) => state === 'doubtful').map(({ id }) => id)).toEqual([
    'robot', // nobody owns its connection
    'sandbox', // the addresses are on this machine
  ]);
  expect(ofId(results, 'contacts')?.finding).toBe('未销号任务的 1 名责任人都能收到消息。');
  expectNoSecret(results, env);
});

const ahead = (ms: number): Clock => {
  const clock = systemClock(ZONE);
  return { ...clock, now: () => new Date(clock.now().getTime() + ms) };
};

const changed = (url = '', changes: Partial<URL>): string => Object.assign(new URL(url), changes).href;

type Break = (installation: Installation) => Promise<Changes> | Changes;

describe('坏了一处，第一行 ✗ 就说出是哪一处', () => {
  test.each<[string, Break, CheckId, RegExp, RegExp]>([
    [
      'Secret 填错',
      () => ({ env: { WECOM_SECRET: 'another-secret-9' } }),
      'token',
      /应用的 Secret 不正确/,
      /WECOM_SECRET/,
    ],
    [
      '企业 ID 填错',
      () => ({ env: { WECOM_CORP_ID: 'ww0000000000000000' } }),
      'token',
      /企业 ID 不正确/,
      /WECOM_CORP_ID/,
    ],
    [
      'AgentId 填错',
      () => ({ env: { WECOM_AGENT_ID: '1000099' } }),
      'app',
      /AgentId 1000099 与 Secret 不是同一个应用/,
      /WECOM_AGENT_ID/,
    ],
    [
      '出口 IP 不可信',
      async ({ sandbox }) => {
        await sandbox.control('POST', '/trusted-ip', { trusted: false });
        return {};
      },
      'trusted_ip',
      /本机的出口 IP \d+\.\d+\.\d+\.\d+ 不在可信名单里/,
      /企业可信IP”→“配置”，填入 \d+\.\d+\.\d+\.\d+/,
    ],
    [
      '只在调用时才拒绝的 IP',
      async ({ sandbox }) => {
        await sandbox.control('POST', '/faults', { path: '/cgi-bin/agent/get', times: 5, errcode: 60020 });
        return {};
      },
      'trusted_ip',
      /不在可信名单里/,
      /企业可信IP/,
    ],
    [
      '企业微信的地址写错',
      () => ({ env: { WECOM_API_BASE: `http://${NOBODY}` } }),
      'outgoing',
      /127\.0\.0\.1:2 拒绝连接/,
      /WECOM_API_BASE/,
    ],
    [
      '域名解析不了',
      () => ({ env: { WECOM_API_BASE: 'https://qyapi.invalid' } }),
      'outgoing',
      /解析不了域名 qyapi\.invalid/,
      /DNS/,
    ],
    [
      '网关代答',
      async ({ sandbox }) => {
        await sandbox.control('POST', '/faults', { path: '/cgi-bin/getcallbackip', times: 5, status: 403 });
        return {};
      },
      'outgoing',
      /不是企业微信给的（HTTP 403）/,
      /放行/,
    ],
    [
      '外网到不了回调地址',
      () => ({ waiting: { seconds: 1, ask: () => {} } }),
      'callback',
      /等了 1 秒，没有见到企业微信访问 https:\/\/duban\.example\.cn\/wecom\/callback/,
      /反向代理/,
    ],
    [
      '数据库没有启动',
      () => ({ env: { DATABASE_URL: `postgresql://duban:hunter2@${NOBODY}/duban` } }),
      'database',
      /连不上数据库 127\.0\.0\.1:2\/duban（ECONNREFUSED）/,
      /DATABASE_URL/,
    ],
    [
      '数据库密码错',
      ({ env }) => ({ env: { DATABASE_URL: changed(env['DATABASE_URL'], { password: 'hunter2-hunter2' }) } }),
      'database',
      /拒绝登录/,
      /用户名和密码/,
    ],
    [
      '库不存在',
      ({ env }) => ({ env: { DATABASE_URL: changed(env['DATABASE_URL'], { pathname: '/nothing_here' }) } }),
      'database',
      /nothing_here 不存在/,
      /create database/,
    ],
    [
      '库是空的',
      async () => {
        const { url, drop } = await createEmptyDatabase();
        onTestFinished(drop);
        return { env: { DATABASE_URL: url } };
      },
      'database',
      /有 \d+ 个升级没有执行/,
      /duban migrate/,
    ],
    [
      'Redis 没有启动',
      () => ({ env: { REDIS_URL: `redis://:hunter2@${NOBODY}` } }),
      'queue',
      /连不上 Redis 127\.0\.0\.1:2（ECONNREFUSED）/,
      /REDIS_URL/,
    ],
    [
      '时钟快了 10 分钟',
      () => ({ clock: ahead(10 * 60_000) }),
      'clock',
      /本机时钟比企业微信快 10 分钟/,
      /NTP/,
    ],
    [
      '群机器人的 key 填错',
      () => ({ env: { WECOM_WEBHOOK_KEYS: 'lingdao=00000000-0000-4000-8000-000000000000' } }),
      'webhooks',
      /群机器人 lingdao 的 key 无效/,
      /消息推送/,
    ],
    [
      '责任人不在可见范围',
      async ({ sandbox }) => {
        await sandbox.control('DELETE', '/people/luhaiping');
        return {};
      },
      'contacts',
      /陆海平 1 人不在应用的可见范围/,
      /可见范围/,
    ],
    [
      '临近年底还没有明年的放假安排',
      async () => {
        const clock = settableClock(new Date('2030-12-20T01:00:00Z'), ZONE);
        return {
          clock,
          seen: {
            holidays: async () => ({ knownYears: new Set([2029, 2030]) }),
            clock: async () => ({ here: clock.now(), there: clock.now(), zone: ZONE }),
          },
        };
      },
      'holidays',
      /没有 2031 年的放假安排/,
      /升级/,
    ],
    [
      '磁盘快满了',
      () => ({ seen: { disk: async () => ({ freeBytes: 300 * 1024 ** 2 }) } }),
      'disk',
      /只剩 0\.3 GB/,
      /DUBAN_DATA_DIR/,
    ],
    [
      '机器人的 Secret 填错',
      () => ({ env: { WECOM_ROBOT_SECRET: 'not-the-robots-1' }, tryRobot: true }),
      'robot',
      /BotID 或 Secret 不正确/,
      /WECOM_ROBOT_SECRET/,
    ],
  ])('%s', async (_name, breakIt, id, finding, remedy) => {
    const installation = await anInstallation();
    const changes = await breakIt(installation);
    const results = await installation.diagnose(changes);
    const first = firstWrong(results);
    expect([first?.id, first?.finding]).toEqual([id, expect.stringMatching(finding)]);
    expect(first?.remedy).toMatch(remedy);
    expectNoSecret(results, { ...installation.env, ...changes.env });
  });
});

describe('在控制台点“保存”，服务收到验证', () => {
  /** The service as another process would run it, and the administrator who saves when he is asked. */
  async function saving(installation: Installation, env: Environment): Promise<CheckResult[]> {
    const service = await startService({ ...installation.env, ...env });
    const press = () =>
      void installation.sandbox.control('POST', '/verify-callback', { url: `${service.url}/wecom/callback` });
    return installation.diagnose({ env, waiting: { seconds: 20, ask: press } });
  }

  async function startService(env: Environment): Promise<Service> {
    const service = await serve({
      config: readConfig({ ...env, PORT: '0' }),
      clock: systemClock(ZONE),
      log: silentLog,
      role: 'web',
      corp: { corpName: '', corpId: '', agent: NO_AGENT, departments: [], people: [], groups: [] },
    });
    onTestFinished(() => service.close());
    return service;
  }

  const NO_AGENT = { id: 1, name: '', secret: '', callbackToken: '', callbackAesKey: '' };

  test('都对', async () => {
    const results = await saving(await anInstallation(), {});
    expect(ofId(results, 'callback')?.state).toBe('ok');
    expect(ofId(results, 'callback_key')?.state).toBe('ok');
    expect(firstWrong(results)).toBeUndefined();
  });

  test.each<[string, Environment, RegExp]>([
    ['EncodingAESKey 填错', { WECOM_CALLBACK_AES_KEY: OTHER_AES_KEY }, /EncodingAESKey 不一致/],
    ['Token 填错', { WECOM_CALLBACK_TOKEN: 'NotTheToken02' }, /Token 不一致/],
  ])('%s', async (_name, env, finding) => {
    const installation = await anInstallation();
    const results = await saving(installation, env);
    const first = firstWrong(results);
    expect([first?.id, first?.finding]).toEqual(['callback_key', expect.stringMatching(finding)]);
    expectNoSecret(results, { ...installation.env, ...env });
  });
});

describe('机器人的长连接', () => {
  test('没有人占着，才试连一次', async () => {
    const { diagnose } = await anInstallation();
    expect(ofId(await diagnose({ tryRobot: true }), 'robot')?.finding).toMatch(/试连成功后已断开/);
  });

  test('有人占着就不试，免得把它顶下来', async () => {
    const { diagnose, house } = await anInstallation();
    const owner = createLease(house.url, ROBOT.id);
    onTestFinished(() => owner.release());
    expect(await owner.acquire()).toBe(true);
    const state = { state: 'up', since: new Date(), owner: 'another process', detail: '' } as const;
    await house.store.robotStates.set(ROBOT.id, state);
    expect(ofId(await diagnose({ tryRobot: true }), 'robot')?.finding).toMatch(/长连接正常/);
  });

  test('占着的进程没了，说没有进程', async () => {
    const { diagnose, house } = await anInstallation();
    const state = { state: 'up', since: new Date(), owner: 'a process that was killed', detail: '' } as const;
    await house.store.robotStates.set(ROBOT.id, state);
    expect(ofId(await diagnose(), 'robot')?.finding).toMatch(/没有进程在维持长连接/);
  });
});

test('备份：只看备份文件，取最新的；演练的结果也看', async () => {
  const { house } = await anInstallation();
  const folder = path.join(house.mediaDir, 'backup');
  mkdirSync(folder);
  const since = new Date('2026-01-01T00:00:00Z');
  const own = { embedded: true, since };
  expect(await lookAtBackups(folder, own)).toMatchObject({ newest: null, drill: null });
  expect(await lookAtBackups(folder, { ...own, embedded: false })).toEqual({ kind: 'elsewhere' });
  for (const [name, day] of [
    ['0301.dump', '2026-03-01'],
    ['0302.dump', '2026-03-02'],
    ['duban-20260307-030000.tar.gz', '2026-03-07'],
    ['duban-20260308-030000.tar.gz.enc', '2026-03-08'],
    ['.duban-20260309-030000.tar.gz.enc.ab12.tmp', '2026-03-09'],
    ['notes.txt', '2026-03-15'],
  ] as const) {
    writeFileSync(path.join(folder, name), '');
    utimesSync(path.join(folder, name), new Date(day), new Date(day));
  }
  const at = new Date('2026-03-08T04:00:00Z');
  writeFileSync(path.join(folder, 'drill.json'), JSON.stringify({ at, file: 'x', faults: [] }));
  expect(await lookAtBackups(folder, own)).toEqual({
    kind: 'seen',
    dataSince: since,
    folder,
    newest: new Date('2026-03-08'),
    drill: { at, faults: [] },
  });
});

test('试过的 key 没有在群里发出消息', async () => {
  const { diagnose, sandbox } = await anInstallation();
  await diagnose();
  expect(await sandbox.chat('groups/lingdao')).toEqual([]);
});
