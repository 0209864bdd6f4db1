import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Conversation, SendResult } from '../../../src/app/channel.ts';
import { createWebhooks } from '../../../src/wecom/webhook.ts';
import { aCard } from '../../unit/wecom/a-card.ts';
import { startDouble, type Double, type Reaction, type SeenCall } from './double.ts';
import { AGENT_ID, recorder, requestOf, rig, SECRET, sendOne, type LogLine, type Rig } from './rig.ts';

const WANG: Conversation = { channel: 'app', kind: 'person', id: 'WangJianguo' };
const GROUP: Conversation = { channel: 'appchat', kind: 'group', id: 'db18lz' };
const ROBOT: Conversation = { channel: 'webhook', kind: 'group', id: '领导小组' };
const KEY = 'c0ffee00-1111-2222-3333-444455556666';
const SEND = '/cgi-bin/message/send';
const GETTOKEN = '/cgi-bin/gettoken';

let double: Double;
let bot: Rig;

beforeEach(async () => {
  double = await startDouble();
  bot = rig(double.url);
});
afterEach(() => double.close());

const sendText = (text = '本周请反馈 2 项整改'): Promise<SendResult> =>
  sendOne(bot.app, WANG, { kind: 'text', text });

describe('a message to a person', () => {
  test('goes out as it was prepared', async () => {
    double.next(SEND, { json: { errcode: 0, errmsg: 'ok', msgid: 'm-1', response_code: 'rc-1' } });
    expect(await sendText()).toEqual({ status: 'sent', msgid: 'm-1', updateToken: 'rc-1' });
    const [call] = double.callsOf(SEND);
    expect(call).toMatchObject({
      method: 'POST',
      query: { access_token: 'TOKEN-1-value' },
      contentType: 'application/json',
    });
    expect(call?.body).toMatch(
      new RegExp(
        `^{"touser":"WangJianguo","agentid":${AGENT_ID},"msgtype":"text","text":{"content":"本周请反馈 2 项整改"},"enable_duplicate_check":1,"duplicate_check_interval":1\\d{4}}$`,
      ),
    );
  });

  test.each<[string, object, object]>([
    ['没有 msgid', {}, { status: 'sent', msgid: null, updateToken: null }],
    ['别人无效', { invaliduser: 'lixiulan' }, { status: 'sent' }],
    [
      '本人无效，小写返回',
      { invaliduser: 'lixiulan|wangjianguo' },
      { status: 'rejected', code: 81013, fault: 'recipient' },
    ],
    ['本人无效，原样返回', { invaliduser: 'WangJianguo' }, { status: 'rejected', fault: 'recipient' }],
    [
      '本人没有许可',
      { unlicenseduser: 'wangjianguo' },
      { status: 'rejected', code: 81013, fault: 'recipient' },
    ],
    ['全部无效', { errcode: 81013 }, { status: 'rejected', code: 81013, fault: 'recipient' }],
    ['繁忙', { errcode: -1 }, { status: 'rejected', fault: 'busy', retryAfterMs: 1000 }],
    ['限流', { errcode: 45009 }, { status: 'rejected', fault: 'busy', retryAfterMs: 60_000 }],
    ['IP 不可信', { errcode: 60020 }, { status: 'rejected', fault: 'operator', retryAfterMs: null }],
    ['太长', { errcode: 45002 }, { status: 'rejected', fault: 'message' }],
    ['没见过的码', { errcode: 987654 }, { status: 'rejected', fault: 'message', unknown: true }],
    ['见过的码', { errcode: 45002 }, { unknown: false, advice: expect.stringContaining('缩短') as string }],
  ])('%s', async (_name, answer, outcome) => {
    double.next(SEND, { json: { errcode: 0, errmsg: 'ok', ...answer } });
    expect(await sendText()).toMatchObject(outcome);
  });

  test.each(['@all', 'a|b', '', '王建国', 'x'.repeat(65)])(
    '“%s” is nobody, and nothing is sent',
    async (userid) => {
      const to: Conversation = { ...WANG, id: userid };
      expect(await sendOne(bot.app, to, { kind: 'text', text: '在' })).toMatchObject({
        code: 40003,
        fault: 'recipient',
      });
      expect(double.calls).toEqual([]);
    },
  );
});

