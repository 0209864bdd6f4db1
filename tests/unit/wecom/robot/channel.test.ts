import { describe, expect, test } from 'vitest';
import type { Conversation, ReplyToken } from '../../../../src/app/channel.ts';
import { dateOnly } from '../../../../src/domain/calendar/date.ts';
import type { Card, OutgoingMessage } from '../../../../src/domain/message/card.ts';
import type { CallResult } from '../../../../src/wecom/call.ts';
import { createRobotChannel } from '../../../../src/wecom/robot/channel.ts';
import type { RequestFrame } from '../../../../src/wecom/robot/frames.ts';
import { aCard } from '../a-card.ts';
import { recordedLog } from './a-log.ts';
import { fakeTime } from './fake-timers.ts';

const WANG: Conversation = { channel: 'robot', kind: 'person', id: 'woAJ2GCAAAXtWyujaWJHDDGi0mACHAAA' };
const GROUP: Conversation = { channel: 'robot', kind: 'group', id: 'wrOgAAAbC' };
const NOW = new Date('2026-03-20T01:00:00Z');
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);
const HOUR = 3_600_000;

const text = (words: string): OutgoingMessage => ({ kind: 'text', text: words });
const card = (change?: Partial<Card>): OutgoingMessage => ({ kind: 'card', card: aCard(change) });

const answered = (errcode: number): CallResult => ({
  kind: 'answered',
  errcode,
  errmsg: 'as told',
  body: {},
});
const NOT_REACHED: CallResult = { kind: 'not_reached', why: 'not connected' };
const AMBIGUOUS: CallResult = { kind: 'ambiguous', why: 'no ack' };

/** A channel whose frames get these results, in order. */
function aChannel(...results: CallResult[]) {
  const frames: RequestFrame[] = [];
  const log = recordedLog();
  const channel = createRobotChannel({
    robotId: 'aib1',
    async request(frame) {
      frames.push(frame);
      return results.shift() ?? answered(0);
    },
    upload: async () => ({ status: 'uploaded', mediaId: 'M1' }),
    clock: fakeTime(NOW).clock,
    log,
  });
  const say = async (to: Conversation, message: OutgoingMessage, replyTo: ReplyToken | null = null) => {
    const [request = ''] = channel.prepare(to, message, replyTo, 'row-1');
    return channel.send(to, request);
  };
  return { channel, frames, log, say };
}

const message = (at: Date): ReplyToken => ({ to: 'message', reqId: 'R1', at });
const enter = (at: Date): ReplyToken => ({ to: 'enter', reqId: 'R1', at });

describe('where a message goes', () => {
  const markdown = { msgtype: 'markdown', markdown: { content: '已记录' } };
  const pushed = (chat: object) => ({ cmd: 'aibot_send_msg', body: { ...chat, ...markdown } });
  const inPlace = { cmd: 'aibot_respond_msg', reqId: 'R1', body: markdown };

  test.each<[string, Conversation, ReplyToken | null, object]>([
    ['主动发给个人', WANG, null, pushed({ chatid: WANG.id, chat_type: 1 })],
    ['主动发到群，大小写不变', GROUP, null, pushed({ chatid: 'wrOgAAAbC', chat_type: 2 })],
    ['就地回复', WANG, message(NOW), inPlace],
    ['群里就地回复', GROUP, message(ago(24 * HOUR - 1)), inPlace],
    ['二十四小时后改为主动发', GROUP, message(ago(24 * HOUR)), pushed({ chatid: 'wrOgAAAbC', chat_type: 2 })],
    [
      '欢迎语是纯文本',
      WANG,
      enter(ago(4999)),
      {
        cmd: 'aibot_respond_welcome_msg',
        reqId: 'R1',
        body: { msgtype: 'text', text: { content: '已记录' } },
      },
    ],
    ['五秒后改为主动发', WANG, enter(ago(5000)), pushed({ chatid: WANG.id, chat_type: 1 })],
  ])('%s', async (_name, to, replyTo, expected) => {
    const { frames, say } = aChannel();
    expect(await say(to, text('已记录'), replyTo)).toEqual({
      status: 'sent',
      msgid: null,
      updateToken: null,
    });
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject(expected);
  });

  test('pushes have a req_id of their own, each', async () => {
    const { frames, say } = aChannel();
    await say(WANG, text('一'));
    await say(WANG, text('二'));
    expect(new Set(frames.map(({ reqId }) => reqId)).size).toBe(2);
  });

  test('of several parts only the first answers in place, and none is too long', async () => {
    const { channel, frames } = aChannel();
    const parts = channel.prepare(WANG, text('整改措施已经落实。\n'.repeat(2000)), message(NOW), 'row-1');
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) await channel.send(WANG, part);
    expect(frames.map(({ cmd }) => cmd)).toEqual([
      'aibot_respond_msg',
      ...parts.slice(1).map(() => 'aibot_send_msg'),
    ]);
    for (const { body } of frames) {
      const { markdown: sent } = body as { markdown: { content: string } };
      expect(Buffer.byteLength(sent.content)).toBeLessThanOrEqual(20_480);
    }
  });

  test('a welcome too long for a text is pushed', async () => {
    const { frames, say } = aChannel();
    await say(WANG, text('欢迎'.repeat(500)), enter(NOW));
    expect(frames.map(({ cmd }) => cmd)).toEqual(['aibot_send_msg']);
  });

  test('there is nothing to send when there is nothing to say', () => {
    expect(
      aChannel().channel.prepare(WANG, { kind: 'document', document: { blocks: [] } }, null, 'row-1'),
    ).toEqual([]);
  });
});

