import { describe, expect, test } from 'vitest';
import { textTo } from './a-message.ts';
import { aCorp, answerOf, aSandbox, CREDENTIALS, HOUR, MINUTE } from './a-sandbox.ts';
import type { TestSandbox } from './a-sandbox.ts';

const DAY = 24 * HOUR;

const limit = async ({ control }: TestSandbox, name: string, max: number): Promise<void> => {
  expect((await control('POST', '/limits', { name, max })).status).toBe(200);
};

describe('每个接口的频率', () => {
  test('一分钟 10 000 次，按接口各算；超过 → 45009，被拒的不再往后推', async () => {
    const sandbox = await aSandbox();
    const access_token = await sandbox.token();
    const call = async (path: string): Promise<number> =>
      (await answerOf(sandbox.url, path, { access_token })).errcode;
    await limit(sandbox, 'api/minute', 2);
    expect([await call('department/list'), await call('department/list')]).toEqual([0, 0]);
    sandbox.clock.pass(MINUTE - 1);
    expect([await call('department/list'), await call('department/list')]).toEqual([45009, 45009]);
    expect(await call('getcallbackip')).toBe(0);
    sandbox.clock.pass(1);
    expect(await call('department/list')).toBe(0);
  });

  test('不改就是文档里的数', async () => {
    const { control } = await aSandbox({ corp: aCorp({ accounts: 50 }) });
    const limits = (await control('GET', '/limits')).body.limits as { name: string; max: number }[];
    const maxima = Object.fromEntries(limits.map(({ name, max }) => [name, max]));
    expect(maxima).toMatchObject({
      'api/minute': 10_000,
      'api/hour': 150_000,
      'member/minute': 30,
      'member/hour': 1000,
      'app/day': 10_000,
      'appchat/minute': 20_000,
      'appchat-member/minute': 200,
      'appchat-member/day': 10_000,
      'ticket-corp/hour': 400,
      'ticket-app/hour': 100,
      'tile/minute': 10,
      'webhook/minute': 20,
    });
  });

  test('错的 Secret 试太多次：连对的也 45009，一小时后恢复', async () => {
    const sandbox = await aSandbox();
    await limit(sandbox, 'wrong-secret/hour', 2);
    const get = async (corpsecret: string): Promise<number> =>
      (await answerOf(sandbox.url, 'gettoken', { ...CREDENTIALS, corpsecret })).errcode;
    expect([await get('x'), await get('x'), await get('x')]).toEqual([40001, 40001, 45009]);
    expect(await get(CREDENTIALS.corpsecret)).toBe(45009);
    sandbox.clock.pass(HOUR);
    expect(await get(CREDENTIALS.corpsecret)).toBe(0);
  });
});

describe('应用每天的总量', () => {
  test('账号数 × 200 人次；整条拒绝，不是发给一部分人；到上海的零点重新算', async () => {
    const sandbox = await aSandbox({ corp: aCorp({ accounts: 1 }) });
    await limit(sandbox, 'member/minute', 1000);
    for (let n = 0; n < 99; n += 1) await sandbox.api('message/send', textTo('lisi|wangwu', `第 ${n} 条`));
    expect((await sandbox.api('message/send', textTo('@all', '三个人'))).errcode).toBe(45009);
    expect((await sandbox.api('message/send', textTo('lisi|wangwu', '两个人'))).errcode).toBe(0);
    expect((await sandbox.api('message/send', textTo('lisi', '一个人'))).errcode).toBe(45009);
    expect(await sandbox.chat('people/lisi')).toHaveLength(100);
    // It is 09:10 in Shanghai.
    sandbox.clock.pass(14 * HOUR + 50 * MINUTE - 1);
    expect((await sandbox.api('message/send', textTo('lisi', '差一毫秒零点'))).errcode).toBe(45009);
    sandbox.clock.pass(1);
    expect((await sandbox.api('message/send', textTo('lisi', '零点'))).errcode).toBe(0);
  });
});

describe('静默丢弃', () => {
  test('少了的那一条，会话里有个位置，写明是哪一次调用', async () => {
    const sandbox = await aSandbox();
    await limit(sandbox, 'member/minute', 1);
    await sandbox.api('message/send', textTo('lisi', '一'));
    await sandbox.api('message/send', textTo('lisi|wangwu', '二'));
    const { body } = await sandbox.control('GET', '/people/lisi/messages');
    const [call] = (await sandbox.calls('path=/cgi-bin/message/send')).slice(-1);
    expect(body).toMatchObject({
      messages: [{ seq: 1 }],
      drops: [{ seq: 3, callSeq: call?.seq, userids: ['lisi'], at: '2026-03-02T01:10:00.000Z' }],
    });
    expect(call).toMatchObject({ dropped: ['lisi'], answer: { errcode: 0 } });
    expect((await sandbox.control('GET', '/people/lisi/messages?after=3')).body).toMatchObject({ drops: [] });
    expect((await sandbox.control('GET', '/people/wangwu/messages')).body).toMatchObject({ drops: [] });
  });

  test('群里每人一分钟 200 条：多的那条这个人没有，别人有', async () => {
    const sandbox = await aSandbox();
    await limit(sandbox, 'appchat-member/minute', 1);
    const { api } = sandbox;
    await api('appchat/create', { chatid: 'a', userlist: ['lisi', 'wangwu'] });
    await api('appchat/create', { chatid: 'b', userlist: ['lisi', 'ZhangSan'] });
    const say = (chatid: string) =>
      api('appchat/send', { chatid, msgtype: 'text', text: { content: '专报' } });
    expect((await say('a')).errcode).toBe(0);
    expect((await say('b')).errcode).toBe(0);
    expect((await say('b')).errcode).toBe(0);
    const drops = async (id: string) => (await sandbox.control('GET', `/groups/${id}/messages`)).body;
    expect(await drops('a')).toMatchObject({ messages: [{}], drops: [] });
    const second = await drops('b');
    expect(second).toMatchObject({ drops: [{ userids: ['lisi'] }, { userids: ['lisi', 'ZhangSan'] }] });
    expect(second.messages).toHaveLength(1);
    const calls = await sandbox.calls('path=/cgi-bin/appchat/send');
    expect(calls.map(({ dropped }) => dropped)).toEqual([[], ['lisi'], ['lisi', 'ZhangSan']]);
  });

  test('群消息全企业每分钟的人次 → 45009', async () => {
    const sandbox = await aSandbox();
    await limit(sandbox, 'appchat/minute', 3);
    await sandbox.api('appchat/create', { chatid: 'a', userlist: ['lisi', 'wangwu'] });
    const say = async (): Promise<number> =>
      (await sandbox.api('appchat/send', { chatid: 'a', msgtype: 'text', text: { content: '专报' } }))
        .errcode;
    expect([await say(), await say()]).toEqual([0, 45009]);
    sandbox.clock.pass(MINUTE);
    expect(await say()).toBe(0);
  });

  test('每天 10 000 条：过了一天又能收到', async () => {
    const sandbox = await aSandbox();
    await limit(sandbox, 'appchat-member/day', 1);
    await sandbox.api('appchat/create', { chatid: 'a', userlist: ['lisi', 'wangwu'] });
    const say = () =>
      sandbox.api('appchat/send', { chatid: 'a', msgtype: 'text', text: { content: '专报' } });
    await say();
    sandbox.clock.pass(DAY - 1);
    await say();
    expect(await sandbox.chat('groups/a')).toHaveLength(1);
    sandbox.clock.pass(1);
    await say();
    expect(await sandbox.chat('groups/a')).toHaveLength(2);
  });
});