describe('what can be known after a failure', () => {
  test.each<[string, Reaction, object]>([
    ['连接被切断', 'cut', { status: 'ambiguous' }],
    ['应答到一半被切断', 'cut_in_answer', { status: 'ambiguous' }],
    ['网关 502', { html: '<h1>Bad Gateway</h1>', status: 502 }, { status: 'ambiguous', why: 'HTTP 502' }],
    ['500 带 JSON', { json: { errcode: 0 }, status: 500 }, { status: 'ambiguous', why: 'HTTP 500' }],
    ['200 却不是 JSON', { html: '<p>请登录上网</p>', status: 200 }, { status: 'ambiguous' }],
    ['200 是 null', { json: null as unknown as object }, { status: 'ambiguous' }],
    [
      '代理 403',
      { html: '<h1>Forbidden</h1>', status: 403 },
      { status: 'rejected', code: -1000, fault: 'busy' },
    ],
    [
      '被转到别处',
      { redirect: 'http://127.0.0.1:9/elsewhere' },
      { status: 'rejected', code: -1000, fault: 'busy' },
    ],
  ])('%s', async (_name, reaction, outcome) => {
    double.next(SEND, reaction);
    expect(await sendText()).toMatchObject(outcome);
    expect(double.callsOf(SEND)).toHaveLength(1);
  });

  test('no answer in time is ambiguous', async () => {
    bot = rig(double.url, { timeoutMs: 200 });
    bot.holdToken('TOKEN-0-value');
    double.next(SEND, 'silent');
    expect(await sendText()).toEqual({ status: 'ambiguous', why: 'TimeoutError' });
  });

  test('nobody listens: certainly not sent', async () => {
    const port = await closedPort();
    bot = rig(`http://127.0.0.1:${port}`);
    bot.holdToken('TOKEN-0-value');
    expect(await sendText()).toMatchObject({
      status: 'rejected',
      code: -1000,
      fault: 'busy',
      why: 'ECONNREFUSED',
    });
  });

  test.each<[string, Reaction, object]>([
    ['切断', 'cut', { status: 'rejected', code: -1000, fault: 'busy' }],
    ['502', { html: '', status: 502 }, { status: 'rejected', code: -1000, fault: 'busy' }],
    [
      '未知的码',
      { json: { errcode: 987654, errmsg: 'new' } },
      { status: 'rejected', code: -1000, fault: 'busy' },
    ],
    [
      '参数不对',
      { json: { errcode: 40058, errmsg: 'bad' } },
      { status: 'rejected', code: -1000, fault: 'busy' },
    ],
    ['没有凭证', { json: { errcode: 0 } }, { status: 'rejected', code: -1000, fault: 'busy' }],
    [
      'Secret 不对',
      { json: { errcode: 40001, errmsg: 'invalid credential' } },
      { status: 'rejected', code: 40001, fault: 'operator' },
    ],
    [
      'IP 不可信',
      { json: { errcode: 60020, errmsg: 'not allow to access' } },
      { status: 'rejected', fault: 'operator' },
    ],
  ])('gettoken %s: the message itself was not sent', async (_name, reaction, outcome) => {
    double.next(GETTOKEN, reaction);
    expect(await sendText()).toMatchObject(outcome);
    expect(double.callsOf(SEND)).toEqual([]);
  });
});

const refused = (errcode: number): Reaction => ({ json: { errcode, errmsg: 'token' } });

const expired = ({ query }: SeenCall): Reaction =>
  query['access_token'] === 'TOKEN-1-value' ? refused(42001) : { json: { errcode: 0 } };

