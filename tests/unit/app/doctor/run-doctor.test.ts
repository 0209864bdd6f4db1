import { describe, expect, test } from 'vitest';
import { CHECK_IDS, type CheckId } from '../../../../src/app/doctor/finding.ts';
import { runDoctor } from '../../../../src/app/doctor/run-doctor.ts';
import type { Answer, Probes } from '../../../../src/app/doctor/sights.ts';
import type { CheckResult, CheckState, DoctorWords } from '../../../../src/app/doctor/verdict.ts';
import { settableClock } from '../../../../src/clock.ts';
import { doctorWords } from '../../../../src/zh/doctor.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const clock = settableClock(NOW, 'Asia/Shanghai');
const environment = { node: '22.0.0', problems: [] };
const words: DoctorWords = doctorWords;

const answered = (errcode: number, body: Record<string, unknown> = {}): Answer => ({
  kind: 'answered',
  errcode,
  body,
  advice: '',
  ip: errcode === 60020 ? '203.0.113.9' : null,
});

/** An installation where all is well. */
const healthy = (): Probes => ({
  database: async () => ({
    kind: 'open',
    embedded: false,
    versionNum: 160_003,
    pending: [],
    unfinished: [],
    unknown: [],
  }),
  queue: async () => ({ kind: 'redis', version: '7.0.15', policy: 'noeviction', aof: true }),
  clock: async () => ({ here: NOW, there: NOW, zone: 'Asia/Shanghai' }),
  outgoing: async () => ({
    hosts: [{ host: 'qyapi.example.cn', failedAt: null, code: '' }],
    proxySet: false,
    sandboxUrl: null,
  }),
  app: async () => ({
    agentId: 1000002,
    token: answered(0),
    agent: answered(0, { name: '督办助手', close: 0, allow_partys: { partyid: [1] } }),
  }),
  callback: async () => ({
    url: 'https://duban.example.cn/wecom/callback',
    verifiedAt: NOW,
    refusedAt: null,
    refusedWhy: null,
    awaited: null,
  }),
  publicUrl: async () => ({ url: 'https://duban.example.cn', health: { status: 200, ours: true } }),
  robot: async () => ({ state: { state: 'up', since: NOW, owner: 'a', detail: '' }, tried: null }),
  webhooks: async () => [{ name: 'lingdao', verdict: 'valid', why: '' }],
  contacts: async () => ({
    openTasks: [{ code: '1', ownerId: 'p1' }],
    owners: [{ id: 'p1', name: '张三', userid: 'zhangsan', active: true }],
    scope: new Set(['zhangsan']),
    spoken: null,
  }),
  pause: async () => null,
  halts: async () => [],
  outbox: async () => ({ stuck: 0, ambiguous: 0, paused: false }),
  holidays: async () => ({ knownYears: new Set([2026, 2027]) }),
  disk: async () => ({ freeBytes: 80 * 1024 ** 3 }),
  backups: async () => ({ kind: 'elsewhere' }),
  sandbox: async () => ({ used: false, localAddress: null }),
});

const examine = (
  changes: Partial<Probes>,
  found: (result: CheckResult) => void = () => {},
): Promise<CheckResult[]> =>
  runDoctor({ environment, probes: { ...healthy(), ...changes }, clock }, words, found);

const inState = (results: readonly CheckResult[], state: CheckState): CheckId[] =>
  results.filter((result) => result.state === state).map(({ id }) => id);

const ofId = (results: readonly CheckResult[], id: CheckId): CheckResult | undefined =>
  results.find((result) => result.id === id);

test('一切正常：只有外部数据库的备份看不到', async () => {
  const results = await examine({});
  expect(results.map(({ id }) => id)).toEqual([...CHECK_IDS]);
  expect(inState(results, 'skipped')).toEqual(['backups']);
  expect(inState(results, 'ok')).toHaveLength(CHECK_IDS.length - 1);
});

describe('前一项不通过，靠它的各项跳过，并说明是哪一项', () => {
  const IP_REFUSED = { agentId: 1, token: answered(60020), agent: null };
  test.each<[string, Partial<Probes>, CheckId[], CheckId[], string]>([
    [
      '数据库连不上',
      { database: async () => ({ kind: 'failed', address: 'db:5432', code: 'ECONNREFUSED' }) },
      ['database'],
      ['callback', 'callback_key', 'robot', 'contacts', 'pause', 'halts', 'outbox', 'holidays', 'backups'],
      '因“数据库”一项未通过，跳过。',
    ],
    [
      'IP 不可信：应用跳过是因为可信 IP，不是凭证',
      { app: async () => IP_REFUSED },
      ['trusted_ip'],
      ['token', 'app', 'backups'],
      '因“企业可信IP”一项未通过，跳过。',
    ],
    [
      'Secret 错：追到凭证这一项',
      { app: async () => ({ ...IP_REFUSED, token: answered(40001) }) },
      ['token'],
      ['trusted_ip', 'app', 'backups'],
      '因“调用凭证”一项未通过，跳过。',
    ],
  ])('%s', async (_name, changes, wrong, skipped, why) => {
    const results = await examine(changes);
    expect(inState(results, 'wrong')).toEqual(wrong);
    expect(inState(results, 'skipped')).toEqual(skipped);
    expect(results.map(({ finding }) => finding)).toContain(why);
  });

  test('隔了几项，也说最先出错的那一项', async () => {
    const results = await examine({ database: async () => ({ kind: 'not_made' }) });
    expect(ofId(results, 'callback_key')?.finding).toBe('因“数据库”一项未通过，跳过。');
  });

  test('没有配置的，不说是前一项的错', async () => {
    const results = await examine({ app: async () => null });
    expect(ofId(results, 'app')?.finding).toBe('没有配置自建应用（WECOM_CORP_ID 等五项）。');
    expect(inState(results, 'wrong')).toEqual([]);
  });
});

test('配置读不懂：只报配置，其余都跳过', async () => {
  const patient = { environment: { node: '22.0.0', problems: ['PORT: too big'] }, probes: null, clock };
  const results = await runDoctor(patient, words, () => {});
  expect(inState(results, 'wrong')).toEqual(['environment']);
  expect(inState(results, 'skipped')).toHaveLength(CHECK_IDS.length - 1);
});

test('检查本身出错，只影响这一项，不把出错的话说出去', async () => {
  const secret = 'postgresql://duban:hunter2@db/duban';
  const results = await examine({
    outbox: () => Promise.reject(Object.assign(new Error(`cannot ${secret}`), { code: 'P2010' })),
    halts: () => Promise.reject(new TypeError(secret)),
  });
  expect(inState(results, 'doubtful')).toEqual(['halts', 'outbox']);
  expect(ofId(results, 'outbox')?.finding).toBe('这一项没有查成（P2010）。');
  expect(ofId(results, 'halts')?.finding).toBe('这一项没有查成（TypeError）。');
  expect(JSON.stringify(results)).not.toContain('hunter2');
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  const resolvers: (() => void)[] = [];
  const promise = new Promise<void>((resolve) => void resolvers.push(resolve));
  return { promise, resolve: () => resolvers.forEach((each) => each()) };
}

test('按顺序一项一项报出来，慢的一项只拖住它后面的', async () => {
  const heard: CheckId[] = [];
  const { promise: slow, resolve: answer } = deferred();
  const queue: Probes['queue'] = async () => {
    await slow;
    return { kind: 'postgres' };
  };
  await examine({ queue }, ({ id }) => {
    heard.push(id);
    if (id === 'database') answer();
  });
  expect(heard).toEqual([...CHECK_IDS]);
});
