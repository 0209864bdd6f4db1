import { describe, expect, test } from 'vitest';
import { answerOf, aSandbox, CREDENTIALS } from './a-sandbox.ts';

describe('access_token', () => {
  test.each<[string, Record<string, string>, number]>([
    ['没有 corpid', {}, 41002],
    ['没有 secret', { corpid: CREDENTIALS.corpid }, 41004],
    ['corpid 不对', { ...CREDENTIALS, corpid: 'ww0' }, 40013],
    ['secret 不对', { ...CREDENTIALS, corpsecret: 'wrong' }, 40001],
    ['都对', CREDENTIALS, 0],
  ])('gettoken：%s', async (_case, query, errcode) => {
    const { url } = await aSandbox();
    const answer = await answerOf(url, 'gettoken', query);
    expect(answer.errcode).toBe(errcode);
    expect(answer.expires_in).toBe(errcode === 0 ? 7200 : undefined);
  });

  test('有效期内再取，是同一个 token，剩余时间变短', async () => {
    const { url, clock, token } = await aSandbox();
    const first = await token();
    clock.pass(200_000);
    const again = await answerOf(url, 'gettoken', CREDENTIALS);
    expect(again).toMatchObject({ access_token: first, expires_in: 7000 });
  });

  test.each<[string, Record<string, string>, number]>([
    ['没带', {}, 41001],
    ['瞎编的', { access_token: 'made-up' }, 40014],
  ])('调用时 token %s', async (_case, query, errcode) => {
    const { url } = await aSandbox();
    expect((await answerOf(url, 'department/list', query)).errcode).toBe(errcode);
  });

  test('两小时整过期：42001，重取得到新的', async () => {
    const { url, clock, token } = await aSandbox();
    const access_token = await token();
    const errcode = async (): Promise<number> =>
      (await answerOf(url, 'department/list', { access_token })).errcode;
    clock.pass(7200_000 - 1);
    expect(await errcode()).toBe(0);
    clock.pass(1);
    expect(await errcode()).toBe(42001);
    expect(await token()).not.toBe(access_token);
  });

  test.each([
    ['GET', 'message/send'],
    ['POST', 'department/list'],
  ])('%s %s：方法不对 → 40058', async (method, path) => {
    const { url, token } = await aSandbox();
    const answer = await answerOf(url, path, { access_token: await token() }, { method });
    expect(answer.errcode).toBe(40058);
  });

  test('沙箱没有的接口：HTTP 404，errcode -1，说出是哪个', async () => {
    const { url } = await aSandbox();
    const answer = await fetch(`${url}/cgi-bin/oa/schedule/add`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      errcode: -1,
      errmsg: expect.stringContaining('/cgi-bin/oa/schedule/add'),
    });
  });
});
