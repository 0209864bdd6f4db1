import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Conversation, MediaSource, ReceivedMessage } from '../../../src/app/channel.ts';
import type { OutgoingMessage } from '../../../src/domain/message/card.ts';
import { fetchRobotMedia } from '../../../src/wecom/robot/media.ts';
import { aCard } from '../../unit/wecom/a-card.ts';
import { recordedLog } from '../../unit/wecom/robot/a-log.ts';
import { fakeTime } from '../../unit/wecom/robot/fake-timers.ts';
import { aRobotSandbox, ROBOT } from '../sandbox/a-robot.ts';
import { PNG, type Json, type TestSandbox } from '../sandbox/a-sandbox.ts';
import { robotRig, startRig, type RobotRig } from './robot-rig.ts';

/* The robot against the sandbox: two implementations of the protocol that share no code. */

const LI: Conversation = { channel: 'robot', kind: 'person', id: 'lisi' };
const SECOND = 1000;
const MINUTE = 60 * SECOND;

let sandbox: TestSandbox;
let rig: RobotRig;

beforeEach(async () => {
  sandbox = await aRobotSandbox();
  const { id: robotId, secret, names } = ROBOT;
  rig = robotRig(`${sandbox.url.replace('http', 'ws')}/robot`, {
    account: { robotId, secret, names },
    time: fakeTime(sandbox.clock.now()),
  });
  startRig(rig);
  await rig.becomes('up');
});
afterEach(() => rig.robot.stop());

const act = async (path: string, body: Json = {}): Promise<Json> => {
  const done = await sandbox.control('POST', path, body);
  expect(done).toMatchObject({ status: 200 });
  return done.body;
};

/** What the robot heard of somebody's act. */
async function hear(path: string, body: Json = {}): Promise<ReceivedMessage> {
  const next = rig.received.length + 1;
  await act(path, body);
  return rig.hears(next);
}

const hello = () => hear('/robot/lisi/text', { content: '在吗' });

async function say(message: OutgoingMessage, to = LI, replyTo: ReceivedMessage['replyTo'] = null) {
  const [request = ''] = rig.robot.channel.prepare(to, message, replyTo, 'row-1');
  return rig.robot.channel.send(to, request);
}

const text = (words: string): OutgoingMessage => ({ kind: 'text', text: words });
const shown = async (chat = 'robot/lisi') =>
  (await sandbox.chat(chat)).filter(({ direction }) => direction === 'out');

const CARD = aCard({ cardId: 't12_r1', title: '12 河道排污口整改' });

describe('hearing', () => {
  test('alone: words, a transcript, a quote', async () => {
    expect(await hear('/robot/lisi/text', { content: '12 已完成' })).toMatchObject({
      senderId: 'lisi',
      groupId: null,
      content: { type: 'text', text: '12 已完成' },
    });
    expect((await hear('/robot/lisi/voice', { content: '十二号办完了' })).content).toEqual({
      type: 'text',
      text: '十二号办完了',
      spoken: true,
    });
    expect((await hear('/robot/lisi/text', { content: '已完成', quote: 1 })).content).toEqual({
      type: 'text',
      text: '已完成',
      quoted: '12 已完成',
    });
  });

  test.each(['space', 'u2005', 'nbsp', 'none'])('in a group, with %s behind the name', async (separator) => {
    for (const mention of ROBOT.names) {
      const heard = await hear('/groups/lingdao/text', {
        userid: 'lisi',
        content: '台账',
        mention,
        separator,
      });
      expect(heard).toMatchObject({ senderId: 'lisi', content: { type: 'text', text: '台账' } });
      expect(heard.groupId).not.toBeNull();
    }
  });

  test.each(['padded', 'unpadded', 'urlsafe', 'hex'])(
    'a picture and a file, their keys %s',
    async (aeskey) => {
      const base64 = PNG.toString('base64');
      const picture = await hear('/robot/lisi/image', { base64, aeskey });
      const file = await hear('/robot/lisi/file', { filename: '整改 台账.xlsx', base64, aeskey });
      expect(await fetched(picture)).toMatchObject({ mediaType: 'image/png', data: PNG });
      expect(await fetched(file)).toMatchObject({ fileName: '整改 台账.xlsx', data: PNG });
    },
  );

  test('a picture of six minutes ago is gone', async () => {
    const picture = await hear('/robot/lisi/image');
    sandbox.clock.pass(6 * MINUTE);
    expect(await fetched(picture)).toEqual({ failed: 'gone' });
  });

  test('words and pictures in one', async () => {
    const { content } = await hear('/robot/lisi/mixed', { items: [{ content: '12 现场' }, {}] });
    expect(content).toMatchObject({ type: 'text', text: '12 现场', pictures: [{ from: 'robot' }] });
  });

  test('the same message again has the same key', async () => {
    const { dedupeKey } = await hello();
    expect((await hear('/robot/repeat')).dedupeKey).toBe(dedupeKey);
  });
});

const fetched = ({ content }: ReceivedMessage) => {
  if (content.type !== 'media' || content.source.from !== 'robot') throw new Error('no media');
  const source: Extract<MediaSource, { from: 'robot' }> = content.source;
  return fetchRobotMedia(source, { log: recordedLog() });
};

