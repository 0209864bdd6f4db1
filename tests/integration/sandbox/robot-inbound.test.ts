import { createDecipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { aRobot, aRobotSandbox, card, pushTo, ROBOT } from './a-robot.ts';
import { MINUTE, PNG } from './a-sandbox.ts';
import type { Json, TestSandbox } from './a-sandbox.ts';

const say = async ({ control }: TestSandbox, path: string, body: Json = {}): Promise<Json> =>
  (await control('POST', path, body)).body;

describe('单聊', () => {
  test('文字', async () => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    const done = await say(sandbox, '/robot/LISI/text', { content: '12 已完成' });
    const told = await robot.told();
    expect(told).toEqual({
      cmd: 'aibot_msg_callback',
      headers: { req_id: done.reqId },
      body: {
        msgid: done.msgid,
        aibotid: ROBOT.id,
        chattype: 'single',
        from: { userid: 'lisi' },
        msgtype: 'text',
        text: { content: '12 已完成' },
      },
    });
    expect(done.delivery).toBe('sent');
    expect(await sandbox.chat('robot/lisi')).toMatchObject([
      { direction: 'in', sender: { name: '李四' }, msgtype: 'text', payload: { content: '12 已完成' } },
    ]);
  });

  test('语音只有转写', async () => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    await say(sandbox, '/robot/lisi/voice', { content: '十二号办完了' });
    expect((await robot.told()).body).toMatchObject({ msgtype: 'voice', voice: { content: '十二号办完了' } });
  });

  test('引用：只有内容；引用卡片，只有标题', async () => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    await say(sandbox, '/robot/lisi/text', { content: '在吗' });
    await robot.ask('aibot_send_msg', pushTo('lisi', card()));
    await say(sandbox, '/robot/lisi/text', { content: '已完成', quote: 2 });
    await robot.told();
    expect((await robot.told()).body).toMatchObject({
      text: { content: '已完成' },
      quote: { msgtype: 'text', text: { content: '12 河道排污口整改' } },
    });
    expect((await sandbox.chat('robot/lisi')).at(-1)?.payload.quoted).toBe('12 河道排污口整改');
    expect(await sandbox.control('POST', '/robot/lisi/text', { content: '好', quote: 99 })).toMatchObject({
      status: 404,
    });
  });

  test.each<[string, Json]>([
    ['/robot/lisi/text', { content: '' }],
    ['/robot/lisi/voice', {}],
    ['/robot/lisi/image', { base64: 'AAAA' }],
    ['/robot/lisi/image', { aeskey: 'base32' }],
    ['/robot/lisi/file', { filename: '台账.xlsx' }],
    ['/robot/lisi/mixed', { items: [] }],
    ['/groups/lingdao/text', { userid: 'lisi', content: '好', mention: '别人' }],
    ['/groups/lingdao/text', { userid: 'lisi', content: '好', mention: true, separator: 'tab' }],
  ])('%s %j → 400', async (path, body) => {
    const sandbox = await aRobotSandbox();
    expect(await sandbox.control('POST', path, body)).toMatchObject({
      status: 400,
      body: { error: expect.any(String) },
    });
    expect(await sandbox.chat('robot/lisi')).toEqual([]);
  });

  test('没有这个人 → 404', async () => {
    const sandbox = await aRobotSandbox();
    expect(await sandbox.control('POST', '/robot/nobody/text', { content: '在吗' })).toMatchObject({
      status: 404,
    });
    expect(await sandbox.control('GET', '/robot/nobody/messages')).toMatchObject({ status: 404 });
  });

  test('没有连接：消息丢失，记录在案，连上以后也不补', async () => {
    const sandbox = await aRobotSandbox();
    expect((await say(sandbox, '/robot/lisi/text', { content: '12 已完成' })).delivery).toBe('lost');
    const robot = await aRobot(sandbox);
    expect((await say(sandbox, '/robot/lisi/text', { content: '在吗' })).delivery).toBe('sent');
    expect((await robot.told()).body).toMatchObject({ text: { content: '在吗' } });
    expect((await sandbox.chat('robot/lisi')).map(({ lost }) => lost)).toEqual([true, undefined]);
  });

  test('同一条回调再来一次：msgid 和 req_id 都一样', async () => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    expect((await sandbox.control('POST', '/robot/repeat')).status).toBe(409);
    await say(sandbox, '/robot/lisi/text', { content: '12 已完成' });
    await say(sandbox, '/robot/repeat');
    expect(await robot.told()).toEqual(await robot.told());
    expect(await sandbox.chat('robot/lisi')).toHaveLength(1);
  });
});

