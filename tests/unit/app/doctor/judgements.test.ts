import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../../src/app/doctor/finding.ts';
import { judgeApp, judgeToken, judgeTrustedIp } from '../../../../src/app/doctor/judge-app.ts';
import { judgeRobot, judgeWebhooks } from '../../../../src/app/doctor/judge-bots.ts';
import {
  judgeCallback,
  judgeCallbackKey,
  judgePublicUrl,
} from '../../../../src/app/doctor/judge-callback.ts';
import {
  judgeBackups,
  judgeDatabase,
  judgeDisk,
  judgeEnvironment,
  judgeQueue,
  judgeSandbox,
} from '../../../../src/app/doctor/judge-machine.ts';
import { judgeClock, judgeOutgoing } from '../../../../src/app/doctor/judge-network.ts';
import {
  judgeContacts,
  judgeHalts,
  judgeHolidays,
  judgeOutbox,
} from '../../../../src/app/doctor/judge-work.ts';
import type {
  Answer,
  AppSight,
  BackupsSight,
  CallbackSight,
  ClockSight,
  ContactsSight,
  DatabaseSight,
  EnvironmentSight,
  HostSight,
  PublicUrlSight,
  QueueSight,
  RobotSight,
} from '../../../../src/app/doctor/sights.ts';
import type { CheckState, Verdict } from '../../../../src/app/doctor/verdict.ts';
import type { DateOnly } from '../../../../src/domain/calendar/date.ts';

/** Wide enough for a table, and enough to be read by it. */
const wallTime = (instant: Date): string => instant.toISOString().slice(0, 16);
const at = (time: string): Date => new Date(`2026-11-20T${time}:00Z`);
const daysAgo = (days: number): Date => new Date(at('12:00').getTime() - days * 86_400_000);

type Row<Sight> = readonly [string, Sight, CheckState, Finding['kind']];

/** A table of what is seen and what is made of it. */
function table<Sight>(name: string, judge: (sight: Sight) => Verdict, rows: readonly Row<Sight>[]): void {
  describe(`判断：${name}`, () => {
    test.each(rows)('%s', (_name, sight, state, kind) => {
      const verdict = judge(sight);
      expect([verdict.state, verdict.finding.kind]).toEqual([state, kind]);
    });
  });
}

table<EnvironmentSight>('运行环境', judgeEnvironment, [
  ['Node 正好够', { node: '20.19.0', problems: [] }, 'ok', 'environment_right'],
  ['Node 更新', { node: '24.1.0', problems: [] }, 'ok', 'environment_right'],
  ['Node 差一点', { node: '20.18.9', problems: [] }, 'wrong', 'environment_node_old'],
  ['Node 旧', { node: '18.20.0', problems: [] }, 'wrong', 'environment_node_old'],
  ['配置有错', { node: '22.0.0', problems: ['PORT: too big'] }, 'wrong', 'environment_settings_wrong'],
]);

const aDatabase = (changes: Partial<Extract<DatabaseSight, { kind: 'open' }>> = {}): DatabaseSight => ({
  kind: 'open',
  embedded: false,
  versionNum: 160_003,
  pending: [],
  unfinished: [],
  unknown: [],
  ...changes,
});
const failed = (code: string) => ({ kind: 'failed', address: 'db:5432/duban', code }) as const;

table<DatabaseSight>('数据库', judgeDatabase, [
  ['正常', aDatabase(), 'ok', 'database_right'],
  ['最老可用', aDatabase({ versionNum: 150_000 }), 'ok', 'database_right'],
  ['太老', aDatabase({ versionNum: 140_011 }), 'wrong', 'database_old'],
  ['没有升级', aDatabase({ pending: ['a'] }), 'wrong', 'database_behind'],
  ['又老又没有升级：先换数据库', aDatabase({ versionNum: 130_001, pending: ['a'] }), 'wrong', 'database_old'],
  ['升级了一半', aDatabase({ unfinished: ['a'], pending: ['b'] }), 'wrong', 'database_half_migrated'],
  ['程序旧', aDatabase({ unknown: ['z'] }), 'wrong', 'database_newer'],
  ['还没有建', { kind: 'not_made' }, 'skipped', 'database_not_made'],
  ['没有启动', failed('ECONNREFUSED'), 'wrong', 'database_unreachable'],
  ['没有回音', failed('ETIMEDOUT'), 'wrong', 'database_unreachable'],
  ['密码错', failed('28P01'), 'wrong', 'database_login_refused'],
  ['pg_hba 不许', failed('28000'), 'wrong', 'database_login_refused'],
  ['没有这个库', failed('3D000'), 'wrong', 'database_absent'],
]);

