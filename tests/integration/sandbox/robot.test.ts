import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { aConnection, aRobot, aRobotSandbox, card, CREDENTIALS, markdown, pushTo, ROBOT } from './a-robot.ts';
import type { RobotClient } from './a-robot.ts';
import { aCorp, aSandbox, HOUR, MINUTE } from './a-sandbox.ts';
import type { Json, TestSandbox } from './a-sandbox.ts';

const SECOND = 1000;

/** A subscribed robot to whom 李四 has written, and the req_id of that message. */
async function afterHello(): Promise<{ sandbox: TestSandbox; robot: RobotClient; reqId: string }> {
  const sandbox = await aRobotSandbox();
  const robot = await aRobot(sandbox);
  await sandbox.control('POST', '/robot/lisi/text', { content: '在吗' });
  return { sandbox, robot, reqId: (await robot.told()).headers.req_id };
}

describe('连接', () => {
  test.each<[string, Json, number]>([
    ['对的', CREDENTIALS, 0],
    ['密钥不对', { ...CREDENTIALS, secret: 'wrong' }, 853000],
    ['机器人不对', { ...CREDENTIALS, bot_id: 'aibOther' }, 853000],
  ])('订阅：%s → %s', async (_, body, errcode) => {
    const client = await aConnection(await aRobotSandbox());
    expect(await client.ask('aibot_subscribe', body, 's1')).toMatchObject({
      headers: { req_id: 's1' },
      errcode,
    });
    expect((await client.ask('ping')).errcode).toBe(errcode === 0 ? 0 : 846609);
  });

  test.each(['ping', 'aibot_send_msg', 'aibot_respond_msg', 'aibot_upload_media_init', 'no_such_cmd'])(
    '先 %s 后订阅 → 846609',
    async (cmd) => {
      const client = await aConnection(await aRobotSandbox());
      expect((await client.ask(cmd, pushTo('lisi'))).errcode).toBe(846609);
    },
  );

  test('一分钟里第 11 次订阅 → 45009；过一分钟又可以', async () => {
    const sandbox = await aRobotSandbox();
    const client = await aConnection(sandbox);
    const codes: number[] = [];
    for (let n = 0; n < 11; n += 1) {
      const body = n % 2 === 0 ? CREDENTIALS : { ...CREDENTIALS, secret: 'wrong' };
      codes.push((await client.ask('aibot_subscribe', body)).errcode);
    }
    expect(codes.slice(8)).toEqual([0, 853000, 45009]);
    sandbox.clock.pass(MINUTE);
    expect((await client.ask('aibot_subscribe', CREDENTIALS)).errcode).toBe(0);
  });

  test('后来的踢掉先来的：先收到 disconnected_event，再断开', async () => {
    const sandbox = await aRobotSandbox();
    const first = await aRobot(sandbox);
    const second = await aRobot(sandbox);
    expect((await first.told()).body).toMatchObject({
      aibotid: ROBOT.id,
      msgtype: 'event',
      event: { eventtype: 'disconnected_event' },
    });
    await first.closed;
    await sandbox.control('POST', '/robot/lisi/text', { content: '谁在' });
    expect((await second.told()).body).toMatchObject({ text: { content: '谁在' } });
  });

  test('控制接口：踢掉、切断；没有连接 → 409', async () => {
    const sandbox = await aRobotSandbox();
    expect((await sandbox.control('POST', '/robot/kick')).status).toBe(409);
    const kicked = await aRobot(sandbox);
    expect((await sandbox.control('GET', '/robot')).body).toEqual({
      id: ROBOT.id,
      names: ROBOT.names,
      idKind: 'plain',
      since: sandbox.clock.now().toISOString(),
    });
    expect((await sandbox.control('POST', '/robot/kick')).status).toBe(200);
    expect((await kicked.told()).body).toMatchObject({ event: { eventtype: 'disconnected_event' } });
    await kicked.closed;
    const dropped = await aRobot(sandbox);
    expect((await sandbox.control('POST', '/robot/drop')).status).toBe(200);
    await dropped.closed;
    expect(dropped.waiting()).toBe(0);
    expect((await sandbox.control('GET', '/robot')).body.since).toBeNull();
  });

  test('90 秒不出声就断开；出过声的重新计时', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const sandbox = await aRobotSandbox();
    const silent = await aConnection(sandbox);
    const lively = await aRobot(sandbox);
    vi.advanceTimersByTime(60 * SECOND);
    await lively.ask('ping');
    vi.advanceTimersByTime(30 * SECOND);
    await silent.closed;
    expect((await lively.ask('ping')).errcode).toBe(0);
    vi.advanceTimersByTime(90 * SECOND);
    await lively.closed;
  });

  test('没有机器人的企业：连不上，控制接口 404', async () => {
    const sandbox = await aSandbox({ corp: aCorp() });
    await expect(aConnection(sandbox)).rejects.toThrow('404');
    expect((await sandbox.control('POST', '/robot/lisi/text', { content: '在吗' })).status).toBe(404);
  });

  test('别的路径不能升级', async () => {
    const sandbox = await aRobotSandbox();
    await expect(aConnection({ ...sandbox, url: `${sandbox.url}/other` })).rejects.toThrow('404');
  });
});