describe('the token', () => {
  test.each([40014, 42001, 40001])('%i: renewed once, the same bytes again', async (errcode) => {
    double.next(SEND, refused(errcode));
    expect(await sendText()).toMatchObject({ status: 'sent' });
    const [first, second] = double.callsOf(SEND);
    expect([first, second].map((call) => call?.query)).toEqual([
      { access_token: 'TOKEN-1-value' },
      { access_token: 'TOKEN-2-value' },
    ]);
    expect(second?.body).toBe(first?.body);
  });

  test('is not renewed a second time for one call', async () => {
    double.next(SEND, refused(40014), refused(40014), refused(40014));
    expect(await sendText()).toMatchObject({ status: 'rejected', code: 40014, fault: 'operator' });
    expect([double.callsOf(SEND).length, double.callsOf(GETTOKEN).length]).toEqual([2, 2]);
  });

  test('a wrong secret is asked about once, however many messages wait', async () => {
    double.next(GETTOKEN, refused(40001), refused(40001), refused(40001));
    const results = [await sendText('一'), await sendText('二'), await sendText('三')];
    expect(results.every((result) => result.status === 'rejected' && result.fault === 'operator')).toBe(true);
    expect(double.callsOf(GETTOKEN)).toHaveLength(1);
  });

  test('many messages at once share one renewal', async () => {
    await sendText('先取一个凭证');
    double.next(SEND, ...Array.from({ length: 20 }, () => expired));
    const results = await Promise.all(Array.from({ length: 10 }, (_, index) => sendText(`第 ${index} 条`)));
    expect(results.every(({ status }) => status === 'sent')).toBe(true);
    expect(double.callsOf(GETTOKEN)).toHaveLength(2);
  });
});

describe('replacing a card', () => {
  const UPDATE = '/cgi-bin/message/update_template_card';
  const card = aCard({ buttons: [], choices: [], doneText: '已记录' });

  test('names one person and the code', async () => {
    expect(await bot.app.updateCard(WANG, 'rc-1', { kind: 'card', card })).toMatchObject({
      status: 'sent',
    });
    expect(JSON.parse(double.callsOf(UPDATE)[0]?.body ?? '')).toMatchObject({
      userids: ['WangJianguo'],
      agentid: AGENT_ID,
      response_code: 'rc-1',
      template_card: { card_type: 'button_interaction', replace_text: '已记录' },
    });
  });

  test.each<[string, object, object]>([
    ['本人没收到过', { errcode: 0, invaliduser: ['wangjianguo'] }, { code: 82102, fault: 'recipient' }],
    ['码已用过', { errcode: 60140 }, { code: 60140, fault: 'message' }],
  ])('%s', async (_name, json, outcome) => {
    double.next(UPDATE, { json });
    expect(await bot.app.updateCard(WANG, 'rc-1', { kind: 'card', card })).toMatchObject(outcome);
  });

  test('a text cannot take its place', async () => {
    expect(await bot.app.updateCard(WANG, 'rc-1', { kind: 'text', text: '好' })).toMatchObject({
      code: 40008,
    });
    expect(double.calls).toEqual([]);
  });
});

describe('groups', () => {
  const CREATE = '/cgi-bin/appchat/create';
  const group = {
    chatid: 'db18lz',
    name: '整改领导小组',
    owner: 'lixiulan',
    members: ['lixiulan', 'wangjianguo'],
  };

  test('are made with the owner among the members', async () => {
    await bot.groups.ensure({ ...group, members: ['wangjianguo'] });
    expect(JSON.parse(double.callsOf(CREATE)[0]?.body ?? '')).toEqual({
      chatid: 'db18lz',
      name: '整改领导小组',
      owner: 'lixiulan',
      userlist: ['lixiulan', 'wangjianguo'],
    });
  });

  test('that exist are left alone', async () => {
    double.next(CREATE, { json: { errcode: 86215, errmsg: 'exists' } });
    await expect(bot.groups.ensure(group)).resolves.toBeUndefined();
    expect(bot.log).toEqual([]);
  });

  test.each<[string, Reaction, object]>([
    [
      '成员不在范围',
      { json: { errcode: 86216, errmsg: 'illegal member' } },
      { code: 'wecom_api', message: /86216[\s\S]*可见范围/ },
    ],
    ['断线', 'cut', { code: 'wecom_unreachable' }],
  ])('%s', async (_name, reaction, error) => {
    double.next(CREATE, reaction);
    const { message, ...fields } = error as { code: string; message?: RegExp };
    const thrown: unknown = await bot.groups.ensure(group).catch((caught: unknown) => caught);
    expect(thrown).toMatchObject(fields);
    expect(String(thrown)).toMatch(message ?? /appchat\/create/);
  });

  test('get a card as markdown', async () => {
    const request = requestOf(bot.appchat, GROUP, { kind: 'card', card: aCard() });
    expect(JSON.parse(request)).toMatchObject({ chatid: 'db18lz', msgtype: 'markdown' });
    expect(await bot.appchat.send(GROUP, request)).toEqual({
      status: 'sent',
      msgid: null,
      updateToken: null,
    });
  });
});