const aRedis = { kind: 'redis', version: '7.0.15', policy: 'noeviction', aof: true } as const;
const noRedis = (code: string) => ({ kind: 'failed', address: 'redis:6379', code }) as const;

table<QueueSight>('队列', judgeQueue, [
  ['正常', aRedis, 'ok', 'queue_right'],
  ['放在 PostgreSQL', { kind: 'postgres' }, 'ok', 'queue_in_postgres'],
  ['太旧', { ...aRedis, version: '6.0.16' }, 'wrong', 'queue_old'],
  ['会淘汰', { ...aRedis, policy: 'allkeys-lru' }, 'wrong', 'queue_evicts'],
  ['没有 AOF', { ...aRedis, aof: false }, 'doubtful', 'queue_forgets'],
  ['没有启动', noRedis('ECONNREFUSED'), 'wrong', 'queue_unreachable'],
  ['没有给密码', noRedis('NOAUTH'), 'wrong', 'queue_login_refused'],
  ['密码错', noRedis('WRONGPASS'), 'wrong', 'queue_login_refused'],
]);

const aClock = (secondsAhead: number, zone = 'Asia/Shanghai'): ClockSight => ({
  here: new Date(at('12:00').getTime() + secondsAhead * 1000),
  there: at('12:00'),
  zone,
});

table<ClockSight>('时钟和时区', judgeClock, [
  ['准', aClock(0), 'ok', 'clock_right'],
  ['快 60 秒还行', aClock(60), 'ok', 'clock_right'],
  ['快 61 秒', aClock(61), 'wrong', 'clock_off'],
  ['慢 10 分钟', aClock(-600), 'wrong', 'clock_off'],
  ['别的时区', aClock(0, 'Europe/London'), 'doubtful', 'clock_zone_unusual'],
  ['对不了时', { ...aClock(0), there: null }, 'doubtful', 'clock_unknown'],
]);

test('快几秒、慢几秒要说对', () => {
  expect(judgeClock(aClock(600)).finding).toEqual({ kind: 'clock_off', seconds: 600 });
  expect(judgeClock(aClock(-90)).finding).toEqual({ kind: 'clock_off', seconds: -90 });
});

const aHost = (failedAt: HostSight['failedAt'], code = ''): HostSight => ({
  host: 'qyapi.example.cn:443',
  failedAt,
  code,
});
const line = (host: HostSight, proxySet = false, sandboxUrl: string | null = null) => ({
  hosts: [aHost(null), host],
  proxySet,
  sandboxUrl,
});

table('外网连通', judgeOutgoing, [
  ['都通', line(aHost(null)), 'ok', 'outgoing_right'],
  ['域名解析不了', line(aHost('name', 'ENOTFOUND')), 'wrong', 'outgoing_no_name'],
  ['拒绝', line(aHost('connection', 'ECONNREFUSED')), 'wrong', 'outgoing_refused'],
  ['防火墙吞掉', line(aHost('connection', 'timeout')), 'wrong', 'outgoing_silent'],
  ['证书被换', line(aHost('certificate', 'SELF_SIGNED_CERT_IN_CHAIN')), 'wrong', 'outgoing_certificate'],
  ['网关代答', line(aHost('answer', '403')), 'wrong', 'outgoing_intercepted'],
  ['中途断开', line(aHost('answer', 'ECONNRESET')), 'wrong', 'outgoing_broken'],
  ['设了代理也没用', line(aHost('connection', 'timeout'), true), 'wrong', 'outgoing_proxy_unused'],
  ['有代理但证书被换', line(aHost('certificate', 'X'), true), 'wrong', 'outgoing_certificate'],
  [
    '沙箱没有开',
    line(aHost('connection', 'ECONNREFUSED'), false, 'http://127.0.0.1:7070'),
    'skipped',
    'sandbox_absent',
  ],
]);

