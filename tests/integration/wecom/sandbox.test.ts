import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Conversation, SendResult } from '../../../src/app/channel.ts';
import type { OutgoingMessage } from '../../../src/domain/message/card.ts';
import { createWebhooks } from '../../../src/wecom/webhook.ts';
import { aCard, CARDS_BY_KIND } from '../../unit/wecom/a-card.ts';
import { recorder, requestOf, rig, sendOne } from './rig.ts';
import { openSandbox, START, WEBHOOK_KEY, type SandboxRig, type Shown } from './sandbox-rig.ts';

const WANG: Conversation = { channel: 'app', kind: 'person', id: 'WangJianguo' };

let house: SandboxRig;

beforeEach(async () => {
  house = await openSandbox();
});
afterEach(() => house.close());

const wangSees = (): Promise<readonly Shown[]> => house.chat('people/WangJianguo');
const act = (what: string, body: object = {}): Promise<unknown> =>
  house.control(`/people/WangJianguo/${what}`, body);

const tellWang = (message: OutgoingMessage, bot = house.bot): Promise<SendResult> =>
  sendOne(bot.app, WANG, message);
const text = (content = '3 已记录'): OutgoingMessage => ({ kind: 'text', text: content });
const document = (content = '已完成 53 项'): OutgoingMessage => ({
  kind: 'document',
  document: { blocks: [{ kind: 'paragraph', lines: [[{ kind: 'text', text: content }]] }] },
});
const aMsgid = expect.any(String) as string;

describe('to a person', () => {
  test.each<[string, OutgoingMessage, object]>([
    ['text', text(), { msgtype: 'text', payload: { content: '3 已记录' } }],
    ['document', document(), { msgtype: 'markdown', payload: { content: '已完成 53 项' } }],
    [
      'a card',
      { kind: 'card', card: aCard() },
      { msgtype: 'template_card', payload: { task_id: 'weekly_018f_1' } },
    ],
  ])('%s arrives', async (_kind, message, shown) => {
    expect(await tellWang(message)).toMatchObject({ status: 'sent', msgid: aMsgid });
    expect(await wangSees()).toMatchObject([shown]);
    expect(house.bot.log).toEqual([]);
  });

  test('someone who is not there', async () => {
    const to: Conversation = { ...WANG, id: 'nobody' };
    expect(await sendOne(house.bot.app, to, text())).toMatchObject({ fault: 'recipient' });
  });

  test.each<['before' | 'after', number]>([
    ['before', 1],
    ['after', 1],
  ])('cut %s it was taken: ambiguous, and the repeat arrives %i time', async (cut, arrivals) => {
    const request = requestOf(house.bot.app, WANG, text());
    await house.fail({ path: '/cgi-bin/message/send', cut });
    expect(await house.bot.app.send(WANG, request)).toMatchObject({ status: 'ambiguous' });
    expect(await house.bot.app.send(WANG, request)).toMatchObject({ status: 'sent' });
    expect(await wangSees()).toHaveLength(arrivals);
  });

  test('a gateway fails', async () => {
    await house.fail({ path: '/cgi-bin/message/send', status: 502 });
    expect(await tellWang(text())).toEqual({ status: 'ambiguous', why: 'HTTP 502' });
  });

  test('WeCom is late', async () => {
    const hasty = rig(house.url, { timeoutMs: 500 });
    await house.fail({ path: '/cgi-bin/message/send', delayMs: 1500 });
    expect(await tellWang(text(), hasty)).toMatchObject({ status: 'ambiguous' });
  });

  test('WeCom is busy', async () => {
    await house.fail({ path: '/cgi-bin/message/send', errcode: -1 });
    expect(await tellWang(text())).toMatchObject({ fault: 'busy', retryAfterMs: 1000 });
    expect(await wangSees()).toEqual([]);
  });

  test('the token has expired on their side', async () => {
    await tellWang(text('第一条'));
    house.setNow(new Date(START.getTime() + 7_300_000));
    expect(await tellWang(text('第二条'))).toMatchObject({ status: 'sent' });
    expect(await wangSees()).toHaveLength(2);
  });

  test('the secret is wrong', async () => {
    const wrong = rig(house.url, { secret: 'not-the-secret' });
    expect(await tellWang(text(), wrong)).toMatchObject({ code: 40001, fault: 'operator' });
  });
});

const isPressed = (kind: string): boolean => kind.endsWith('_interaction');

describe('cards of every kind', () => {
  test.each(Object.entries(CARDS_BY_KIND))('%s is accepted', async (kind, card) => {
    const sent = await tellWang({ kind: 'card', card });
    expect(sent).toMatchObject({ status: 'sent', updateToken: isPressed(kind) ? aMsgid : null });
    expect(await wangSees()).toMatchObject([{ msgtype: 'template_card', payload: { card_type: kind } }]);
  });

  test.each(Object.entries(CARDS_BY_KIND).filter(([kind]) => isPressed(kind)))(
    '%s is accepted as finished',
    async (kind, card) => {
      const sent = await tellWang({ kind: 'card', card });
      const token = sent.status === 'sent' ? sent.updateToken : null;
      const done: OutgoingMessage = { kind: 'card', card: { ...card, doneText: '已全部反馈' } };
      expect(await house.bot.app.updateCard(WANG, token ?? '', done)).toMatchObject({ status: 'sent' });
      expect((await wangSees())[0]?.card).toMatchObject({
        replaceText: '已全部反馈',
        current: { card_type: kind },
      });
    },
  );

  test.each<[string, Record<string, string[]>]>([
    ['vote_interaction', { unchanged: ['id-3', 'id-12'] }],
    ['multiple_interaction', { 'id-3': ['done'], 'id-12': ['no_change'] }],
  ])('%s: what is picked comes back', async (kind, picks) => {
    const card = CARDS_BY_KIND[kind] ?? aCard();
    await tellWang({ kind: 'card', card });
    await act('click', { taskId: card.cardId, key: 'submit', selected: picks });
    expect(house.received).toMatchObject([{ content: { type: 'card', key: 'submit', picks } }]);
  });
});

