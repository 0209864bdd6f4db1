import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InboundContent, ReceivedMessage } from '../../../../src/app/channel.ts';
import { readInbound } from '../../../../src/wecom/robot/inbound.ts';
import { createMentionStripper } from '../../../../src/wecom/robot/mention.ts';
import { recordedLog } from './a-log.ts';

const NOW = new Date('2026-03-20T01:00:00Z');
const ENCRYPTED = 'woAJ2GCAAAXtWyujaWJHDDGi0mACHAAA';

const read = (body: object, log = recordedLog()): ReceivedMessage | null =>
  readInbound(
    { robotId: 'aib1', withoutMention: createMentionStripper(['督办助手']), log },
    { kind: 'callback', cmd: 'aibot_msg_callback', reqId: 'R1', body: { ...body } },
    NOW,
  );

const message = (msgtype: string, rest: object): object => ({
  msgid: 'M1',
  aibotid: 'aib1',
  chattype: 'single',
  from: { userid: 'wangjianguo' },
  msgtype,
  ...rest,
});

const event = (eventtype: string, data: object = {}, rest: object = {}): object =>
  message('event', { create_time: 1_773_968_400, event: { eventtype, [eventtype]: data }, ...rest });

const picture = (name: string): object => ({ url: `https://media.example.cn/${name}`, aeskey: 'K' });
const source = (name: string) => ({
  from: 'robot' as const,
  url: `https://media.example.cn/${name}`,
  aesKey: 'K',
});

const press = (data: object): object =>
  event('template_card_event', {
    card_type: 'button_interaction',
    event_key: 'done',
    task_id: 'weekly_7_1',
    ...data,
  });
const pressed = (picks: Record<string, string[]>): InboundContent => ({
  type: 'card',
  key: 'done',
  cardId: 'weekly_7_1',
  updateToken: 'R1',
  picks,
});

describe('what is said', () => {
  test.each<[string, object, InboundContent]>([
    ['文字', message('text', { text: { content: '3 已完成' } }), { type: 'text', text: '3 已完成' }],
    [
      '群里点名，U+2005',
      message('text', { text: { content: '@督办助手\u20053 已完成' } }),
      { type: 'text', text: '3 已完成' },
    ],
    [
      '引用文字',
      message('text', {
        text: { content: '已完成' },
        quote: { msgtype: 'text', text: { content: '#A12 食堂采购' } },
      }),
      { type: 'text', text: '已完成', quoted: '#A12 食堂采购' },
    ],
    [
      '引用图文',
      message('text', {
        text: { content: '已完成' },
        quote: {
          msgtype: 'mixed',
          mixed: {
            msg_item: [
              { msgtype: 'text', text: { content: 'A12' } },
              { msgtype: 'image', image: picture('q') },
            ],
          },
        },
      }),
      { type: 'text', text: '已完成', quoted: 'A12' },
    ],
    [
      '引用语音',
      message('text', {
        text: { content: '是' },
        quote: { msgtype: 'voice', voice: { content: '三号办完了吗' } },
      }),
      { type: 'text', text: '是', quoted: '三号办完了吗' },
    ],
    [
      '引用图片',
      message('text', { text: { content: '见图' }, quote: { msgtype: 'image', image: picture('q') } }),
      { type: 'text', text: '见图' },
    ],
    [
      '读不懂的引用',
      message('text', { text: { content: '见图' }, quote: { msgtype: 'text', text: 7 } }),
      { type: 'text', text: '见图' },
    ],
    [
      '语音',
      message('voice', { voice: { content: '三号已经办完' } }),
      { type: 'text', text: '三号已经办完', spoken: true },
    ],
    [
      '图文',
      message('mixed', {
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: '@督办助手 3 已完成' } },
            { msgtype: 'image', image: picture('a') },
            { msgtype: 'video', video: {} },
            { msgtype: 'text', text: { content: '现场照片' } },
            { msgtype: 'image', image: picture('b') },
          ],
        },
      }),
      { type: 'text', text: '3 已完成\n现场照片', pictures: [source('a'), source('b')] },
    ],
    [
      '图片',
      message('image', { image: picture('a') }),
      { type: 'media', media: 'image', source: source('a') },
    ],
    ['文件', message('file', { file: picture('f') }), { type: 'media', media: 'file', source: source('f') }],
    [
      '视频',
      message('video', { video: picture('v') }),
      { type: 'media', media: 'video', source: source('v') },
    ],
    ['没有密钥的图片', message('image', { image: { url: 'https://x' } }), { type: 'other', name: 'image' }],
    ['空的文字', message('text', {}), { type: 'other', name: 'text' }],
    ['没见过的类型', message('location', { location: {} }), { type: 'other', name: 'location' }],
    ['像原型的类型', message('constructor', {}), { type: 'other', name: 'constructor' }],
    ['按按钮', press({}), pressed({})],
    [
      '按按钮并选择',
      press({
        selected_items: {
          selected_item: [
            { question_key: 'task', option_ids: { option_id: ['id-3'] } },
            { question_key: 'none' },
          ],
        },
      }),
      pressed({ task: ['id-3'], none: [] }),
    ],
    [
      '数据不在约定处的卡片',
      message('event', { event: { eventtype: 'template_card_event', event_key: 'done', task_id: 't' } }),
      { type: 'other', name: 'template_card_event' },
    ],
    ['进入会话', event('enter_chat'), { type: 'enter' }],
    ['评价', event('feedback_event', { id: 'f', type: 1 }), { type: 'event', name: 'feedback_event' }],
    ['授权变更', event('auth_change_event'), { type: 'event', name: 'auth_change_event' }],
    ['没见过的事件', event('moon_event'), { type: 'event', name: 'moon_event' }],
    ['没有类型', { ...message('text', {}), msgtype: undefined }, { type: 'other', name: 'unknown' }],
    ['没有内容的事件', message('event', {}), { type: 'other', name: 'event' }],
  ])('%s', (_name, body, content) => expect(read(body)?.content).toEqual(content));
});