const answered = (errcode: number, body: object = {}, ip: string | null = null): Answer => ({
  kind: 'answered',
  errcode,
  body: body as Record<string, unknown>,
  advice: '',
  ip,
});
const silent: Answer = { kind: 'unanswered', why: 'HTTP 502' };
const agentOf = (changes: object = {}): Answer =>
  answered(0, {
    name: '督办助手',
    close: 0,
    allow_userinfos: { user: [] },
    allow_partys: { partyid: [1] },
    allow_tags: { tagid: [] },
    ...changes,
  });
const anApp = (token: Answer, agent: Answer | null = null): AppSight => ({ agentId: 1000002, token, agent });

table<AppSight | null>('调用凭证', judgeToken, [
  ['没有应用', null, 'skipped', 'not_set_up'],
  ['正确', anApp(answered(0), agentOf()), 'ok', 'token_right'],
  ['企业 ID 错', anApp(answered(40013)), 'wrong', 'token_wrong_corp'],
  ['Secret 错', anApp(answered(40001)), 'wrong', 'token_wrong_secret'],
  ['别的企业的 Secret', anApp(answered(40091)), 'wrong', 'token_wrong_secret'],
  ['被封', anApp(answered(45009)), 'wrong', 'token_banned'],
  ['IP 不可信', anApp(answered(60020)), 'skipped', 'token_behind_trusted_ip'],
  ['别的错', anApp(answered(50003)), 'wrong', 'token_refused'],
  ['没有回答', anApp(silent), 'wrong', 'token_unanswered'],
]);

table<AppSight | null>('企业可信IP', judgeTrustedIp, [
  ['没有应用', null, 'skipped', 'not_set_up'],
  ['可信', anApp(answered(0), agentOf()), 'ok', 'trusted_ip_right'],
  ['获取凭证时就不许', anApp(answered(60020)), 'wrong', 'trusted_ip_missing'],
  ['用凭证时不许', anApp(answered(0), answered(60020)), 'wrong', 'trusted_ip_missing'],
  ['Secret 错，无从知道', anApp(answered(40001)), 'skipped', 'skipped_after'],
  ['被别的原因拒绝，IP 没有问题', anApp(answered(0), answered(301002)), 'ok', 'trusted_ip_right'],
]);

test('把报错中的 IP 报出来', () => {
  expect(judgeTrustedIp(anApp(answered(60020, {}, '203.0.113.9'))).finding).toEqual({
    kind: 'trusted_ip_missing',
    ip: '203.0.113.9',
  });
});

const scoped = (changes: object) =>
  anApp(answered(0), agentOf({ allow_partys: { partyid: [] }, ...changes }));

table<AppSight | null>('应用和可见范围', judgeApp, [
  ['正常', anApp(answered(0), agentOf()), 'ok', 'app_right'],
  ['停用', anApp(answered(0), agentOf({ close: 1 })), 'wrong', 'app_off'],
  ['不是同一个应用', anApp(answered(0), answered(301002)), 'wrong', 'app_other'],
  ['范围是空的', scoped({}), 'wrong', 'app_scope_empty'],
  ['范围只有几个部门', scoped({ allow_partys: { partyid: [2, 3] } }), 'doubtful', 'app_scope_without_root'],
  [
    '范围只有几个人',
    scoped({ allow_userinfos: { user: [{ userid: 'a' }] } }),
    'doubtful',
    'app_scope_without_root',
  ],
  ['回答缺字段', anApp(answered(0), answered(0)), 'wrong', 'app_scope_empty'],
  ['别的错', anApp(answered(0), answered(48002)), 'wrong', 'app_refused'],
  ['没有回答', anApp(answered(0), silent), 'wrong', 'app_unanswered'],
]);

const aCallback = (changes: Partial<CallbackSight> = {}): CallbackSight => ({
  url: 'https://duban.example.cn/wecom/callback',
  verifiedAt: null,
  refusedAt: null,
  refusedWhy: null,
  awaited: null,
  ...changes,
});
const refused = (time: string, refusedWhy: string) => ({ refusedAt: at(time), refusedWhy });
const awaited = { seconds: 60, came: false };
const came = { seconds: 60, came: true };
const callbackTables = (name: string, judge: typeof judgeCallback, rows: Row<CallbackSight | null>[]) =>
  table<CallbackSight | null>(name, (sight) => judge(sight, wallTime), rows);

