import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReplyToken } from '../../../src/app/channel.ts';
import { aLease } from '../../unit/wecom/robot/a-lease.ts';
import { startRobotDouble, type Reaction, type RobotDouble } from './robot-double.ts';
import { ROBOT_ID, robotRig, SECRET, startRig, type RobotRig } from './robot-rig.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let wecom: RobotDouble;
let rig: RobotRig;

beforeEach(async () => {
  wecom = await startRobotDouble();
  rig = robotRig(wecom.url);
});
afterEach(async () => {
  const stopped = rig.robot.stop();
  await wecom.close();
  await stopped;
  if (rig.log.text().includes(SECRET)) throw new Error('the log has the secret in it');
});

async function connected(): Promise<void> {
  startRig(rig);
  await rig.becomes('up');
}

const said = (content: string, change: object = {}): object => ({
  msgid: 'M1',
  aibotid: ROBOT_ID,
  chattype: 'single',
  from: { userid: 'wangjianguo' },
  msgtype: 'text',
  text: { content },
  ...change,
});
const MESSAGE = 'aibot_msg_callback';
const EVENT = 'aibot_event_callback';
const kickEvent = { msgid: 'E1', msgtype: 'event', event: { eventtype: 'disconnected_event' } };
const reply = (): ReplyToken => ({ to: 'message', reqId: 'R1', at: rig.time.clock.now() });

describe('subscribing', () => {
  test('the first frame says who we are', async () => {
    await connected();
    expect(wecom.frames[0]).toMatchObject({
      cmd: 'aibot_subscribe',
      body: { bot_id: ROBOT_ID, secret: SECRET },
    });
    expect(rig.states).toEqual(['connecting', 'up']);
    expect(rig.robot.state()).toMatchObject({ state: 'up', detail: '' });
  });

  test.each<[string, Reaction, string]>([
    ['密钥不对', 853000, 'auth_failed'],
    ['机器人不存在', 93019, 'auth_failed'],
    ['太频繁', 45009, 'rate_limited'],
  ])('%s: nothing more for five minutes', async (_name, errcode, state) => {
    wecom.errmsg = `invalid secret ${SECRET}`;
    wecom.next('aibot_subscribe', errcode);
    startRig(rig);
    await rig.becomes(state as 'auth_failed');
    expect(rig.robot.state()?.detail).toBe(`${errcode} invalid secret ***`);
    await rig.time.pass(5 * MINUTE - 1);
    expect(wecom.framesOf('aibot_subscribe')).toHaveLength(1);
    await rig.time.pass(1);
    await rig.becomes('up');
  });

  test('no ack: after 15 s the socket is given up for a new one', async () => {
    wecom.next('aibot_subscribe', 'silent');
    startRig(rig);
    await wecom.seen('aibot_subscribe');
    await rig.time.pass(15 * SECOND - 1);
    expect(rig.states).toEqual(['connecting']);
    await rig.time.pass(1);
    await rig.becomes('down');
    await rig.time.pass(SECOND);
    await rig.becomes('up');
    expect(wecom.framesOf('aibot_subscribe').map(({ connection }) => connection)).toEqual([1, 2]);
    expect(wecom.openConnections()).toBe(1);
  });

  test('the line is cut before the ack', async () => {
    wecom.next('aibot_subscribe', 'cut');
    startRig(rig);
    await rig.becomes('down');
    await rig.time.pass(SECOND);
    await rig.becomes('up');
  });

  test('nobody listens there', async () => {
    await wecom.close();
    startRig(rig);
    await rig.becomes('down');
    expect(rig.robot.state()?.detail).toContain('ECONNREFUSED');
  });
});

describe('staying connected', () => {
  test('answered pings keep it', async () => {
    await connected();
    for (let count = 1; count <= 5; count += 1) {
      await rig.time.pass(30 * SECOND);
      await wecom.seen('ping', count);
      await rig.send('在'); // its ack comes behind the pong
    }
    expect(rig.states).toEqual(['connecting', 'up']);
    expect(wecom.framesOf('ping')[0]?.body).toEqual({});
  });

  test('two pings without an answer: a new connection', async () => {
    await connected();
    wecom.next('ping', 'silent', 'silent');
    await rig.time.pass(30 * SECOND);
    await wecom.seen('ping', 1);
    await rig.time.pass(35 * SECOND);
    await wecom.seen('ping', 2);
    expect(rig.states).toEqual(['connecting', 'up']);
    await rig.time.pass(5 * SECOND);
    await rig.becomes('down');
    await rig.time.pass(SECOND);
    await rig.becomes('up');
  });

  test('a kick is no drop: silence for five minutes, then one attempt', async () => {
    await connected();
    wecom.tell(EVENT, 'K1', kickEvent);
    wecom.cut();
    await rig.becomes('kicked');
    await rig.time.pass(5 * MINUTE - 1);
    expect(wecom.framesOf('aibot_subscribe')).toHaveLength(1);
    await rig.time.pass(1);
    await rig.becomes('up');
    expect(wecom.framesOf('aibot_subscribe')).toHaveLength(2);
    expect(rig.received).toEqual([]);
  });

  test('told that it is not subscribed, it begins anew', async () => {
    await connected();
    wecom.next('aibot_send_msg', 846609);
    expect(await rig.send('在')).toMatchObject({ status: 'rejected', code: 846609, fault: 'busy' });
    await rig.becomes('down');
    await rig.time.pass(SECOND);
    await rig.becomes('up');
  });

  test('frames nobody can read do no harm', async () => {
    await connected();
    for (const text of ['', 'hello', '[]', '{"cmd":7}', '{"cmd":"aibot_msg_callback"}', '{"cmd":"moon"}'])
      wecom.say(text);
    wecom.tell(MESSAGE, 'R1', said('3 已完成'));
    expect(await rig.hears(1)).toMatchObject({ content: { type: 'text', text: '3 已完成' } });
    expect(rig.states).toEqual(['connecting', 'up']);
  });
});