describe('speaking', () => {
  test('nobody is written to before he has written', async () => {
    expect(await say(text('请今日反馈'))).toMatchObject({ code: 93006, fault: 'recipient' });
    await hello();
    expect(await say(text('请今日反馈'))).toMatchObject({ status: 'sent' });
    expect(await shown()).toMatchObject([{ msgtype: 'markdown', payload: { content: '请今日反馈' } }]);
  });

  test('in place, to somebody alone and in a group', async () => {
    const alone = await hello();
    await say(text('在。'), LI, alone.replyTo);
    const inGroup = await hear('/groups/lingdao/text', { userid: 'lisi', content: '台账', mention: true });
    const group: Conversation = { channel: 'robot', kind: 'group', id: inGroup.groupId ?? '' };
    await say(text('本期台账 12 项。'), group, inGroup.replyTo);
    await say(text('请各单位周五前反馈。'), group);
    expect(await shown()).toHaveLength(1);
    expect(await shown('groups/lingdao')).toHaveLength(2);
    const calls = (await sandbox.calls()).map(({ path }) => path);
    expect(calls.filter((path) => path === 'robot/aibot_respond_msg')).toHaveLength(2);
    expect(calls.filter((path) => path === 'robot/aibot_send_msg')).toHaveLength(1);
  });

  test('a welcome, as text and as a card', async () => {
    const li = await hear('/robot/lisi/enter');
    expect(li.content).toEqual({ type: 'enter' });
    expect(await say(text('您好。'), LI, li.replyTo)).toMatchObject({ status: 'sent' });
    const wang = await hear('/robot/wangwu/enter');
    expect(await say({ kind: 'card', card: CARD }, { ...LI, id: 'wangwu' }, wang.replyTo)).toMatchObject({
      status: 'sent',
    });
    expect(await shown()).toMatchObject([{ msgtype: 'text', payload: { content: '您好。' } }]);
    expect(await shown('robot/wangwu')).toMatchObject([{ msgtype: 'template_card' }]);
  });

  test('a card is pressed, and changes within five seconds', async () => {
    await hello();
    expect(await say({ kind: 'card', card: CARD })).toMatchObject({ status: 'sent' });
    const press = await hear('/robot/lisi/click', { taskId: 't12_r1', key: 'done' });
    expect(press.content).toMatchObject({ type: 'card', key: 'done', cardId: 't12_r1', picks: {} });
    const token = press.content.type === 'card' ? press.content.updateToken : '';
    const done: OutgoingMessage = { kind: 'card', card: { ...CARD, title: '12 已办结', doneText: '已记录' } };
    expect(await rig.robot.channel.updateCard(LI, token, done)).toMatchObject({ status: 'sent' });
    expect((await shown()).at(-1)?.card).toMatchObject({ current: { main_title: { title: '12 已办结' } } });
    expect(await rig.robot.channel.updateCard(LI, token, done)).toMatchObject({ code: 846605 });
  });

  test('an answer to a message of another life is pushed', async () => {
    await hello();
    const replyTo = { to: 'message', reqId: 'of-another-life', at: sandbox.clock.now() } as const;
    expect(await say(text('已记录'), LI, replyTo)).toMatchObject({ status: 'sent' });
    expect(await shown()).toHaveLength(1);
  });

  test('its own limits keep what WeCom would refuse', async () => {
    await hello();
    const results = [];
    for (let count = 0; count < 31; count += 1) results.push(await say(text(`第 ${count} 条`)));
    expect(results.slice(0, 30).every(({ status }) => status === 'sent')).toBe(true);
    expect(results[30]).toMatchObject({
      status: 'rejected',
      code: 45009,
      fault: 'busy',
      retryAfterMs: MINUTE,
    });
  });

  test.each([
    ['before', 0],
    ['after', 1],
  ])('cut %s it was done: ambiguous, %i shown, and then again connected', async (cut, count) => {
    await hello();
    await act('/faults', { path: 'robot/aibot_send_msg', times: 1, cut });
    expect(await say(text('请今日反馈'))).toMatchObject({ status: 'ambiguous' });
    expect(await shown()).toHaveLength(count);
    await rig.becomes('down');
    await rig.time.pass(SECOND);
    await rig.becomes('up');
  });

  test('a file is uploaded in chunks', async () => {
    const data = Buffer.alloc(1_300_000, '整改');
    const uploaded = await rig.robot.upload('file', { fileName: '整改报告.docx', data });
    expect(uploaded).toEqual({ status: 'uploaded', mediaId: expect.any(String) });
  });
});

describe('the line', () => {
  test('kicked: it waits, then takes the robot back', async () => {
    await act('/robot/kick');
    await rig.becomes('kicked');
    sandbox.clock.pass(5 * MINUTE);
    await rig.time.pass(5 * MINUTE);
    await rig.becomes('up');
    await hello();
  });

  test('dropped: it is back at once, and hears again', async () => {
    await act('/robot/drop');
    await rig.becomes('down');
    await rig.time.pass(SECOND);
    await rig.becomes('up');
    expect((await hello()).content).toMatchObject({ text: '在吗' });
  });
});
