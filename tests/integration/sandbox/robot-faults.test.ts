import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { aConnection, aRobot, aRobotSandbox, card, CREDENTIALS, markdown, pushTo, ROBOT } from './a-robot.ts';
import type { RobotClient } from './a-robot.ts';
import type { Json, TestSandbox } from './a-sandbox.ts';

const PATH = 'robot/aibot_send_msg';

async function withFault(fault: Json): Promise<{ sandbox: TestSandbox; robot: RobotClient }> {
  const sandbox = await aRobotSandbox();
  const robot = await aRobot(sandbox);
  await sandbox.control('POST', '/robot/lisi/text', { content: '在吗' });
  await robot.told();
  await sandbox.control('POST', '/faults', { path: PATH, times: 1, ...fault });
  return { sandbox, robot };
}

const pushed = async (sandbox: TestSandbox): Promise<number> => (await sandbox.chat('robot/lisi')).length - 1;

describe('注入故障', () => {
  test('错误码：不执行；次数用完恢复', async () => {
    const { sandbox, robot } = await withFault({ errcode: 846609 });
    const codes = [
      await robot.ask('aibot_send_msg', pushTo('lisi')),
      await robot.ask('aibot_send_msg', pushTo('lisi')),
    ];
    expect(codes.map(({ errcode }) => errcode)).toEqual([846609, 0]);
    expect(await pushed(sandbox)).toBe(1);
  });

  test.each([
    ['before', 0, null],
    ['after', 1, 0],
  ])('断线 %s：没有回执，消息显示 %i 条', async (cut, shown, errcode) => {
    const { sandbox, robot } = await withFault({ cut });
    void robot.ask('aibot_send_msg', pushTo('lisi'));
    await robot.closed;
    expect(await pushed(sandbox)).toBe(shown);
    const call = (await sandbox.calls(`path=${PATH}`)).at(-1);
    expect(call).toMatchObject({ status: 0, fault: { cut } });
    expect(call?.answer?.errcode ?? null).toBe(errcode);
    expect((await sandbox.control('GET', '/robot')).body.since).toBeNull();
  });

  test('回执迟到：当时就执行了', async () => {
    const { sandbox, robot } = await withFault({ delayMs: 200 });
    const ack = robot.ask('aibot_send_msg', pushTo('lisi'));
    await expect.poll(() => pushed(sandbox)).toBe(1);
    expect(await Promise.race([ack, Promise.resolve('pending')])).toBe('pending');
    expect((await ack).errcode).toBe(0);
  });

  test('订阅没有回执，心跳没有回应：迟到得很久', async () => {
    const sandbox = await aRobotSandbox();
    await sandbox.control('POST', '/faults', { path: 'robot/*', times: 2, delayMs: 3_600_000 });
    const client = await aConnection(sandbox);
    const acks = [client.ask('aibot_subscribe', CREDENTIALS, 's'), client.ask('ping', {}, 'p')];
    expect((await client.ask('ping')).errcode).toBe(0);
    expect(await Promise.race([...acks, Promise.resolve('pending')])).toBe('pending');
  });

  test.each(['before', 'after'])('正要告诉机器人时断线（%s）', async (cut) => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    await sandbox.control('POST', '/faults', { path: 'robot/aibot_msg_callback', times: 1, cut });
    const said = await sandbox.control('POST', '/robot/lisi/text', { content: '12 已完成' });
    await robot.closed;
    expect(said.body.delivery).toBe(cut === 'before' ? 'lost' : 'sent');
    expect(robot.waiting()).toBe(cut === 'before' ? 0 : 1);
  });

  test.each<[Json, string]>([
    [{ path: 'robots/x', errcode: 1 }, 'path'],
    [{ path: PATH, status: 502 }, 'status'],
  ])('%j → 400', async (fault, word) => {
    const sandbox = await aRobotSandbox();
    const answer = await sandbox.control('POST', '/faults', fault);
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(word) } });
  });
});