describe('cards', () => {
  test.each<[string, ReplyToken | null, string]>([
    ['主动', null, 'aibot_send_msg'],
    ['就地', message(NOW), 'aibot_respond_msg'],
    ['欢迎', enter(NOW), 'aibot_respond_welcome_msg'],
  ])('%s', async (_name, replyTo, cmd) => {
    const { frames, say } = aChannel();
    await say(WANG, card(), replyTo);
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({
      cmd,
      body: {
        msgtype: 'template_card',
        template_card: { card_type: 'button_interaction', task_id: 'weekly_018f_1' },
      },
    });
  });

  test('with nothing to press it is told in words', async () => {
    const { frames, say } = aChannel();
    await say(GROUP, card({ buttons: [] }));
    expect(frames[0]).toMatchObject({ body: { msgtype: 'markdown' } });
    expect(JSON.stringify(frames[0])).toContain('本周请反馈 2 项整改');
  });

  test('a pressed card is replaced under the req_id of the press', async () => {
    const { channel, frames } = aChannel();
    await channel.updateCard(WANG, 'E1', card({ doneText: '已记录' }));
    expect(frames).toMatchObject([
      {
        cmd: 'aibot_respond_update_msg',
        reqId: 'E1',
        body: { response_type: 'update_template_card', template_card: { task_id: 'weekly_018f_1' } },
      },
    ]);
  });

  test('only a card takes the place of a card', async () => {
    const { channel, frames } = aChannel();
    expect(await channel.updateCard(WANG, 'E1', text('已记录'))).toMatchObject({
      status: 'rejected',
      fault: 'message',
    });
    expect(frames).toEqual([]);
  });
});

describe('what became of it', () => {
  test.each<[string, CallResult, object]>([
    ['收下', answered(0), { status: 'sent', msgid: null, updateToken: null }],
    ['没有回执', AMBIGUOUS, { status: 'ambiguous', why: 'no ack' }],
    ['没有连接', NOT_REACHED, { status: 'rejected', code: -1000, fault: 'busy', unknown: false }],
    ['限流', answered(45009), { status: 'rejected', code: 45009, fault: 'busy', retryAfterMs: 60_000 }],
    ['从未聊过', answered(93006), { status: 'rejected', code: 93006, fault: 'recipient' }],
    ['未订阅', answered(846609), { status: 'rejected', code: 846609, fault: 'busy' }],
    ['卡片有误', answered(42045), { status: 'rejected', code: 42045, fault: 'message' }],
    ['没见过的错误码', answered(99999), { status: 'rejected', code: 99999, fault: 'message', unknown: true }],
  ])('%s', async (_name, result, expected) => {
    const { say, frames } = aChannel(result);
    expect(await say(WANG, text('在'))).toMatchObject(expected);
    expect(frames).toHaveLength(1);
  });

  test.each<[string, CallResult]>([
    ['req_id 无效', answered(846605)],
    ['已过期', answered(846608)],
    ['没有写出去', NOT_REACHED],
  ])('an answer that was not shown (%s) is pushed in the same call', async (_name, first) => {
    const { say, frames } = aChannel(first, answered(0));
    expect(await say(WANG, text('在'), message(NOW))).toMatchObject({ status: 'sent' });
    expect(frames.map(({ cmd }) => cmd)).toEqual(['aibot_respond_msg', 'aibot_send_msg']);
    expect(frames[1]?.body).toMatchObject(frames[0]?.body ?? {});
  });

  test.each<[string, CallResult, string]>([
    ['没有回执', AMBIGUOUS, 'ambiguous'],
    ['限流', answered(45009), 'rejected'],
    ['空内容', answered(93017), 'rejected'],
  ])('one that may have been shown, or never will be (%s), is not', async (_name, first, status) => {
    const { say, frames } = aChannel(first);
    expect(await say(WANG, text('在'), message(NOW))).toMatchObject({ status });
    expect(frames).toHaveLength(1);
  });
});

test('never more than 30 a minute and 1000 an hour, whatever the window', () => {
  const [minute, hour] = aChannel().channel.limits(GROUP, dateOnly('2026-03-20'));
  expect(minute?.key).toBe('robot:aib1:wrOgAAAbC');
  expect(hour?.key).not.toBe(minute?.key);
  expect((minute?.burst ?? 0) + (minute?.perMinute ?? 0)).toBeLessThanOrEqual(30);
  expect((hour?.burst ?? 0) + (hour?.perMinute ?? 0) * 60).toBeLessThanOrEqual(1000);
});

test('nothing is taken back', async () => {
  const { channel } = aChannel();
  expect(channel.capabilities).toEqual({
    repeatSafe: false,
    exclusive: true,
    updateWithinMs: 5000,
    recall: false,
  });
  expect(await channel.recall('m1')).toMatchObject({ status: 'rejected' });
});

test('图片：先上传，再按编号发到群里', async () => {
  const { channel, frames } = aChannel();
  const prepared = await channel.preparePicture(
    GROUP,
    { fileName: 'a.png', data: Buffer.from('png') },
    'row-1',
  );
  const [request = ''] = prepared.status === 'prepared' ? prepared.requests : [];
  expect((await channel.send(GROUP, request)).status).toBe('sent');
  expect(frames).toMatchObject([
    {
      cmd: 'aibot_send_msg',
      body: { chatid: 'wrOgAAAbC', chat_type: 2, msgtype: 'image', image: { media_id: 'M1' } },
    },
  ]);
});
