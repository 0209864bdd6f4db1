import { describe, expect, test } from 'vitest';
import { aCorp, AGENT_ID, aSandbox, HOUR, MINUTE } from './a-sandbox.ts';
import type { ApiAnswer, TestSandbox } from './a-sandbox.ts';

const BACK = 'http://duban.example.cn:8443/oauth/back?next=%2Ftasks';
const WEB = {
  appid: aCorp().corpId,
  redirect_uri: BACK,
  response_type: 'code',
  scope: 'snsapi_base',
  state: 'abc123',
  agentid: String(AGENT_ID),
};
const LOGIN = {
  login_type: 'CorpApp',
  appid: aCorp().corpId,
  agentid: String(AGENT_ID),
  redirect_uri: BACK,
  state: 'abc123',
};

const open = ({ url }: TestSandbox, path: string, query: Record<string, string>): Promise<Response> =>
  fetch(`${url}${path}?${new URLSearchParams(query).toString()}`, { redirect: 'manual' });
const web = (sandbox: TestSandbox, query: Record<string, string> = {}): Promise<Response> =>
  open(sandbox, '/connect/oauth2/authorize', { ...WEB, ...query });

async function codeFor(sandbox: TestSandbox, query: Record<string, string>): Promise<string> {
  const answer = await web(sandbox, query);
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

const whoIs = ({ api }: TestSandbox, code: string): Promise<ApiAnswer> =>
  api('auth/getuserinfo', undefined, { code });

describe('网页授权', () => {
  test('不用选人：?as= 直接带着 code 和 state 回去，原来的参数还在', async () => {
    const sandbox = await aSandbox();
    const answer = await web(sandbox, { as: 'zhangsan' });
    expect(answer.status).toBe(302);
    const back = new URL(answer.headers.get('location') ?? '');
    expect(back.origin + back.pathname).toBe('http://duban.example.cn:8443/oauth/back');
    expect(back.searchParams.get('next')).toBe('/tasks');
    expect(back.searchParams.get('state')).toBe('abc123');
    expect(await whoIs(sandbox, back.searchParams.get('code') ?? '')).toEqual({
      errcode: 0,
      errmsg: 'ok',
      userid: 'ZhangSan',
    });
  });

  test('选人的页面：每个人一个链接，点了就回去；没有脚本，名字里的尖括号是文字', async () => {
    const { people } = aCorp();
    const corp = aCorp({ people: [...people, { userid: 'zl', name: '<b>赵六</b>', department: [1] }] });
    const sandbox = await aSandbox({ corp });
    const html = await (await web(sandbox)).text();
    expect(html).toContain('李四');
    expect(html).toContain('城建办 · 主任');
    expect(html).toContain('&lt;b&gt;赵六&lt;/b&gt;');
    expect(html).not.toContain('<script');
    const link = /href="([^"]*as=lisi)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const answer = await fetch(`${sandbox.url}${link}`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toContain('http://duban.example.cn:8443/oauth/back');
  });

  test('code 只能用一次，五分钟内', async () => {
    const sandbox = await aSandbox();
    const code = await codeFor(sandbox, { as: 'lisi' });
    expect((await whoIs(sandbox, 'nothing')).errcode).toBe(40029);
    expect((await whoIs(sandbox, code)).errcode).toBe(0);
    expect((await whoIs(sandbox, code)).errcode).toBe(42022);
    const late = await codeFor(sandbox, { as: 'lisi' });
    sandbox.clock.pass(5 * MINUTE);
    expect((await whoIs(sandbox, late)).errcode).toBe(42003);
  });

  test('企业以外的人：有 openid，没有 userid', async () => {
    const sandbox = await aSandbox();
    const answer = await whoIs(sandbox, await codeFor(sandbox, { as: 'openid:visitor' }));
    expect(answer).toMatchObject({ errcode: 0, openid: 'visitor' });
    expect(answer).not.toHaveProperty('userid');
  });

  test('snsapi_privateinfo：多给 user_ticket，换手机号；半小时后过期', async () => {
    const { people } = aCorp();
    const corp = aCorp({ people: people.map((person) => ({ ...person, mobile: '13800000001' })) });
    const sandbox = await aSandbox({ corp });
    const code = await codeFor(sandbox, { as: 'lisi', scope: 'snsapi_privateinfo' });
    const { user_ticket } = (await whoIs(sandbox, code)) as ApiAnswer & { user_ticket: string };
    expect(await sandbox.api('auth/getuserdetail', { user_ticket })).toMatchObject({
      errcode: 0,
      userid: 'lisi',
      mobile: '13800000001',
    });
    expect((await sandbox.api('auth/getuserdetail', { user_ticket: 'x' })).errcode).toBe(84015);
    sandbox.clock.pass(HOUR / 2);
    expect((await sandbox.api('auth/getuserdetail', { user_ticket })).errcode).toBe(84014);
  });

  test.each<[string, Record<string, string>, number]>([
    ['别的企业', { appid: 'ww1' }, 40013],
    ['state 有符号', { state: 'a-b' }, 84025],
    ['state 太长', { state: 'a'.repeat(129) }, 84025],
    ['回去的不是可信域名', { redirect_uri: 'http://duban.example.cn/oauth' }, 50001],
    ['回去的不是网页', { redirect_uri: 'javascript:alert(1)' }, 50001],
    ['scope', { scope: 'all' }, 40058],
  ])('%s → 一个写着错误码的页面，不跳转', async (_case, query, errcode) => {
    const corp = aCorp({ agent: { ...aCorp().agent, trustedDomain: 'duban.example.cn:8443' } });
    const answer = await web(await aSandbox({ corp }), { as: 'lisi', ...query });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(String(errcode));
  });

  test('好的 code 不算频率；故障也能注入到这个页面', async () => {
    const sandbox = await aSandbox();
    const code = await codeFor(sandbox, { as: 'lisi' });
    await sandbox.control('POST', '/limits', { name: 'api/minute', max: 1 });
    const second = await codeFor(sandbox, { as: 'lisi' });
    const access_token = await sandbox.token();
    const answers: number[] = [];
    for (const value of [code, second, 'x', 'x']) {
      const query = new URLSearchParams({ access_token, code: value }).toString();
      const answer = await fetch(`${sandbox.url}/cgi-bin/auth/getuserinfo?${query}`);
      answers.push(((await answer.json()) as ApiAnswer).errcode);
    }
    expect(answers).toEqual([0, 0, 40029, 45009]);
    await sandbox.control('POST', '/faults', { path: '/connect/*', times: 1, status: 502 });
    expect((await web(sandbox, { as: 'lisi' })).status).toBe(502);
    expect((await web(sandbox, { as: 'lisi' })).status).toBe(302);
  });
});