describe('记录', () => {
  test('每一帧都在，密钥从不出现', async () => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    await robot.ask('aibot_subscribe', { bot_id: ROBOT.id, secret: 'another-secret' });
    await robot.ask('aibot_send_msg', pushTo('lisi'), 'p1');
    robot.socket.send(`{"cmd":"aibot_subscribe","body":{"secret":"${ROBOT.secret}"`);
    await robot.ask('ping');
    const calls = await sandbox.calls();
    expect(calls.map(({ path }) => path)).toEqual([
      'robot/aibot_subscribe',
      'robot/aibot_subscribe',
      'robot/aibot_send_msg',
      'robot/',
      'robot/ping',
    ]);
    expect(calls[0]).toMatchObject({ method: 'WS', body: { bot_id: ROBOT.id, secret: '****' }, status: 200 });
    expect(calls[2]).toMatchObject({
      query: { req_id: 'p1' },
      body: pushTo('lisi'),
      answer: { errcode: 93006 },
    });
    for (const secret of [ROBOT.secret, 'another-secret'])
      expect(JSON.stringify(calls)).not.toContain(secret);
  });

  test('消息里有它的调用序号', async () => {
    const { sandbox, robot } = await withFault({ path: '/nothing', errcode: 1 });
    await robot.ask('aibot_send_msg', pushTo('lisi'));
    const message = (await sandbox.chat('robot/lisi')).at(-1);
    expect((await sandbox.calls(`path=${PATH}`))[0]?.seq).toBe(message?.callSeq);
  });
});

function aJournal(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'journal.jsonl');
}

test('重启后一切都在：会话、丢失的、卡片、流、写过的人、req_id、频率、调用记录', async () => {
  const journalFile = aJournal();
  const before = await aRobotSandbox({ journalFile });
  await before.control('POST', '/robot/wangwu/text', { content: '有人吗' });
  const robot = await aRobot(before);
  await before.control('POST', '/robot/lisi/text', { content: '在吗' });
  const reqId = (await robot.told()).headers.req_id;
  await robot.ask('aibot_send_msg', pushTo('lisi', card()));
  await before.control('POST', '/robot/lisi/click', { taskId: 't12_r1', key: 'done' });
  const pressed = (await robot.told()).headers.req_id;
  const update = { response_type: 'update_template_card', ...card({ main_title: { title: '12 已销号' } }) };
  await robot.ask('aibot_respond_update_msg', update, pressed);
  await robot.ask('aibot_respond_msg', stream('在想', false), reqId);
  await robot.ask('aibot_respond_msg', stream('想好了', true), reqId);
  for (let n = 0; n < 28; n += 1) await robot.ask('aibot_send_msg', pushTo('lisi'));
  const seen = await everything(before);
  await before.close();

  const after = await aRobotSandbox({ journalFile });
  expect(await everything(after)).toEqual(seen);
  const again = await aRobot(after);
  const codes = [
    await again.ask('aibot_send_msg', pushTo('lisi')),
    await again.ask('aibot_send_msg', pushTo('wangwu')),
    await again.ask('aibot_respond_update_msg', update, pressed),
    await again.ask('aibot_respond_msg', stream('再想想', true), reqId),
    await again.ask('aibot_send_msg', pushTo('wangwu', card())),
  ].map(({ errcode }) => errcode);
  expect(codes).toEqual([45009, 0, 846605, 846608, 42014]);
});

test('reset：机器人的会话、task_id、写过的人都忘掉，连接还在', async () => {
  const { sandbox, robot } = await withFault({ errcode: -1 });
  await sandbox.control('POST', '/reset');
  expect(await sandbox.chat('robot/lisi')).toEqual([]);
  expect((await robot.ask('aibot_send_msg', pushTo('lisi', markdown('在')))).errcode).toBe(93006);
});

const stream = (content: string, finish: boolean): Json => ({
  msgtype: 'stream',
  stream: { id: 's', content, finish },
});

function everything({ control }: TestSandbox): Promise<unknown> {
  const chats = ['/robot/lisi/messages', '/robot/wangwu/messages'];
  return Promise.all(['/people', '/groups', '/calls', ...chats].map((path) => control('GET', path)));
}