callbackTables('回调地址', judgeCallback, [
  ['没有应用', null, 'skipped', 'not_set_up'],
  ['从没来过', aCallback(), 'doubtful', 'callback_never_seen'],
  ['验证过', aCallback({ verifiedAt: at('09:00') }), 'ok', 'callback_reached'],
  ['来过但没有通过，也是来过', aCallback(refused('09:00', 'signature')), 'ok', 'callback_reached'],
  ['等了没有来', aCallback({ awaited }), 'wrong', 'callback_nothing_came'],
  ['以前来过，这次没有来', aCallback({ verifiedAt: at('09:59'), awaited }), 'wrong', 'callback_nothing_came'],
  ['等到了', aCallback({ verifiedAt: at('10:00'), awaited: came }), 'ok', 'callback_reached'],
  [
    '等到一次不通过的',
    aCallback({ ...refused('10:01', 'unreadable'), awaited: came }),
    'ok',
    'callback_reached',
  ],
]);

callbackTables('回调密钥', judgeCallbackKey, [
  ['没有应用', null, 'skipped', 'not_set_up'],
  ['从没来过', aCallback(), 'skipped', 'skipped_after'],
  ['通过', aCallback({ verifiedAt: at('09:00') }), 'ok', 'callback_key_right'],
  [
    '改好了',
    aCallback({ verifiedAt: at('09:05'), ...refused('09:00', 'unreadable') }),
    'ok',
    'callback_key_right',
  ],
  ['Token 错', aCallback(refused('09:00', 'signature')), 'wrong', 'callback_key_token'],
  ['密钥错', aCallback(refused('09:00', 'unreadable')), 'wrong', 'callback_key_aes'],
  ['企业错', aCallback(refused('09:00', 'receiveid')), 'wrong', 'callback_key_corp'],
  ['来路不明', aCallback(refused('09:00', 'incomplete')), 'doubtful', 'callback_key_other'],
  [
    '通过之后有人乱撞',
    aCallback({ verifiedAt: at('08:00'), ...refused('09:00', 'signature') }),
    'doubtful',
    'callback_key_token_perhaps',
  ],
  [
    '通过之后有人乱撞，这次又通过',
    aCallback({ verifiedAt: at('10:00'), ...refused('09:00', 'signature'), awaited: came }),
    'ok',
    'callback_key_right',
  ],
  [
    '通过之后改了 Token，当面验证不过',
    aCallback({ verifiedAt: at('08:00'), ...refused('10:01', 'signature'), awaited: came }),
    'wrong',
    'callback_key_token',
  ],
]);

const ours: PublicUrlSight['health'] = { status: 200, ours: true };
const local = (url: string): Row<PublicUrlSight | null> => [
  url,
  { url, health: ours },
  'wrong',
  'public_url_local',
];

table<PublicUrlSight | null>('对外网址', judgePublicUrl, [
  ['没有应用', null, 'skipped', 'not_set_up'],
  ['正常', { url: 'https://duban.example.cn', health: ours }, 'ok', 'public_url_right'],
  ['不加密', { url: 'http://duban.example.cn', health: ours }, 'doubtful', 'public_url_plain'],
  ['公网 172 段', { url: 'https://172.32.0.1', health: ours }, 'ok', 'public_url_right'],
  local('http://localhost:8080'),
  local('https://127.0.0.1'),
  local('https://10.1.2.3'),
  local('https://172.16.0.9'),
  local('https://192.168.1.1'),
  local('https://oa.lan'),
  local('https://[::1]:8443'),
  local('https://[fd12::1]'),
  [
    '从里面绕不回来',
    { url: 'https://duban.example.cn', health: { failed: 'timeout' } },
    'doubtful',
    'public_url_unanswered',
  ],
  [
    '转到了别处',
    { url: 'https://duban.example.cn', health: { status: 502, ours: false } },
    'wrong',
    'public_url_elsewhere',
  ],
]);

const connection = (state: NonNullable<RobotSight['state']>['state'], detail = ''): RobotSight => ({
  state: { state, since: at('09:00'), owner: 'a', detail },
  tried: null,
});
const tried = (answer: Answer): RobotSight => ({ state: null, tried: answer });

