import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { aListener, field } from './a-listener.ts';
import { textTo } from './a-message.ts';
import { aCorp, answerOf, aSandbox, CREDENTIALS } from './a-sandbox.ts';
import type { Json, TestSandbox } from './a-sandbox.ts';

describe('人来人往', () => {
  test('入职：通讯录里有了，应用收到 subscribe；离职：哪里都没有了，应用收到 unsubscribe', async () => {
    const bot = await aListener(aCorp());
    const { api, control } = await aSandbox({ callback: bot });
    const joined = { userid: 'zhaoliu', name: '赵六', department: [2], directLeader: 'lisi' };
    expect(await control('POST', '/people', joined)).toMatchObject({
      status: 200,
      body: { person: joined, callback: { status: 200 } },
    });
    expect(await api('user/get', undefined, { userid: 'zhaoliu' })).toMatchObject({
      name: '赵六',
      direct_leader: ['lisi'],
    });
    expect((await api('message/send', textTo('zhaoliu', '欢迎'))).errcode).toBe(0);

    expect((await control('DELETE', '/people/ZHAOLIU')).status).toBe(200);
    expect((await api('user/get', undefined, { userid: 'zhaoliu' })).errcode).toBe(60111);
    expect((await api('message/send', textTo('zhaoliu', '再见'))).errcode).toBe(81013);
    expect(bot.heard.map(({ xml }) => [field(xml, 'Event'), field(xml, 'FromUserName')])).toEqual([
      ['subscribe', 'zhaoliu'],
      ['unsubscribe', 'zhaoliu'],
    ]);
  });

  test('离职的人不再是谁的领导，也不在任何群里', async () => {
    const { api, control } = await aSandbox();
    await control('POST', '/people/wangwu/leader', { directLeader: 'lisi' });
    await api('appchat/create', { chatid: 'db1', owner: 'wangwu', userlist: ['lisi', 'wangwu', 'ZhangSan'] });
    await control('DELETE', '/people/lisi');
    expect((await api('department/get', undefined, { id: '2' })).department).toMatchObject({
      department_leader: [],
    });
    expect(await api('user/get', undefined, { userid: 'wangwu' })).toMatchObject({ direct_leader: [] });
    const { body } = await control('GET', '/groups');
    expect(body).toMatchObject([
      { id: 'lingdao', members: [{ userid: 'wangwu' }] },
      { id: 'db1', members: [{ userid: 'wangwu' }, { userid: 'ZhangSan' }] },
    ]);
  });

  test('换领导：直接上级，和负责的部门', async () => {
    const { api, control } = await aSandbox();
    await control('POST', '/people/ZhangSan/leader', { directLeader: 'wangwu', leads: [2, 3] });
    expect(await api('user/get', undefined, { userid: 'ZhangSan' })).toMatchObject({
      direct_leader: ['wangwu'],
      is_leader_in_dept: [1],
    });
    expect((await api('department/get', undefined, { id: '2' })).department).toMatchObject({
      department_leader: ['lisi', 'ZhangSan'],
    });
    await control('POST', '/people/ZhangSan/leader', { directLeader: null });
    expect(await api('user/get', undefined, { userid: 'ZhangSan' })).toMatchObject({ direct_leader: [] });
  });

  test('停用：还列在通讯录里，但收不到了', async () => {
    const bot = await aListener(aCorp());
    const { api, control } = await aSandbox({ callback: bot });
    await control('POST', '/people/lisi/disabled', { disabled: true });
    expect(await api('user/get', undefined, { userid: 'lisi' })).toMatchObject({ status: 2 });
    expect(await api('message/send', textTo('lisi|wangwu', '请反馈'))).toMatchObject({ invaliduser: 'lisi' });
    await control('POST', '/people/lisi/disabled', { disabled: false });
    expect(await api('message/send', textTo('lisi', '请反馈'))).toMatchObject({ invaliduser: '' });
    expect(bot.heard.map(({ xml }) => field(xml, 'Event'))).toEqual(['unsubscribe', 'subscribe']);
  });

  test.each<[string, string, string, Json, string]>([
    ['重名', 'POST', '/people', { userid: 'LISI', name: '李四', department: [2] }, '重复'],
    ['没有部门', 'POST', '/people', { userid: 'zhaoliu', name: '赵六' }, 'department 不能为空'],
    ['领导不存在', 'POST', '/people/lisi/leader', { directLeader: 'nobody' }, 'nobody 不存在'],
    ['什么都没说', 'POST', '/people/lisi/leader', {}, '请给出'],
    ['密钥短一位', 'POST', '/agent', { callbackAesKey: 'a'.repeat(42) }, '43 位'],
    ['没有要改的', 'POST', '/agent', { id: 1 }, '请给出'],
    ['不知道的限制', 'POST', '/limits', { name: 'member/day', max: 1 }, 'member/minute'],
    ['负数', 'POST', '/limits', { name: 'member/minute', max: -1 }, 'max'],
    ['不是开关', 'POST', '/trusted-ip', { trusted: 'no' }, 'trusted'],
    ['不是地址', 'POST', '/verify-callback', { url: 'bot' }, 'url'],
  ])('%s → 400', async (_case, method, path, body, says) => {
    const { control } = await aSandbox();
    const answer = await control(method, path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toContain(says);
  });

  test.each(['/people/nobody/leader', '/people/nobody/disabled', '/people/nobody/voice'])(
    '%s → 404',
    async (path) => {
      const { control } = await aSandbox();
      expect((await control('POST', path, { disabled: true, directLeader: 'lisi' })).status).toBe(404);
    },
  );
});

describe('应用的设置', () => {
  test('换了 Secret：旧 token 和旧 Secret 都不行，新的行', async () => {
    const { url, token, control } = await aSandbox();
    const old = await token();
    await control('POST', '/agent', { secret: 'sandbox-secret-0002' });
    expect((await answerOf(url, 'getcallbackip', { access_token: old })).errcode).toBe(40014);
    expect((await answerOf(url, 'gettoken', CREDENTIALS)).errcode).toBe(40001);
    const fresh = await answerOf(url, 'gettoken', { ...CREDENTIALS, corpsecret: 'sandbox-secret-0002' });
    expect((await answerOf(url, 'getcallbackip', { access_token: fresh.access_token })).errcode).toBe(0);
  });

  test('IP 不可信：每个应用接口都答 60020 并写明地址；群机器人不受影响；加回去就好', async () => {
    const { api, control, url } = await aSandbox();
    await control('POST', '/trusted-ip', { trusted: false });
    const refused = await api('message/send', textTo('lisi', '请反馈'));
    expect(refused.errcode).toBe(60020);
    expect(refused.errmsg).toMatch(
      /^not allow to access from your ip, hint: \[.+\], from ip: 203\.0\.113\.7, more info at https:/,
    );
    const robot = await answerOf(url, 'webhook/send', { key: 'x' }, { method: 'POST', body: '{}' });
    expect(robot.errcode).toBe(93000);
    await control('POST', '/trusted-ip', { trusted: true });
    expect((await api('message/send', textTo('lisi', '请反馈'))).errcode).toBe(0);
  });

  test('按“保存”：成功了就改用这个地址；密钥换了，机器人认不出来，地址不变', async () => {
    const bot = await aListener(aCorp());
    const { control } = await aSandbox({ callback: null });
    const saved = await control('POST', '/verify-callback', { url: bot.url });
    expect(saved.body).toEqual({ ok: true, status: 200, ms: expect.any(Number), why: null });
    const typed = await control('POST', '/people/lisi/text', { content: '12 已完成' });
    expect(typed.body).toMatchObject({ callback: { status: 200 } });

    await control('POST', '/agent', { callbackToken: 'AnotherToken02' });
    const other = await control('POST', '/verify-callback', { url: bot.url });
    expect(other.body).toMatchObject({ ok: false, status: 500, why: '应答状态 500' });
  });

  test('设置是日志里的事件：重启还在；reset 回到企业文件', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'console-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const journalFile = join(folder, 'journal.jsonl');
    const before = await aSandbox({ journalFile });
    await before.control('POST', '/people', { userid: 'zhaoliu', name: '赵六', department: [2] });
    await before.control('POST', '/limits', { name: 'member/minute', max: 1 });
    await before.control('POST', '/trusted-ip', { trusted: false });
    await before.close();

    const after = await aSandbox({ journalFile });
    expect(await names(after)).toEqual(['张三', '李四', '王五', '赵六']);
    expect((await after.api('getcallbackip')).errcode).toBe(60020);
    expect(await limitOf(after, 'member/minute')).toBe(1);
    await after.control('POST', '/reset');
    expect(await names(after)).toEqual(['张三', '李四', '王五']);
    expect((await after.api('getcallbackip')).errcode).toBe(0);
    expect(await limitOf(after, 'member/minute')).toBe(30);
  });
});

async function names({ control }: TestSandbox): Promise<unknown[]> {
  const { body } = await control('GET', '/people');
  return (body as unknown as readonly Json[]).map((person) => person.name);
}

async function limitOf({ control }: TestSandbox, name: string): Promise<unknown> {
  const limits = (await control('GET', '/limits')).body.limits as readonly Json[];
  return limits.find((limit) => limit.name === name)?.max;
}