test('扫码登录页：同样的 code', async () => {
  const sandbox = await aSandbox();
  const page = await open(sandbox, '/wwlogin/sso/login', LOGIN);
  expect(await page.text()).toContain('企业微信扫码登录');
  const answer = await open(sandbox, '/wwlogin/sso/login', { ...LOGIN, as: 'wangwu' });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  expect(await whoIs(sandbox, code)).toMatchObject({ userid: 'wangwu' });
  expect((await open(sandbox, '/wwlogin/sso/login', { ...LOGIN, agentid: '1' })).status).toBe(400);
});

describe('JS-SDK 的 ticket', () => {
  const AGENT = { type: 'agent_config' };

  test('两种，各有各的；没过期就还是那一张', async () => {
    const { api, clock, calls } = await aSandbox();
    const ticket = async (path: string, query = {}): Promise<unknown> =>
      (await api(path, undefined, query)).ticket;
    const corp = await ticket('get_jsapi_ticket');
    const app = await ticket('ticket/get', AGENT);
    expect(corp).not.toBe(app);
    clock.pass(HOUR);
    expect(await api('get_jsapi_ticket')).toMatchObject({ ticket: corp, expires_in: 3600 });
    clock.pass(HOUR);
    expect(await ticket('get_jsapi_ticket')).not.toBe(corp);
    expect((await api('ticket/get', undefined, { type: 'jsapi' })).errcode).toBe(91040);
    expect(JSON.stringify(await calls())).not.toContain(corp);
  });

  test('一个应用一小时 100 次，两种各算', async () => {
    const { api } = await aSandbox();
    for (let n = 0; n < 100; n += 1) await api('ticket/get', undefined, AGENT);
    expect((await api('ticket/get', undefined, AGENT)).errcode).toBe(45009);
    expect((await api('get_jsapi_ticket')).errcode).toBe(0);
  });
});