test('a message is taken back', async () => {
  const sent = await tellWang(text());
  const msgid = (sent.status === 'sent' && sent.msgid) || '';
  expect(await house.bot.app.recall(msgid)).toMatchObject({ status: 'sent' });
  expect(await wangSees()).toMatchObject([{ recalled: true }]);
  house.setNow(new Date(START.getTime() + 24 * 3_600_000));
  expect(await house.bot.app.recall(msgid)).toMatchObject({ code: 42052, fault: 'message' });
});

describe('a card', () => {
  const card: OutgoingMessage = { kind: 'card', card: aCard() };
  const finished: OutgoingMessage = {
    kind: 'card',
    card: aCard({ title: '已全部反馈', buttons: [], choices: [], doneText: '已记录' }),
  };

  test('is replaced by the code it was sent with, once', async () => {
    const sent = await tellWang(card);
    const code = sent.status === 'sent' ? sent.updateToken : null;
    expect(await house.bot.app.updateCard(WANG, code ?? '', finished)).toMatchObject({ status: 'sent' });
    expect((await wangSees())[0]?.card).toMatchObject({
      replaceText: '已记录',
      current: { main_title: { title: '已全部反馈' } },
    });
    expect(await house.bot.app.updateCard(WANG, code ?? '', finished)).toMatchObject({ code: 60140 });
  });

  test('pressed, replaced by one with fewer choices, pressed again', async () => {
    await tellWang(card);
    await act('click', { taskId: 'weekly_018f_1', key: 'done', selected: { task: ['id-12'] } });
    const [first] = house.received;
    expect(first).toMatchObject({
      senderId: 'WangJianguo',
      content: { type: 'card', key: 'done', cardId: 'weekly_018f_1', picks: { task: ['id-12'] } },
    });
    const code = first?.content.type === 'card' ? first.content.updateToken : '';
    const rest = aCard({ choices: [] });
    expect(await house.bot.app.updateCard(WANG, code, { kind: 'card', card: rest })).toMatchObject({
      status: 'sent',
    });
    await act('click', { taskId: 'weekly_018f_1', key: 'no_change' });
    expect(house.received[1]?.content).toMatchObject({
      key: 'no_change',
      cardId: 'weekly_018f_1',
      picks: {},
    });
  });
});

describe('from a person', () => {
  test.each<[string, object, object]>([
    [
      'text',
      { content: '3 已完成，材料已报 👍 <b>]]>' },
      { type: 'text', text: '3 已完成，材料已报 👍 <b>]]>' },
    ],
    ['image', {}, { type: 'media', media: 'image', source: { from: 'app', mediaId: aMsgid } }],
    ['enter', {}, { type: 'enter' }],
    ['subscribe', {}, { type: 'subscribe' }],
  ])('%s', async (what, body, content) => {
    expect(await act(what, body)).toMatchObject({ callback: { status: 200, body: '', attempts: 1 } });
    expect(house.received).toMatchObject([{ senderId: 'WangJianguo', sentAt: START, content }]);
  });

  test('two texts have two keys', async () => {
    await act('text', { content: '1 无变化' });
    await act('text', { content: '1 无变化' });
    expect(new Set(house.received.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
  });

  test('the console’s check of the URL', async () =>
    expect(await house.control('/verify', {})).toMatchObject({ verified: true, status: 200, error: null }));
});

describe('to groups', () => {
  const group: Conversation = { channel: 'appchat', kind: 'group', id: 'db18lz' };
  const made = { chatid: 'db18lz', name: '领导小组', owner: '001', members: ['WangJianguo'] };

  test('made once, ensured twice, and written to', async () => {
    await house.bot.groups.ensure(made);
    await house.bot.groups.ensure(made);
    expect(await sendOne(house.bot.appchat, group, document())).toMatchObject({
      status: 'sent',
    });
    expect(await house.chat('groups/db18lz')).toMatchObject([{ msgtype: 'markdown' }]);
  });

  test('a group that is not there', async () =>
    expect(await sendOne(house.bot.appchat, group, document())).toMatchObject({
      code: 40050,
      fault: 'message',
    }));

  test('the robot of a group: twenty a minute, then it has to wait', async () => {
    const to: Conversation = { channel: 'webhook', kind: 'group', id: '领导小组' };
    const { channel } = createWebhooks({
      baseUrl: house.url,
      keys: { 领导小组: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${WEBHOOK_KEY}` },
      log: recorder([]),
    });
    for (let count = 0; count < 20; count += 1) {
      expect(await sendOne(channel, to, document())).toMatchObject({ status: 'sent' });
    }
    expect(await sendOne(channel, to, document())).toMatchObject({
      code: 45009,
      fault: 'busy',
      retryAfterMs: 60_000,
    });
    expect(await house.chat('groups/g1')).toHaveLength(20);
  });
});