describe('sending', () => {
  test('no ack in five seconds: ambiguous, and a late one is nobody else’s', async () => {
    await connected();
    wecom.next('aibot_respond_msg', 'silent');
    const first = rig.send('一', reply());
    const frame = await wecom.seen('aibot_respond_msg');
    await rig.time.pass(5 * SECOND);
    expect(await first).toMatchObject({ status: 'ambiguous' });

    wecom.next('aibot_send_msg', 93006);
    const second = rig.send('二', reply());
    wecom.ack(frame, 0);
    expect(await second).toMatchObject({ status: 'rejected', code: 93006 });
    expect(rig.log.events).toContain('robot_ack_late');
  });

  test('the line is cut after the frame was written: ambiguous, each of them', async () => {
    await connected();
    wecom.next('aibot_send_msg', 'silent', 'silent', 'cut');
    const all = [rig.send('一'), rig.send('二'), rig.send('三')];
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual([
      'ambiguous',
      'ambiguous',
      'ambiguous',
    ]);
    await rig.becomes('down');
    expect(await rig.send('四')).toMatchObject({ status: 'rejected', code: -1000, fault: 'busy' });
  });

  test('acks find their frames in any order', async () => {
    await connected();
    wecom.next('aibot_send_msg', 'silent', 'silent');
    const first = rig.send('一');
    const second = rig.send('二');
    wecom.ack(await wecom.seen('aibot_send_msg', 2), 45009);
    expect(await second).toMatchObject({ status: 'rejected', code: 45009 });
    wecom.ack(await wecom.seen('aibot_send_msg', 1), 0);
    expect(await first).toMatchObject({ status: 'sent' });
  });

  test.each([846605, 846608])('%i to an answer: pushed in the same call', async (errcode) => {
    await connected();
    wecom.next('aibot_respond_msg', errcode);
    expect(await rig.send('已记录', reply())).toMatchObject({ status: 'sent' });
    expect(wecom.framesOf('aibot_send_msg')[0]?.body).toMatchObject({
      chatid: 'wangjianguo',
      chat_type: 1,
      msgtype: 'markdown',
      markdown: { content: '已记录' },
    });
  });

  test('before it is connected nothing is sent', async () => {
    expect(await rig.send('在')).toMatchObject({ status: 'rejected', code: -1000, fault: 'busy' });
    wecom.next('aibot_subscribe', 'silent');
    startRig(rig);
    await wecom.seen('aibot_subscribe');
    expect(await rig.send('在')).toMatchObject({ status: 'rejected', code: -1000 });
    expect(wecom.framesOf('aibot_send_msg')).toEqual([]);
  });
});

