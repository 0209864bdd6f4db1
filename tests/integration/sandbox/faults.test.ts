import { describe, expect, test } from 'vitest';
import type { CallRecord } from '../../../src/sandbox/world/state.ts';
import { textTo } from './a-message.ts';
import { answerOf, aSandbox } from './a-sandbox.ts';
import type { Json, TestSandbox } from './a-sandbox.ts';

const PATH = '/cgi-bin/message/send';
const body = textTo('lisi', '请今日反馈');
const failed = (error: unknown): unknown => (error instanceof TypeError ? error.message : error);

async function withFault(fault: Json): Promise<TestSandbox> {
  const sandbox = await aSandbox();
  await sandbox.token();
  await sandbox.control('POST', '/faults', { path: PATH, times: 1, ...fault });
  return sandbox;
}

const lastCall = async ({ calls }: TestSandbox): Promise<CallRecord | undefined> =>
  (await calls(`path=${PATH}`)).at(-1);

describe('注入故障', () => {
  test('错误码：不执行；次数用完恢复', async () => {
    const sandbox = await withFault({ errcode: 45009, times: 2 });
    const codes: number[] = [];
    for (let n = 0; n < 3; n += 1) codes.push((await sandbox.api('message/send', body)).errcode);
    expect(codes).toEqual([45009, 45009, 0]);
    expect(await sandbox.chat('people/lisi')).toHaveLength(1);
  });

  test('HTTP 状态：不执行，应答不是 JSON', async () => {
    const sandbox = await withFault({ status: 502 });
    const answer = await fetch(`${sandbox.url}${PATH}?access_token=${await sandbox.token()}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toContain('html');
    expect(await sandbox.chat('people/lisi')).toEqual([]);
    expect(await lastCall(sandbox)).toMatchObject({
      status: 502,
      answer: null,
      fault: { status: 502, times: 0 },
    });
  });

  test('HTTP 状态连同错误码', async () => {
    const sandbox = await withFault({ status: 500, errcode: -1 });
    expect(await sandbox.api('message/send', body)).toMatchObject({ errcode: -1 });
    expect(await lastCall(sandbox)).toMatchObject({ status: 500 });
  });

  test('迟到：照样执行，只是应答晚', async () => {
    const sandbox = await withFault({ delayMs: 300 });
    const answer = sandbox.api('message/send', body);
    await expect.poll(() => sandbox.chat('people/lisi')).toHaveLength(1);
    expect(await Promise.race([answer, Promise.resolve('pending')])).toBe('pending');
    expect(await answer).toMatchObject({ errcode: 0 });
  });

  test.each([
    ['before', 0, null],
    ['after', 1, 0],
  ])('断线 %s：客户端都收不到应答，消息显示 %i 条', async (cut, shown, errcode) => {
    const sandbox = await withFault({ cut });
    expect(await sandbox.api('message/send', body).catch(failed)).toBe('fetch failed');
    expect(await sandbox.chat('people/lisi')).toHaveLength(shown);
    const call = await lastCall(sandbox);
    expect(call).toMatchObject({ status: 0, fault: { cut } });
    expect(call?.answer?.errcode ?? null).toBe(errcode);
  });

  test('断线之后带查重重发：只显示一次', async () => {
    const sandbox = await withFault({ cut: 'after' });
    const once = { ...body, enable_duplicate_check: 1 };
    await sandbox.api('message/send', once).catch(failed);
    const first = (await lastCall(sandbox))?.answer;
    expect(await sandbox.api('message/send', once)).toEqual(first);
    expect(await sandbox.chat('people/lisi')).toHaveLength(1);
  });

  test.each([
    ['/cgi-bin/*', 'user/get', true],
    ['/cgi-bin/user/*', 'user/get', true],
    ['/cgi-bin/user/get', 'user/get', true],
    ['/cgi-bin/message/*', 'user/get', false],
    ['/cgi-bin/user', 'user/get', false],
  ])('路径 %s 对 %s', async (path, called, isHit) => {
    const sandbox = await aSandbox();
    const access_token = await sandbox.token();
    await sandbox.control('POST', '/faults', { path, errcode: 60020 });
    const answer = await answerOf(sandbox.url, called, { access_token, userid: 'lisi' });
    expect(answer.errcode).toBe(isHit ? 60020 : 0);
  });

  test('多个故障按先后用；列得出，清得掉', async () => {
    const sandbox = await withFault({ errcode: -1 });
    await sandbox.control('POST', '/faults', { path: PATH, times: 5, errcode: 45033 });
    expect((await sandbox.api('message/send', body)).errcode).toBe(-1);
    expect((await sandbox.api('message/send', body)).errcode).toBe(45033);
    expect((await sandbox.control('GET', '/faults')).body).toEqual({
      faults: [{ path: PATH, times: 4, errcode: 45033 }],
    });
    await sandbox.control('DELETE', '/faults');
    expect((await sandbox.api('message/send', body)).errcode).toBe(0);
  });

  test.each<[string, Json]>([
    ['没有路径', { errcode: 1 }],
    ['次数是 0', { path: PATH, times: 0, errcode: 1 }],
    ['什么故障都没给', { path: PATH, times: 1 }],
    ['cut 写错', { path: PATH, cut: 'middle' }],
    ['状态码写错', { path: PATH, status: 42 }],
    ['延时是负数', { path: PATH, delayMs: -1 }],
  ])('%s → 400', async (_case, fault) => {
    const { control } = await aSandbox();
    expect(await control('POST', '/faults', fault)).toMatchObject({
      status: 400,
      body: { error: expect.any(String) },
    });
  });
});