describe('a group robot', () => {
  const PATH = '/cgi-bin/webhook/send';
  const log: LogLine[] = [];
  const robot = () =>
    createWebhooks({ baseUrl: double.url, keys: { 领导小组: KEY }, log: recorder(log) }).channel;
  const post = (to = ROBOT): Promise<SendResult> =>
    sendOne(robot(), to, {
      kind: 'document',
      document: { blocks: [{ kind: 'paragraph', lines: [[{ kind: 'text', text: '已完成 53 项' }]] }] },
    });

  test('posts with its key', async () => {
    expect(await post()).toMatchObject({ status: 'sent' });
    expect(double.callsOf(PATH)[0]).toMatchObject({
      query: { key: KEY },
      body: '{"msgtype":"markdown","markdown":{"content":"已完成 53 项"}}',
    });
  });

  test.each<[string, Reaction, object]>([
    ['限流', { json: { errcode: 45009 } }, { fault: 'busy', retryAfterMs: 60_000 }],
    ['已移出群', { json: { errcode: 93000 } }, { fault: 'operator' }],
    ['切断', 'cut', { status: 'ambiguous' }],
  ])('%s', async (_name, reaction, outcome) => {
    double.next(PATH, reaction);
    expect(await post()).toMatchObject(outcome);
  });

  test('that nobody has set up', async () => {
    expect(await post({ ...ROBOT, id: 'constructor' })).toMatchObject({
      code: 93000,
      fault: 'operator',
    });
    expect(double.calls).toEqual([]);
  });
});

/** Answers that repeat the whole URL, as no decent server does. */
const talkative =
  (errcode: number) =>
  (call: SeenCall): Reaction => ({
    json: {
      errcode,
      errmsg: `bad request ${call.path}?${new URLSearchParams(call.query as Record<string, string>).toString()}`,
    },
  });

/** For calls that are never answered. */
const SHORT_MS = 300;

const A_FILE = { fileName: '周报.docx', data: Buffer.from('PK-zip-bytes') };