describe('主动推送', () => {
  test('对方先写过，才推得到；进入会话不算', async () => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    expect((await robot.ask('aibot_send_msg', pushTo('lisi'))).errcode).toBe(93006);
    await sandbox.control('POST', '/robot/lisi/enter');
    expect((await robot.ask('aibot_send_msg', pushTo('lisi'))).errcode).toBe(93006);
    await sandbox.control('POST', '/robot/lisi/text', { content: '在吗' });
    expect((await robot.ask('aibot_send_msg', pushTo('lisi'))).errcode).toBe(0);
    const [, pushed] = await sandbox.chat('robot/lisi');
    expect(pushed).toMatchObject({
      direction: 'out',
      sender: { id: ROBOT.id, name: '督办小助' },
      msgtype: 'markdown',
      payload: { content: '**请今日反馈**' },
      api: 'robot/aibot_send_msg',
    });
    expect(await sandbox.chat('people/lisi')).toEqual([]);
  });

  test.each<[string, Json]>([
    ['大小写不对', pushTo('LiSi')],
    ['带前缀', pushTo('user:lisi')],
    ['当成群', pushTo('lisi', markdown('在'), 2)],
    ['没这个人', pushTo('nobody')],
    ['没写过的人', pushTo('wangwu')],
    ['没 @ 过的群', pushTo('lingdao', markdown('在'), 2)],
    ['用机器人自己的号', pushTo(ROBOT.id)],
  ])('%s → 93006', async (_, body) => {
    const { robot } = await afterHello();
    expect((await robot.ask('aibot_send_msg', body)).errcode).toBe(93006);
  });

  test('加密的 userid：只认收到的那一个', async () => {
    const sandbox = await aRobotSandbox({ robot: { idKind: 'encrypted' } });
    const robot = await aRobot(sandbox);
    await sandbox.control('POST', '/robot/lisi/text', { content: '在吗' });
    await sandbox.control('POST', '/robot/lisi/enter');
    const { userid } = (await robot.told()).body.from as { userid: string };
    expect(userid).toMatch(/^wo[\w-]{30,}$/);
    expect((await robot.told()).body.from).toEqual({ userid });
    expect((await robot.ask('aibot_send_msg', pushTo('lisi'))).errcode).toBe(93006);
    expect((await robot.ask('aibot_send_msg', pushTo(userid))).errcode).toBe(0);
    expect(await sandbox.chat('robot/lisi')).toHaveLength(2);
  });

  test.each<[string, Json, number]>([
    ['纯文本', { msgtype: 'text', text: { content: '在' } }, 40008],
    ['流式', { msgtype: 'stream', stream: { id: 's', finish: true, content: '在' } }, 40008],
    ['markdown_v2', { msgtype: 'markdown_v2', markdown_v2: { content: '在' } }, 40008],
    ['空的', markdown(''), 93017],
    ['正好 20480 字节', markdown(`${'督'.repeat(6826)}ab`), 0],
    ['多一个字节', markdown(`${'督'.repeat(6826)}abc`), 40058],
    ['没有这个素材', { msgtype: 'file', file: { media_id: 'none' } }, 40007],
  ])('内容：%s → %s', async (_, content, errcode) => {
    const { robot } = await afterHello();
    expect((await robot.ask('aibot_send_msg', pushTo('lisi', content))).errcode).toBe(errcode);
  });

  test('回复和推送合计：一个会话一分钟 30 条，别的会话不受影响', async () => {
    const { sandbox, robot, reqId } = await afterHello();
    await sandbox.control('POST', '/robot/wangwu/text', { content: '在吗' });
    const codes: number[] = [];
    for (let n = 0; n < 31; n += 1) {
      const isReply = n % 2 === 0;
      const body = isReply ? markdown(`第 ${n} 条`) : pushTo('lisi');
      const cmd = isReply ? 'aibot_respond_msg' : 'aibot_send_msg';
      codes.push((await robot.ask(cmd, body, isReply ? reqId : `p${n}`)).errcode);
    }
    expect(codes.slice(28)).toEqual([0, 0, 45009]);
    expect((await robot.ask('aibot_send_msg', pushTo('wangwu'))).errcode).toBe(0);
    sandbox.clock.pass(MINUTE);
    expect((await robot.ask('aibot_send_msg', pushTo('lisi'))).errcode).toBe(0);
  });

  test('一小时 1000 条', async () => {
    const { sandbox, robot } = await afterHello();
    for (let n = 0; n < 1000; n += 1) {
      if (n % 30 === 0) sandbox.clock.pass(MINUTE);
      await robot.ask('aibot_send_msg', pushTo('lisi'));
    }
    sandbox.clock.pass(MINUTE);
    expect((await robot.ask('aibot_send_msg', pushTo('lisi'))).errcode).toBe(45009);
    sandbox.clock.pass(HOUR);
    expect((await robot.ask('aibot_send_msg', pushTo('lisi'))).errcode).toBe(0);
  });
});