table<RobotSight | null>('智能机器人', (sight) => judgeRobot(sight, wallTime), [
  ['没有机器人', null, 'skipped', 'not_set_up'],
  ['连着', connection('up'), 'ok', 'robot_up'],
  ['在连', connection('connecting'), 'doubtful', 'robot_connecting'],
  ['断了', connection('down', 'close 1006'), 'wrong', 'robot_down'],
  ['被顶了', connection('kicked'), 'wrong', 'robot_kicked'],
  ['Secret 错', connection('auth_failed'), 'wrong', 'robot_wrong_secret'],
  ['登录太频繁', connection('rate_limited'), 'doubtful', 'robot_rate_limited'],
  ['服务没有运行', connection('down', 'no_owner'), 'doubtful', 'robot_unowned'],
  ['从没连过', { state: null, tried: null }, 'doubtful', 'robot_unowned'],
  ['试连成功', tried(answered(0)), 'ok', 'robot_tried'],
  ['试连 Secret 错', tried(answered(853000)), 'wrong', 'robot_wrong_secret'],
  ['试连被限', tried(answered(45009)), 'wrong', 'robot_refused'],
  ['试连没有回答', tried(silent), 'wrong', 'robot_unanswered'],
]);

const hook = (verdict: 'valid' | 'invalid' | 'unclear', name = 'lingdao') => ({ name, verdict, why: '' });

table('群机器人', judgeWebhooks, [
  ['没有', [], 'skipped', 'not_set_up'],
  ['有效', [hook('valid')], 'ok', 'webhooks_right'],
  ['一个无效', [hook('valid'), hook('invalid', 'banzi')], 'wrong', 'webhooks_wrong'],
  ['说不清', [hook('unclear'), hook('valid', 'banzi')], 'doubtful', 'webhooks_unclear'],
]);

const zhang = { id: 'p1', name: '张三', userid: 'ZhangSan', active: true };
const li = { id: 'p2', name: '李四', userid: 'lisi', active: true };
const contacts = (changes: Partial<ContactsSight>): ContactsSight => ({
  openTasks: [
    { code: '1', ownerId: 'p1' },
    { code: '2', ownerId: 'p2' },
  ],
  owners: [zhang, li],
  scope: new Set(['zhangsan', 'lisi']),
  spoken: null,
  ...changes,
});

table<ContactsSight>('人员对应', judgeContacts, [
  ['都在范围内，大小写不论', contacts({}), 'ok', 'contacts_right'],
  ['没有任务', contacts({ openTasks: [], owners: [] }), 'skipped', 'contacts_no_tasks'],
  ['通讯录读不到', contacts({ scope: 'unread' }), 'skipped', 'skipped_after'],
  ['一人不在范围', contacts({ scope: new Set(['lisi']) }), 'wrong', 'contacts_unreached'],
  [
    '不在范围，但和机器人说过话',
    contacts({ scope: new Set(['lisi']), spoken: new Set(['p1']) }),
    'ok',
    'contacts_right',
  ],
  [
    '只有机器人，都说过话',
    contacts({ scope: 'no_app', spoken: new Set(['p1', 'p2']) }),
    'ok',
    'contacts_right',
  ],
  [
    '只有机器人，一人没有说过',
    contacts({ scope: 'no_app', spoken: new Set(['p1']) }),
    'wrong',
    'contacts_unreached',
  ],
  ['离职', contacts({ owners: [zhang, { ...li, active: false }] }), 'wrong', 'contacts_unreached'],
  ['没有责任人', contacts({ openTasks: [{ code: '7', ownerId: null }] }), 'wrong', 'contacts_unreached'],
]);

test('各种原因分开数，一个人只算一种', () => {
  const sight = contacts({
    openTasks: [...contacts({}).openTasks, { code: '9', ownerId: null }],
    owners: [zhang, { ...li, active: false }],
    scope: new Set(),
    spoken: new Set(),
  });
  expect(judgeContacts(sight).finding).toEqual({
    kind: 'contacts_unreached',
    unowned: ['9'],
    left: ['李四'],
    outOfScope: ['张三'],
    neverSpoken: [],
  });
});

test('没有企业微信账号的人，只有机器人找得到他', () => {
  const sight = contacts({ owners: [{ ...zhang, userid: 'person:1' }, li], spoken: new Set() });
  expect(judgeContacts(sight).finding).toMatchObject({ outOfScope: [], neverSpoken: ['张三'] });
});

const halt = (channel: string, time: string) => ({
  channel,
  code: 60020,
  why: '',
  advice: '请填可信IP。',
  since: at(time),
  probeAt: at(time),
});