describe('who, where, when', () => {
  const said = { text: { content: '在' } };
  test.each<[string, object, Partial<ReceivedMessage>]>([
    [
      '单聊',
      message('text', said),
      {
        dedupeKey: 'robot:aib1:M1',
        channel: 'robot',
        senderId: 'wangjianguo',
        groupId: null,
        sentAt: NOW,
        replyTo: { to: 'message', reqId: 'R1', at: NOW },
      },
    ],
    ['密文 userid 原样', message('text', { ...said, from: { userid: ENCRYPTED } }), { senderId: ENCRYPTED }],
    ['数字 msgid', message('text', { ...said, msgid: 42 }), { dedupeKey: 'robot:aib1:42' }],
    [
      '群聊',
      message('text', { ...said, chattype: 'group', chatid: 'wrOgAAAbC' }),
      { groupId: 'wrOgAAAbC', replyTo: { to: 'message', reqId: 'R1', at: NOW } },
    ],
    [
      '没说是单聊还是群聊',
      message('text', { ...said, chattype: undefined, chatid: 'wrOgAAAbC' }),
      { groupId: 'wrOgAAAbC' },
    ],
    ['荒唐的时间', message('text', { ...said, create_time: 1e300 }), { sentAt: NOW }],
    ['不是数的时间', message('text', { ...said, create_time: '昨天' }), { sentAt: NOW }],
    ['单聊带 chatid', message('text', { ...said, chatid: 'wangjianguo' }), { groupId: null }],
    [
      '进入会话',
      event('enter_chat', {}, { chattype: undefined }),
      {
        groupId: null,
        sentAt: new Date('2026-03-20T01:00:00Z'),
        replyTo: { to: 'enter', reqId: 'R1', at: NOW },
      },
    ],
    ['按按钮不能就地回复', press({}), { replyTo: null }],
    ['评价不能回复', event('feedback_event'), { replyTo: null }],
  ])('%s', (_name, body, expected) => expect(read(body)).toMatchObject(expected));

  test.each<[string, object]>([
    ['没有发送人', { msgid: 'M1', msgtype: 'text', text: { content: '绝不能进日志' } }],
    ['发送人不是文字', { msgid: 'M1', from: { userid: {} }, text: { content: '绝不能进日志' } }],
    ['被挤下线，没有发送人', { msgid: 'M1', msgtype: 'event', event: { eventtype: 'disconnected_event' } }],
  ])('%s: dropped, and logged without a word of it', (_name, body) => {
    const log = recordedLog();
    expect(read(body, log)).toBeNull();
    expect(log.events).toEqual(['robot_callback_unreadable']);
    expect(log.text()).not.toContain('绝不能进日志');
  });

  test('of an unknown type the log has the type only', () => {
    const log = recordedLog();
    read(message('location', { location: { label: '绝不能进日志' } }), log);
    expect(log.text()).toContain('location');
    expect(log.text()).not.toContain('绝不能进日志');
  });
});

const keyWithoutId = (body: object) => read({ ...body, msgid: undefined })?.dedupeKey;

describe('events without an id', () => {
  test('the same twice has one key', () => {
    expect(keyWithoutId(press({}))).toMatch(/^robot:aib1:[0-9a-f]{64}$/);
    expect(keyWithoutId(press({}))).toBe(keyWithoutId(press({})));
  });
  test.each<[string, object]>([
    ['别的按钮', press({ event_key: 'no_change' })],
    ['别的卡片', press({ task_id: 'weekly_7_2' })],
    ['别人', { ...press({}), from: { userid: 'lixiulan' } }],
    ['别的群', { ...press({}), chatid: 'wr1' }],
    ['别的时候', { ...press({}), create_time: 1_773_968_401 }],
  ])('%s: another key', (_name, other) => expect(keyWithoutId(other)).not.toBe(keyWithoutId(press({}))));
});

test('nothing that JSON can hold throws', () => {
  const value = fc.jsonValue({ depthSize: 'small' });
  const body = fc.record(
    {
      msgid: value,
      from: fc.oneof(value, fc.record({ userid: fc.string() })),
      msgtype: fc.oneof(value, fc.constantFrom('text', 'mixed', 'image', 'voice', 'event')),
      text: value,
      mixed: value,
      image: value,
      voice: value,
      event: fc.oneof(value, fc.record({ eventtype: fc.string(), template_card_event: value })),
      quote: value,
      create_time: value,
      chatid: value,
    },
    { requiredKeys: [] },
  );
  fc.assert(fc.property(body, (any) => void read(any)));
});