describe('回复', () => {
  test('同一个 req_id 可以回多条；24 小时后 → 846605', async () => {
    const { sandbox, robot, reqId } = await afterHello();
    const respond = async (): Promise<number> =>
      (await robot.ask('aibot_respond_msg', markdown('收到'), reqId)).errcode;
    expect([await respond(), await respond()]).toEqual([0, 0]);
    sandbox.clock.pass(24 * HOUR - 1);
    expect(await respond()).toBe(0);
    sandbox.clock.pass(1);
    expect(await respond()).toBe(846605);
    expect(await sandbox.chat('robot/lisi')).toHaveLength(4);
  });

  test('重连以后 req_id 还能用；没发过的 → 846605', async () => {
    const { sandbox, robot, reqId } = await afterHello();
    robot.socket.terminate();
    const again = await aRobot(sandbox);
    expect((await again.ask('aibot_respond_msg', markdown('收到'), reqId)).errcode).toBe(0);
    expect((await again.ask('aibot_respond_msg', markdown('收到'), 'never')).errcode).toBe(846605);
  });

  test.each<[string, Json, number]>([
    ['纯文本', { msgtype: 'text', text: { content: '收到' } }, 40008],
    ['流和卡片一起', { msgtype: 'stream_with_template_card', stream: { id: 's' } }, 40008],
    ['markdown', markdown('收到'), 0],
    ['一次说完的流', { msgtype: 'stream', stream: { id: 's', finish: true, content: '收到' } }, 0],
    ['流里带图', { msgtype: 'stream', stream: { id: 's', finish: true, content: '', msg_item: [] } }, 40058],
    ['流太长', { msgtype: 'stream', stream: { id: 's', content: 'a'.repeat(20_481) } }, 40058],
    ['卡片', card(), 0],
  ])('%s → %s', async (_, body, errcode) => {
    const { robot, reqId } = await afterHello();
    expect((await robot.ask('aibot_respond_msg', body, reqId)).errcode).toBe(errcode);
  });

  test('流：每一帧替换全文；说完或过了 10 分钟 → 846608', async () => {
    const { sandbox, robot, reqId } = await afterHello();
    const say = async (id: string, content: string, finish = false): Promise<number> =>
      (await robot.ask('aibot_respond_msg', { msgtype: 'stream', stream: { id, content, finish } }, reqId))
        .errcode;
    expect([await say('s1', '正在'), await say('s1', '正在查'), await say('s1', '共 3 项', true)]).toEqual([
      0, 0, 0,
    ]);
    expect((await sandbox.chat('robot/lisi')).slice(1)).toMatchObject([
      { msgtype: 'stream', payload: { content: '共 3 项', finish: true } },
    ]);
    expect(await say('s1', '再说一句')).toBe(846608);
    await say('s2', '在想');
    sandbox.clock.pass(10 * MINUTE);
    expect(await say('s2', '想好了', true)).toBe(846608);
  });

  test('欢迎语：5 秒之内，一次；不能用来回消息，回消息的也不能用来欢迎', async () => {
    const { sandbox, robot, reqId } = await afterHello();
    const text = { msgtype: 'text', text: { content: '您好，回复“待办”查看任务' } };
    const welcome = async (id: string, body: Json = text): Promise<number> =>
      (await robot.ask('aibot_respond_welcome_msg', body, id)).errcode;
    expect(await welcome(reqId)).toBe(846605);
    await sandbox.control('POST', '/robot/lisi/enter');
    const entered = await robot.told();
    expect(entered.body).toMatchObject({ from: { userid: 'lisi' }, event: { eventtype: 'enter_chat' } });
    expect(entered.body).not.toHaveProperty('chattype');
    const id = entered.headers.req_id;
    expect((await robot.ask('aibot_respond_msg', markdown('您好'), id)).errcode).toBe(846605);
    expect(await welcome(id, markdown('您好'))).toBe(40008);
    expect([await welcome(id), await welcome(id)]).toEqual([0, 846605]);
    await sandbox.control('POST', '/robot/wangwu/enter');
    const late = (await robot.told()).headers.req_id;
    sandbox.clock.pass(5 * SECOND);
    expect(await welcome(late)).toBe(846605);
  });

  test('同一天第二次进入，机器人不再知道；第二天又知道', async () => {
    const sandbox = await aRobotSandbox();
    await aRobot(sandbox);
    const enter = async (): Promise<unknown> =>
      (await sandbox.control('POST', '/robot/lisi/enter')).body.delivery;
    expect([await enter(), await enter()]).toEqual(['sent', 'not_again']);
    sandbox.clock.pass(15 * HOUR); // 09:10 + 15 h is past midnight in Shanghai.
    expect(await enter()).toBe('sent');
  });
});