test('停发的通道，先说最早的', () => {
  expect(judgeHalts([], wallTime)).toEqual({ state: 'ok', finding: { kind: 'halts_none' } });
  expect(judgeHalts([halt('webhook:a', '09:30'), halt('app', '09:00')], wallTime)).toEqual({
    state: 'wrong',
    finding: {
      kind: 'halts_some',
      channel: 'app',
      since: '2026-11-20T09:00',
      advice: '请填可信IP。',
      others: 1,
    },
  });
});

table('待发消息', judgeOutbox, [
  ['没有积压', { stuck: 0, ambiguous: 0, paused: false }, 'ok', 'outbox_clear'],
  ['发不出去', { stuck: 3, ambiguous: 1, paused: false }, 'wrong', 'outbox_stuck'],
  ['暂停着，攒着的不算积压', { stuck: 3, ambiguous: 0, paused: true }, 'ok', 'outbox_clear'],
  ['不知道发没发到', { stuck: 0, ambiguous: 1, paused: false }, 'doubtful', 'outbox_ambiguous'],
]);

table<readonly [DateOnly, ...number[]]>(
  '节假日数据',
  ([today, ...years]) => judgeHolidays({ knownYears: new Set(years) }, today),
  [
    ['今明两年都有', ['2026-06-01', 2026, 2027], 'ok', 'holidays_right'],
    ['明年的还没有发布', ['2026-11-30', 2026], 'doubtful', 'holidays_not_yet'],
    ['快过年了还没有', ['2026-12-01', 2026], 'wrong', 'holidays_missing'],
    ['今年的没有', ['2027-01-04', 2026], 'wrong', 'holidays_missing'],
  ],
);

const GB = 1024 ** 3;

table('磁盘空间', judgeDisk, [
  ['宽裕', { freeBytes: 80 * GB }, 'ok', 'disk_right'],
  ['正好 5 GB', { freeBytes: 5 * GB }, 'ok', 'disk_right'],
  ['不到 5 GB', { freeBytes: 5 * GB - 1 }, 'doubtful', 'disk_low'],
  ['正好 1 GB', { freeBytes: GB }, 'doubtful', 'disk_low'],
  ['不到 1 GB', { freeBytes: GB - 1 }, 'wrong', 'disk_full'],
]);

const backups = (
  dataSince: Date,
  newest: Date | null,
  drill: { at: Date; faults: string[] } | null = { at: daysAgo(30), faults: [] },
): BackupsSight => ({ kind: 'seen', dataSince, newest, drill, folder: '.duban/backup' });

table<BackupsSight>('备份', (sight) => judgeBackups(sight, at('12:00'), wallTime), [
  ['外部数据库', { kind: 'elsewhere' }, 'skipped', 'backups_elsewhere'],
  ['才用几天', backups(daysAgo(7), null, null), 'ok', 'backups_not_yet'],
  ['用了八天没有备份', backups(daysAgo(8), null, null), 'wrong', 'backups_none'],
  ['前天备份过，上个月演练过', backups(daysAgo(90), daysAgo(2)), 'ok', 'backups_right'],
  ['备份旧了', backups(daysAgo(90), daysAgo(8)), 'doubtful', 'backups_old'],
  ['从没演练过', backups(daysAgo(90), daysAgo(2), null), 'doubtful', 'backups_untried'],
  [
    '半年前演练过',
    backups(daysAgo(90), daysAgo(2), { at: daysAgo(180), faults: [] }),
    'doubtful',
    'backups_untried',
  ],
  [
    '演练没通过',
    backups(daysAgo(90), daysAgo(2), { at: daysAgo(1), faults: ['x'] }),
    'wrong',
    'backups_not_whole',
  ],
]);

table('沙箱', judgeSandbox, [
  ['真的企业微信', { used: false, localAddress: null }, 'ok', 'sandbox_not_used'],
  ['沙箱', { used: true, localAddress: null }, 'doubtful', 'sandbox_used'],
  ['地址在本机', { used: false, localAddress: 'http://127.0.0.1:7070' }, 'doubtful', 'sandbox_by_address'],
]);

test('时钟：不管快慢，判断只看相差几秒', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (seconds) => {
      const { state } = judgeClock(aClock(seconds));
      expect(state === 'wrong').toBe(Math.abs(seconds) > 60);
    }),
  );
});
