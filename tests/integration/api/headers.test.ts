import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type House } from '../../support/house.ts';
import { pictureAtWecom } from '../../support/wecom-client.ts';
import { aBrowser } from './a-browser.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ date: '2026-06-08', time: '09:00' });
});
afterAll(() => house.close());

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(new URL(path, house.service.url ?? ''), { redirect: 'manual', ...init });

describe('每个回答的头', () => {
  test.each(['/sign-in', '/', '/board', '/api/v1/me', '/api/v1/nothing', '/nothing', '/healthz'])(
    '%s：不许内联，不许别的站点，不许被框住，不猜类型',
    async (path) => {
      const { headers } = await ask(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toMatch(/camera=\(\).*geolocation=\(\)/);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
      if (path.startsWith('/api')) expect(headers.get('cache-control')).toBe('no-store');
    },
  );
});

describe('没有的地址、没有的操作', () => {
  test.each([
    ['GET', '/api/v1/nothing', 404, 'no_such_item'],
    ['POST', '/api/v1/nothing', 404, 'no_such_item'],
    ['DELETE', '/api/v1/tasks', 405, 'no_such_method'],
    ['GET', '/api/v1/orders', 405, 'no_such_method'],
  ])('%s %s：%i，是 problem details', async (method, path, status, code) => {
    const response = await ask(path, { method });
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect([response.status, await response.json()]).toMatchObject([status, { status, code }]);
  });

  test('OPTIONS 说有哪些操作，不给别的站点开门', async () => {
    const response = await ask('/api/v1/tasks', { method: 'OPTIONS' });
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, HEAD']);
    expect(response.headers.get('access-control-allow-methods')).toBeNull();
  });

  test('HEAD 和 GET 一样要登录，没有正文', async () => {
    expect((await ask('/api/v1/me', { method: 'HEAD' })).status).toBe(401);
    const browser = aBrowser(house);
    await browser.signIn('luhaiping');
    const cookie = `duban_session=${browser.cookies.get('duban_session')}`;
    const response = await ask('/api/v1/me', { method: 'HEAD', headers: { cookie } });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

test('服务的指标从真的库里取得到', async () => {
  const text = await (await ask('/metrics')).text();
  expect(text).toContain('duban_week_step_lag_seconds');
  expect(text).toMatch(/duban_queue_jobs\{queue="deliver",state="waiting"\} \d/);
});

const query = (asked: Record<string, string>) => new URLSearchParams(asked).toString();
const signedIn = async () => {
  const browser = aBrowser(house);
  await browser.signIn('luhaiping');
  return browser;
};
const own = (path: string): string => `${house.service.url}${path}`;

describe('企业微信客户端里的页面', () => {
  const TICKETS = { agent: '/cgi-bin/ticket/get', corp: '/cgi-bin/get_jsapi_ticket' } as const;
  /** WeCom gives the same one as long as it holds. */
  const ticketOfWecom = async (kind: 'agent' | 'corp'): Promise<string> => {
    const [token] = await house.service.app.database.db.accessToken.findMany({ orderBy: { app: 'asc' } });
    const asked = new URLSearchParams({ access_token: token?.token ?? '', type: 'agent_config' });
    const answer = await fetch(`${house.service.sandbox?.url}${TICKETS[kind]}?${asked.toString()}`);
    return ((await answer.json()) as { ticket: string }).ticket;
  };

  test.each(['agent', 'corp'] as const)('签名（%s）对得上企业微信发的票，票一直用到过期', async (kind) => {
    const browser = await signedIn();
    const url = own('/m/tasks/14/report?a=1&b=%E5%BA%94');
    for (const hash of ['', '#top']) {
      const response = await browser.get(`/jssdk/signature?${query({ kind, url: url + hash })}`);
      const { nonceStr, timestamp, signature } = (await response.json()) as Record<string, string>;
      const ticket = await ticketOfWecom(kind);
      const line = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`;
      expect(signature).toBe(createHash('sha1').update(line).digest('hex'));
    }
    // Ours, and the one this test has asked for each time.
    expect(await house.calls(TICKETS[kind])).toHaveLength(3);
  });

  test.each([
    ['别的站点', 'https://evil.example/m'],
    ['别的端口', 'http://127.0.0.1:1/m'],
    ['名字开头一样的站点', 'OWN.evil.example/m'],
    ['带账号的地址', 'http://a:b@HOST/m'],
    ['不是网址', 'javascript:alert(1)'],
    ['只有路径', '/m'],
  ])('%s：不给签名', async (_, asked) => {
    const home = new URL(house.service.url ?? '');
    const url = asked.replace('OWN', home.origin).replace('HOST', home.host);
    const response = await (await signedIn()).get(`/jssdk/signature?${query({ kind: 'agent', url })}`);
    expect(response.status).toBe(400);
  });

  test('没有登录：不给签名；登录了：知道是哪个应用', async () => {
    const stranger = await aBrowser(house).get(
      `/jssdk/signature?${query({ kind: 'agent', url: own('/m') })}`,
    );
    expect(stranger.status).toBe(401);
    const known = await (await signedIn()).get('/jssdk');
    expect(await known.json()).toEqual({ app: { corpId: expect.any(String), agentId: expect.any(String) } });
  });

  test('企业微信不给票：说明白，不影响别的', async () => {
    // A ticket that was refused is fetched anew, and that fails.
    const browser = await signedIn();
    const asked = { kind: 'agent', url: own('/m') };
    const { ticket = '' } = (await (await browser.get(`/jssdk/signature?${query(asked)}`)).json()) as {
      ticket?: string;
    };
    await house.fault({ path: '/cgi-bin/ticket/get', errcode: 45009, times: 1 });
    const response = await browser.get(`/jssdk/signature?${query({ ...asked, refused: ticket })}`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'sdk_unavailable' });
  });

  test('客户端传到企业微信的照片：按编号取回，再传一次还是一件；取不到说明白', async () => {
    const browser = await signedIn();
    const mediaId = await pictureAtWecom(house, 'luhaiping');
    const key = 'wecom-key-000000000001';
    const first = await browser.post('/uploads/wecom', { key, mediaId });
    const kept = (await first.json()) as object;
    expect(kept).toMatchObject({ mediaType: 'image/png' });
    expect(await (await browser.post('/uploads/wecom', { key, mediaId })).json()).toEqual(kept);
    const gone = await browser.post('/uploads/wecom', { key: `${key}2`, mediaId: 'nothing' });
    expect([gone.status, await gone.json()]).toMatchObject([422, { code: 'upload_gone' }]);
    await house.fault({ path: '/cgi-bin/media/get', errcode: -1, times: 5 });
    const busy = await browser.post('/uploads/wecom', { key: `${key}3`, mediaId });
    expect([busy.status, await busy.json()]).toMatchObject([503, { code: 'upload_not_fetched' }]);
  });
});

/** As an official whose session holds. */
async function askAs(path: string, headers: Record<string, string> = {}): Promise<Response> {
  cookie ??= `duban_session=${(await signedIn()).cookies.get('duban_session')}`;
  return ask(path, { headers: { cookie, ...headers } });
}
let cookie: string | undefined;

/** What a page brings with it. */
async function givenAt(path: string): Promise<Record<string, unknown>> {
  const html = await (await askAs(path)).text();
  const [, json = ''] = /<script type="application\/json" id="given">(.*)<\/script>\n/.exec(html) ?? [];
  return JSON.parse(json) as Record<string, unknown>;
}

const timesRefused = (): Promise<number> =>
  house.service.app.database.db.auditEvent.count({ where: { event: 'show_refused' } });

describe('页面连同它要的内容一起送到', () => {
  test.each([
    ['/m', ['/me', '/my-tasks']],
    ['/m/', ['/me', '/my-tasks']],
    ['/m/tasks/14', ['/me', '/my-tasks/14']],
    ['/m/tasks/14/report', ['/me', '/my-tasks/14']],
    ['/m/tasks/14/ask/help', ['/me']],
    ['/m/tasks/31', ['/me']],
    ['/m/tasks/9999', ['/me']],
  ])('%s：%j，和接口的回答一样', async (path, calls) => {
    const given = await givenAt(path);
    expect(Object.keys(given)).toEqual(calls);
    for (const call of calls) expect(given[call]).toEqual(await (await askAs(`/api/v1${call}`)).json());
  });

  test('别人的任务没有送，也不算他问过', async () => {
    const before = await timesRefused();
    await givenAt('/m/tasks/31');
    expect(await timesRefused()).toBe(before);
  });

  test('里面是谁的任务，谁的浏览器也不留', async () => {
    expect((await askAs('/m')).headers.get('cache-control')).toBe('no-store');
  });

  test('没有登录：什么也不送', async () => {
    const response = await ask('/m');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/sign-in?to=%2Fm']);
  });

  test('库里一时读不出：页面照样送到，内容由它自己再问', async () => {
    const tasks = house.service.app.database.pool;
    await tasks.query('alter table "ProgressEntry" rename to "Gone"');
    const html = await (await askAs('/m')).text();
    await tasks.query('alter table "Gone" rename to "ProgressEntry"');
    expect(html).toContain('id="given">{}</script>');
    expect(html).toContain('</html>');
  });
});

/** The address of the script of the phone's page. */
const script = async (): Promise<string> =>
  /src="(\/assets\/[^"]+\.js)"/.exec(await (await askAs('/m')).text())?.[1] ?? '';

describe('页面的文件', () => {
  test.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
  ])('浏览器收 %s：送 %s，一年不必再问', async (accepted, encoding) => {
    const response = await askAs(await script(), { 'accept-encoding': accepted });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(response.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await response.text()).toContain('given');
  });

  test.each(['/assets/', '/assets/nothing.js', '/assets/..%2f..%2fpackage.json', '/assets/%E0'])(
    '%s：没有',
    async (path) => expect([400, 403, 404]).toContain((await ask(path)).status),
  );
});
