import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Address, ReceivedMessage, SendResult } from '../../../src/app/channel.ts';
import type { OutgoingMessage } from '../../../src/domain/message/card.ts';
import type { Corp } from '../../../src/sandbox/corp.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server.ts';
import { CallbackRefused, readCallback, verifyUrl } from '../../../src/wecom/callback.ts';
import { createWebhookChannel } from '../../../src/wecom/webhook.ts';
import { aCard } from '../../unit/wecom/a-card.ts';
import { AGENT_ID, CORP_ID, recorder, rig, SECRET, type Rig } from './rig.ts';

/* The adapter against the sandbox: two implementations of the protocol that share no code. */

const KEY = 'c0ffee00-1111-2222-3333-444455556666';
const CORP: Corp = {
  corpName: '莲花镇',
  corpId: CORP_ID,
  agent: {
    id: AGENT_ID,
    name: '督办',
    secret: SECRET,
    callbackToken: 'QianTang2026',
    callbackAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  },
  departments: [
    { id: 1, name: '莲花镇', parentid: 0 },
    { id: 2, name: '城建办', parentid: 1 },
  ],
  people: [
    { userid: 'WangJianguo', name: '王建国', department: [2] },
    { userid: '001', name: '李秀兰', department: [1, 2] },
  ],
  groups: [{ id: 'g1', name: '整改领导小组', webhookKey: KEY, members: ['001'] }],
};
const CALLBACK = { token: 'QianTang2026', aesKey: CORP.agent.callbackAesKey, corpId: CORP_ID };
const WANG: Address = { kind: 'person', userid: 'WangJianguo' };
const START = new Date('2026-03-20T01:00:00Z');

let now: Date;
let received: ReceivedMessage[];
let app: Server;
let sandbox: Sandbox;
let bot: Rig;

beforeEach(async () => {
  now = START;
  received = [];
  app = await startApp();
  const { port } = app.address() as AddressInfo;
  sandbox = await startSandbox({
    port: 0,
    corp: CORP,
    callback: { url: `http://127.0.0.1:${port}/wecom/callback` },
    now: () => now,
    retryDelaysMs: [],
  });
  bot = rig(sandbox.url);
});

afterEach(async () => {
  await sandbox.close();
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
});

/** The callback as the bot's HTTP server answers it. */
async function startApp(): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => response.writeHead(status).end(body));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return server;
}