describe('no secret is told', () => {
  const callsOf: [string, string, () => Promise<unknown>][] = [
    ['message/send', SEND, () => sendText()],
    [
      'update_template_card',
      '/cgi-bin/message/update_template_card',
      () => bot.app.updateCard(WANG, 'rc', { kind: 'card', card: aCard() }),
    ],
    [
      'appchat/send',
      '/cgi-bin/appchat/send',
      () => sendOne(bot.appchat, GROUP, { kind: 'text', text: '在' }),
    ],
    [
      'appchat/create',
      '/cgi-bin/appchat/create',
      () => bot.groups.ensure({ chatid: 'a', name: 'b', owner: 'c', members: ['d'] }),
    ],
    ['department/list', '/cgi-bin/department/list', () => bot.directory.people()],
    ['user/list', '/cgi-bin/user/list', () => bot.directory.people()],
    ['media/get', '/cgi-bin/media/get', () => bot.media.fetch('m-1')],
    ['media/upload', '/cgi-bin/media/upload', () => bot.media.upload('file', A_FILE)],
    ['message/recall', '/cgi-bin/message/recall', () => bot.app.recall('m-1')],
    ['menu/create', '/cgi-bin/menu/create', () => bot.desk.setMenu([{ key: 'mine', label: '我的任务' }])],
    ['gettoken', GETTOKEN, () => sendText()],
    [
      'webhook/send',
      '/cgi-bin/webhook/send',
      () => {
        const { channel } = createWebhooks({
          baseUrl: double.url,
          keys: { 领导小组: KEY },
          log: recorder(bot.log),
          timeoutMs: SHORT_MS,
        });
        return sendOne(channel, ROBOT, { kind: 'text', text: '在' });
      },
    ],
  ];
  const failures: [string, Reaction | ((call: SeenCall) => Reaction)][] = [
    ['40014', talkative(40014)],
    ['60020', talkative(60020)],
    ['45009', talkative(45009)],
    ['an unknown code', talkative(987654)],
    [
      'wrong json format',
      (call) => ({
        json: { errcode: 0, errmsg: `Warning: wrong json format. ${JSON.stringify(call.query)}` },
      }),
    ],
    ['502', { html: 'bad gateway', status: 502 }],
    ['a redirect', { redirect: 'http://127.0.0.1:9/' }],
    ['a cut', 'cut'],
    ['a timeout', 'silent'],
  ];
  const rows = callsOf.flatMap(([call, path, act]) =>
    failures.map(([failure, reaction]) => ({ call, path, act, failure, reaction })),
  );

  test.each(rows)('$call, $failure', async ({ path, act, reaction }) => {
    bot = rig(double.url, reaction === 'silent' ? { timeoutMs: SHORT_MS } : {});
    if (path !== GETTOKEN) bot.holdToken('TOKEN-0-value');
    double.next('/cgi-bin/department/list', {
      json: { errcode: 0, department: [{ id: 1, name: '莲花镇' }] },
    });
    double.next(path, reaction, reaction);
    const outcome: unknown = await act().catch((error: unknown) => error);
    const error =
      outcome instanceof Error ? [outcome.message, outcome.stack, String(outcome.cause)] : outcome;
    expect(double.callsOf(path).length).toBeGreaterThan(0);
    const told = JSON.stringify([error, bot.log]);
    for (const secret of [SECRET, KEY, 'TOKEN-']) expect(told).not.toContain(secret);
  });
});

describe('what the operator reads in the log', () => {
  test.each<[string, object, Partial<LogLine>]>([
    [
      '管理员要处理',
      { errcode: 60020, errmsg: 'from ip: 10.0.0.8' },
      { level: 'error', event: 'wecom_operator_needed' },
    ],
    ['没登记过的码', { errcode: 987654, errmsg: 'new' }, { level: 'error', event: 'wecom_error_unknown' }],
    ['普通拒绝', { errcode: 45002, errmsg: 'too long' }, { level: 'warn', event: 'wecom_call_refused' }],
    [
      '类型写错',
      { errcode: 0, errmsg: 'ok. Warning: wrong json format.' },
      { level: 'error', event: 'wecom_request_malformed' },
    ],
  ])('%s', async (_name, json, line) => {
    double.next(SEND, { json });
    await sendText();
    expect(bot.log).toMatchObject([line]);
  });

  test('the advice and the address WeCom saw', async () => {
    double.next(SEND, {
      json: { errcode: 60020, errmsg: 'not allow to access from your ip, from ip: 10.0.0.8' },
    });
    expect(await sendText()).toMatchObject({
      why: expect.stringContaining('from ip: 10.0.0.8') as string,
      advice: expect.stringContaining('10.0.0.8 不在可信名单里') as string,
    });
    expect(JSON.stringify(bot.log)).toMatch(/10\.0\.0\.8.*企业可信IP/);
  });

  test('a wrong secret', async () => {
    double.next(GETTOKEN, { json: { errcode: 40001, errmsg: 'invalid credential' } });
    await sendText();
    expect(bot.log).toMatchObject([{ level: 'error', event: 'wecom_operator_needed' }]);
  });

  test('nothing when all is well', async () => {
    await sendText();
    expect(bot.log).toEqual([]);
  });
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