describe('群聊', () => {
  test.each([
    ['space', '@督办小助 本周情况'],
    ['u2005', '@督办小助\u2005本周情况'],
    ['nbsp', '@督办小助\u00a0本周情况'],
    ['none', '@督办小助本周情况'],
  ])('@ 以后隔着 %s', async (separator, content) => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    const body = { userid: 'lisi', content: '本周情况', mention: true, separator };
    expect((await say(sandbox, '/groups/lingdao/text', body)).delivery).toBe('sent');
    expect((await robot.told()).body).toMatchObject({
      chatid: 'lingdao',
      chattype: 'group',
      from: { userid: 'lisi' },
      text: { content },
    });
  });

  test('用旧名字 @', async () => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    await say(sandbox, '/groups/lingdao/text', { userid: 'lisi', content: '在吗', mention: '督办机器人' });
    expect((await robot.told()).body).toMatchObject({ text: { content: '@督办机器人 在吗' } });
  });

  test('不 @ 就听不到，群里看得到；不是群成员不能说话', async () => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    const aside = { userid: 'lisi', content: '中午吃什么' };
    expect(await say(sandbox, '/groups/lingdao/text', aside)).toEqual({
      delivery: 'unaddressed',
      reqId: null,
      msgid: null,
    });
    const outsider = { userid: 'ZhangSan', content: '在吗', mention: true };
    expect((await sandbox.control('POST', '/groups/lingdao/text', outsider)).status).toBe(404);
    expect((await robot.ask('aibot_send_msg', pushTo('lingdao', undefined, 2))).errcode).toBe(93006);
    expect(robot.waiting()).toBe(0);
    expect(await sandbox.chat('groups/lingdao')).toMatchObject([{ payload: { content: '中午吃什么' } }]);
  });

  test('@ 过以后：回复、推送都进这个群；chat_type 不写，先当群', async () => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    const items = [{ content: '看这张' }, { base64: PNG.toString('base64') }];
    await say(sandbox, '/groups/lingdao/mixed', { userid: 'wangwu', items, mention: true });
    const told = await robot.told();
    expect(told.body.mixed).toMatchObject({
      msg_item: [
        { msgtype: 'text', text: { content: '@督办小助 ' } },
        { msgtype: 'text', text: { content: '看这张' } },
        { msgtype: 'image', image: { url: expect.any(String), aeskey: expect.any(String) } },
      ],
    });
    const markdown = { msgtype: 'markdown', markdown: { content: '收到' } };
    const codes = [
      await robot.ask('aibot_respond_msg', markdown, told.headers.req_id),
      await robot.ask('aibot_send_msg', { chatid: 'lingdao', ...markdown }),
      await robot.ask('aibot_send_msg', pushTo('LINGDAO', markdown, 2)),
    ].map(({ errcode }) => errcode);
    expect(codes).toEqual([0, 0, 93006]);
    expect(await sandbox.chat('groups/lingdao')).toHaveLength(3);
    expect(await sandbox.chat('robot/wangwu')).toEqual([]);
  });
});

const unseal = (sealed: Buffer, key: Buffer): Buffer => {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()]);
  return padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
};

describe('收到的素材', () => {
  test.each<[string, RegExp, BufferEncoding]>([
    ['padded', /^[\w+/]{43}=$/, 'base64'],
    ['unpadded', /^[\w+/]{43}$/, 'base64'],
    ['urlsafe', /^[\w-]{43}$/, 'base64url'],
    ['hex', /^[0-9a-f]{64}$/, 'hex'],
  ])('图片，aeskey 写成 %s', async (aeskey, form, encoding) => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    await say(sandbox, '/robot/lisi/image', { base64: PNG.toString('base64'), aeskey });
    const image = (await robot.told()).body.image as { url: string; aeskey: string };
    expect(image.aeskey).toMatch(form);
    const sealed = Buffer.from(await (await fetch(image.url)).arrayBuffer());
    expect(sealed.length % 32).toBe(0);
    expect(unseal(sealed, Buffer.from(image.aeskey, encoding))).toEqual(PNG);
  });

  test('文件：名字只在下载头里；地址 5 分钟后失效；应用的接口取不到它', async () => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    const base64 = Buffer.from('整改台账').toString('base64');
    await say(sandbox, '/robot/lisi/file', { filename: '台账 一.xlsx', base64 });
    const { file } = (await robot.told()).body as { file?: { url: string; aeskey: string } };
    expect(Object.keys(file ?? {})).toEqual(['url', 'aeskey']);
    const answer = await fetch(file?.url ?? '');
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('台账 一.xlsx'));
    const key = Buffer.from(file?.aeskey ?? '', 'base64');
    expect(unseal(Buffer.from(await answer.arrayBuffer()), key).toString()).toBe('整改台账');
    const mediaId = (await sandbox.chat('robot/lisi'))[0]?.payload.media_id;
    expect((await sandbox.api('media/get', undefined, { media_id: String(mediaId) })).errcode).toBe(40007);
    sandbox.clock.pass(5 * MINUTE);
    expect((await fetch(file?.url ?? '')).status).toBe(403);
  });
});