describe('hearing', () => {
  test('a message in a group, with an id beyond 2^53', async () => {
    await connected();
    wecom.say(
      `{"cmd":"${MESSAGE}","headers":{"req_id":"R1"},"body":{"msgid":7486291057338421905,"chatid":"wrOgAAAbC","chattype":"group","from":{"userid":"woAJ2GCA"},"msgtype":"text","text":{"content":"@督办助手\u20053 已完成"}}}`,
    );
    expect(await rig.hears(1)).toEqual({
      dedupeKey: `robot:${ROBOT_ID}:7486291057338421905`,
      channel: 'robot',
      senderId: 'woAJ2GCA',
      sentAt: rig.time.clock.now(),
      groupId: 'wrOgAAAbC',
      replyTo: reply(),
      content: { type: 'text', text: '3 已完成' },
    });
  });

  test('the same message twice has one key', async () => {
    await connected();
    wecom.tell(MESSAGE, 'R1', said('3 已完成'));
    wecom.tell(MESSAGE, 'R2', said('3 已完成'));
    const second = await rig.hears(2);
    expect(second.dedupeKey).toBe(rig.received[0]?.dedupeKey);
  });

  test('what cannot be kept now is kept later, in its order', async () => {
    await connected();
    rig.failing = true;
    wecom.tell(MESSAGE, 'R1', said('绝不能进日志一', { msgid: 'M1' }));
    wecom.tell(MESSAGE, 'R2', said('绝不能进日志二', { msgid: 'M2' }));
    await rig.send('在'); // its ack comes behind both
    await rig.time.pass(400);
    rig.failing = false;
    await rig.time.pass(100);
    await rig.hears(2);
    expect(rig.received.map(({ replyTo }) => replyTo?.reqId)).toEqual(['R1', 'R2']);
    expect(rig.log.events).toContain('robot_message_not_taken');
    expect(rig.log.text()).not.toContain('绝不能进日志');
    expect(rig.states).toEqual(['connecting', 'up']);
  });

  test('what is being kept when it stops is waited for', async () => {
    await connected();
    rig.failing = true;
    wecom.tell(MESSAGE, 'R1', said('3 已完成'));
    await rig.send('在');
    rig.failing = false;
    await rig.robot.stop();
    expect(rig.received).toHaveLength(1);
  });
});

describe('uploading', () => {
  const report = { fileName: '整改报告.docx', data: Buffer.alloc(600 * 1024, '整改') };

  test('a chunk whose ack is lost is sent again', async () => {
    await connected();
    wecom.next('aibot_upload_media_chunk', 0, 'silent');
    const done = rig.robot.upload('file', report);
    await wecom.seen('aibot_upload_media_chunk', 2);
    await rig.time.pass(15 * SECOND);
    await rig.time.pass(2 * SECOND);
    expect(await done).toEqual({ status: 'uploaded', mediaId: 'm1' });
    expect(wecom.framesOf('aibot_upload_media_chunk').map(({ body }) => body['chunk_index'])).toEqual([
      0, 1, 1,
    ]);
  });

  test('it goes on over the next connection', async () => {
    await connected();
    wecom.next('aibot_upload_media_chunk', 'cut');
    const done = rig.robot.upload('file', report);
    await rig.becomes('down');
    await rig.time.pass(SECOND);
    await rig.becomes('up');
    await rig.time.pass(2 * SECOND);
    expect(await done).toEqual({ status: 'uploaded', mediaId: 'm1' });
    expect(
      wecom
        .framesOf('aibot_upload_media_chunk')
        .map(({ body, connection }) => [connection, body['upload_id'], body['chunk_index']]),
    ).toEqual([
      [1, 'u1', 0],
      [2, 'u1', 0],
      [2, 'u1', 1],
    ]);
  });
});

describe('one owner', () => {
  test('without the lease nothing is connected, and nothing said about the state', async () => {
    const standby = robotRig(wecom.url, { lease: aLease(false) });
    startRig(standby);
    await standby.time.pass(MINUTE);
    expect(wecom.openConnections()).toBe(0);
    expect(standby.states).toEqual([]);
    expect(standby.robot.state()).toBeNull();
    await standby.robot.stop();
  });

  test('the lease is lost: the connection closes at once, another takes over within seconds', async () => {
    const lease = aLease(false);
    const standby = robotRig(wecom.url, { lease, time: rig.time });
    await connected();
    startRig(standby);
    await rig.time.pass(0);
    wecom.next('aibot_send_msg', 'silent');
    const waiting = rig.send('在');
    await wecom.seen('aibot_send_msg');
    rig.lease.free = false;
    rig.lease.lose();
    lease.free = true;
    expect(await waiting).toMatchObject({ status: 'ambiguous' });
    expect(rig.states.at(-1)).toBeNull();
    expect(await rig.send('在')).toMatchObject({ status: 'rejected', code: -1000 });
    await rig.time.pass(10 * SECOND);
    await standby.becomes('up');
    expect(wecom.closeCodes).toEqual([1000]);
    expect(rig.states).toEqual(['connecting', 'up', null]);
    await standby.robot.stop();
  });

  test('when it stops, it waits for acks, says goodbye and frees the lease', async () => {
    await connected();
    wecom.next('aibot_send_msg', 'silent');
    const waiting = rig.send('在');
    const frame = await wecom.seen('aibot_send_msg');
    const stopped = rig.robot.stop();
    expect(await rig.send('太晚')).toMatchObject({ status: 'rejected', code: -1000 });
    wecom.ack(frame);
    expect(await waiting).toMatchObject({ status: 'sent' });
    await stopped;
    expect(rig.time.next()).toBeNull();
    expect(wecom.closeCodes).toEqual([1000]);
    expect(rig.lease.held()).toBe(false);
    expect(rig.states.at(-1)).toBe('down');
    await rig.time.pass(10 * MINUTE);
    expect(wecom.framesOf('aibot_subscribe')).toHaveLength(1);
  });
});