async function answer(request: IncomingMessage): Promise<{ status: number; body: string }> {
  const query = Object.fromEntries(new URL(request.url ?? '', 'http://bot').searchParams);
  try {
    if (request.method === 'GET') return { status: 200, body: verifyUrl(query, CALLBACK) };
    received.push(readCallback({ query, body: await textOf(request), now }, CALLBACK));
    return { status: 200, body: '' };
  } catch (error) {
    return { status: error instanceof CallbackRefused ? error.status : 500, body: String(error) };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

interface Shown {
  readonly msgtype: string;
  readonly payload: Record<string, unknown>;
  readonly card: null | {
    readonly current: Record<string, unknown>;
    readonly replaceText: string | null;
  };
}

async function control<T>(path: string, body?: object): Promise<T> {
  const init = body && {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  };
  const response = await fetch(`${sandbox.url}/sandbox/api${path}`, init);
  return (await response.json()) as T;
}

const chatOf = async (chat: string): Promise<readonly Shown[]> =>
  (await control<{ messages: Shown[] }>(`/${chat}/messages`)).messages;
const wangSees = (): Promise<readonly Shown[]> => chatOf('people/WangJianguo');
const fail = (fault: object): Promise<unknown> => control('/faults', { times: 1, ...fault });
const act = (what: string, body: object = {}): Promise<unknown> =>
  control(`/people/WangJianguo/${what}`, body);

const tellWang = (message: OutgoingMessage): Promise<SendResult> =>
  bot.person.send(WANG, bot.person.prepare(WANG, message));
const text = (content = '3 已记录'): OutgoingMessage => ({ kind: 'text', text: content });

describe('to a person', () => {
  test.each<[string, OutgoingMessage, object]>([
    ['text', text(), { msgtype: 'text', payload: { content: '3 已记录' } }],
    [
      'markdown',
      { kind: 'markdown', markdown: '**周报**' },
      { msgtype: 'markdown', payload: { content: '**周报**' } },
    ],
    [
      'a card',
      { kind: 'card', card: aCard() },
      { msgtype: 'template_card', payload: { task_id: 'weekly_018f_1' } },
    ],
  ])('%s arrives', async (_kind, message, shown) => {
    expect(await tellWang(message)).toMatchObject({ status: 'sent', msgid: expect.any(String) as string });
    expect(await wangSees()).toMatchObject([shown]);
    expect(bot.log).toEqual([]);
  });

  test('someone who is not there', async () => {
    const to: Address = { kind: 'person', userid: 'nobody' };
    expect(await bot.person.send(to, bot.person.prepare(to, text()))).toMatchObject({ fault: 'recipient' });
  });

  test.each<['before' | 'after', number]>([
    ['before', 1],
    ['after', 1],
  ])('cut %s it was taken: ambiguous, and the repeat arrives %i time', async (cut, arrivals) => {
    const request = bot.person.prepare(WANG, text());
    await fail({ path: '/cgi-bin/message/send', cut });
    expect(await bot.person.send(WANG, request)).toMatchObject({ status: 'ambiguous' });
    expect(await bot.person.send(WANG, request)).toMatchObject({ status: 'sent' });
    expect(await wangSees()).toHaveLength(arrivals);
  });

  test('a gateway fails', async () => {
    await fail({ path: '/cgi-bin/message/send', status: 502 });
    expect(await tellWang(text())).toEqual({ status: 'ambiguous', why: 'HTTP 502' });
  });

  test('WeCom is late', async () => {
    bot = rig(sandbox.url, { timeoutMs: 500 });
    await fail({ path: '/cgi-bin/message/send', delayMs: 1500 });
    expect(await tellWang(text())).toMatchObject({ status: 'ambiguous' });
  });

  test('WeCom is busy', async () => {
    await fail({ path: '/cgi-bin/message/send', errcode: -1 });
    expect(await tellWang(text())).toMatchObject({ fault: 'busy', retryAfterMs: 1000 });
    expect(await wangSees()).toEqual([]);
  });

  test('the token has expired on their side', async () => {
    await tellWang(text('第一条'));
    now = new Date(START.getTime() + 7_300_000);
    expect(await tellWang(text('第二条'))).toMatchObject({ status: 'sent' });
    expect(await wangSees()).toHaveLength(2);
  });

  test('the secret is wrong', async () => {
    bot = rig(sandbox.url, { secret: 'not-the-secret' });
    expect(await tellWang(text())).toMatchObject({ code: 40001, fault: 'operator' });
  });
});

describe('a card', () => {
  const card: OutgoingMessage = { kind: 'card', card: aCard() };
  const finished: OutgoingMessage = {
    kind: 'card',
    card: aCard({ title: '已全部反馈', buttons: [], choice: null, doneText: '已记录' }),
  };

  test('is replaced by the code it was sent with, once', async () => {
    const sent = await tellWang(card);
    const code = sent.status === 'sent' ? sent.responseCode : null;
    expect(await bot.updateCard('WangJianguo', code ?? '', finished)).toMatchObject({ status: 'sent' });
    expect((await wangSees())[0]?.card).toMatchObject({
      replaceText: '已记录',
      current: { main_title: { title: '已全部反馈' } },
    });
    expect(await bot.updateCard('WangJianguo', code ?? '', finished)).toMatchObject({ code: 60140 });
  });

  test('pressed, replaced by one with fewer choices, pressed again', async () => {
    await tellWang(card);
    await act('click', { taskId: 'weekly_018f_1', key: 'done', selected: { task: ['id-12'] } });
    const [first] = received;
    expect(first).toMatchObject({
      senderId: 'WangJianguo',
      content: { type: 'card', key: 'done', cardId: 'weekly_018f_1', picks: { task: ['id-12'] } },
    });
    const code = first?.content.type === 'card' ? first.content.responseCode : '';
    const rest = aCard({ choice: null });
    expect(await bot.updateCard('WangJianguo', code, { kind: 'card', card: rest })).toMatchObject({
      status: 'sent',
    });
    await act('click', { taskId: 'weekly_018f_1', key: 'no_change' });
    expect(received[1]?.content).toMatchObject({ key: 'no_change', cardId: 'weekly_018f_1', picks: {} });
  });
});

describe('from a person', () => {
  test.each<[string, object, object]>([
    [
      'text',
      { content: '3 已完成，材料已报 👍 <b>]]>' },
      { type: 'text', text: '3 已完成，材料已报 👍 <b>]]>' },
    ],
    ['image', {}, { type: 'media', media: 'image', mediaId: expect.any(String) as string }],
    ['enter', {}, { type: 'enter' }],
    ['subscribe', {}, { type: 'subscribe' }],
  ])('%s', async (what, body, content) => {
    expect(await act(what, body)).toMatchObject({ callback: { status: 200, body: '', attempts: 1 } });
    expect(received).toMatchObject([{ senderId: 'WangJianguo', sentAt: START, content }]);
  });

  test('two texts have two keys', async () => {
    await act('text', { content: '1 无变化' });
    await act('text', { content: '1 无变化' });
    expect(new Set(received.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
  });

  test('the console’s check of the URL', async () =>
    expect(await control('/verify', {})).toMatchObject({ verified: true, status: 200, error: null }));
});

describe('to groups', () => {
  const group: Address = { kind: 'appchat', chatid: 'db18lz' };
  const digest: OutgoingMessage = { kind: 'markdown', markdown: '**周报** 已完成 53 项' };
  const made = { chatid: 'db18lz', name: '领导小组', owner: '001', members: ['WangJianguo'] };

  test('made once, ensured twice, and written to', async () => {
    await bot.groups.ensure(made);
    await bot.groups.ensure(made);
    expect(await bot.appchat.send(group, bot.appchat.prepare(group, digest))).toMatchObject({
      status: 'sent',
    });
    expect(await chatOf('groups/db18lz')).toMatchObject([{ msgtype: 'markdown' }]);
  });

  test('a group that is not there', async () =>
    expect(await bot.appchat.send(group, bot.appchat.prepare(group, digest))).toMatchObject({
      code: 40050,
      fault: 'message',
    }));

  test('the robot of a group: twenty a minute, then it has to wait', async () => {
    const to: Address = { kind: 'webhook', name: '领导小组' };
    const robot = createWebhookChannel({ baseUrl: sandbox.url, keys: { 领导小组: KEY }, log: recorder([]) });
    for (let count = 0; count < 20; count += 1) {
      expect(await robot.send(to, robot.prepare(to, digest))).toMatchObject({ status: 'sent' });
    }
    expect(await robot.send(to, robot.prepare(to, digest))).toMatchObject({
      code: 45009,
      fault: 'busy',
      retryAfterMs: 60_000,
    });
    expect(await chatOf('groups/g1')).toHaveLength(20);
  });
});

test('the directory', async () =>
  expect(await bot.directory.people()).toEqual([
    { userid: '001', name: '李秀兰', departments: ['莲花镇', '城建办'] },
    { userid: 'WangJianguo', name: '王建国', departments: ['城建办'] },
  ]));
