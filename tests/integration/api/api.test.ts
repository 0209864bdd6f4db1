import { statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setRoundRoles } from '../../../src/app/office/set-up-office.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../src/domain/task/round.ts';
import { actAs } from '../../support/an-acting.ts';
import { superviseNow } from '../../../src/app/supervision/supervise.ts';
import { settableClock } from '../../../src/clock.ts';
import { openHouse, type House } from '../../support/house.ts';
import { aBrowser, type Browser } from './a-browser.ts';

const MONDAY = '2026-06-08';

let house: House;
beforeAll(async () => {
  house = await openHouse({ date: MONDAY, time: '09:00' });
  // This is about who may, not about what a closure takes.
  const [round] = await house.deps.store.rounds.active();
  if (round) await house.deps.store.rounds.setSettings(round.id, { ...round.settings, closureEvidence: 0 });
});
afterAll(() => house.close());

const signedIn = async (userid: string): Promise<Browser> => {
  const browser = aBrowser(house);
  expect((await browser.signIn(userid)).status).toBe(200);
  return browser;
};

const json = async (response: Response): Promise<Record<string, unknown>> => ({
  status: response.status,
  ...((await response.json()) as object),
});

const bigint = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

const lastAudit = async () => (await house.deps.store.audit.list({ limit: 1 }))[0];

const aBrowserWith = (value: string): Browser => {
  const browser = aBrowser(house);
  browser.cookies.set('duban_session', value);
  return browser;
};

const codesOf = async (browser: Browser) =>
  ((await json(await browser.get('/tasks')))['tasks'] as { code: string }[]).map(({ code }) => code);

/** Page by page to the end, so many at a time. */
async function allPages(browser: Browser, limit: number): Promise<string[]> {
  const found: string[] = [];
  for (let cursor = ''; ;) {
    const page = await json(await browser.get(`/tasks?limit=${limit}${cursor && `&cursor=${cursor}`}`));
    found.push(...(page['tasks'] as { code: string }[]).map(({ code }) => code));
    if (page['next'] === null) return found;
    cursor = page['next'] as string;
  }
}

const approve = (item: string) => ({ command: { name: 'approve', item, what: 'closure' }, text: '' });

describe('登录：身份只来自企业微信', () => {
  test('走完一圈，知道是谁；Cookie 不给脚本看，八小时', async () => {
    const browser = aBrowser(house);
    const response = await browser.signIn('luhaiping');
    expect(await json(response)).toEqual({ status: 200, userid: 'luhaiping', name: '陆海平' });
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith('duban_session='));
    expect(cookie).toMatch(/Max-Age=28800;.*HttpOnly; SameSite=Lax/);
    expect(await lastAudit()).toMatchObject({ event: 'signed_in', actor: 'luhaiping', source: 'api' });
    expect(await json(await browser.get('/me'))).toMatchObject({ userid: 'luhaiping', unit: '城建办' });
  });

  test.each([
    ['state 不对', (back: URL) => back.searchParams.set('state', 'a'.repeat(32))],
    ['没有 state', (back: URL) => back.searchParams.delete('state')],
    ['没有 code', (back: URL) => back.searchParams.delete('code')],
    ['code 是假的', (back: URL) => back.searchParams.set('code', 'made-up')],
  ])('%s，不让进', async (_, change) => {
    const browser = aBrowser(house);
    expect(await json(await browser.signIn('luhaiping', change))).toMatchObject({
      status: 401,
      code: 'sign_in_failed',
      detail: expect.stringContaining('登录'),
    });
    expect((await browser.get('/me')).status).toBe(401);
  });

  test('别人浏览器里开始的登录，换到这里不算', async () => {
    const [mine, theirs] = [aBrowser(house), aBrowser(house)];
    await mine.get('/sign-in');
    let stolen = '';
    await theirs.signIn('luhaiping', (back) => {
      stolen = back.pathname + back.search;
      back.searchParams.set('code', 'x');
    });
    expect((await mine.get(stolen.replace('/api/v1', ''))).status).toBe(401);
  });

  test('企业以外的人，不让进', async () => {
    expect((await aBrowser(house).signIn('openid:outsider')).status).toBe(401);
  });

  test('Cookie 伪造、改动、过期，都不算', async () => {
    const browser = await signedIn('luhaiping');
    const [body = '', mac = ''] = (browser.cookies.get('duban_session') ?? '').split('.');
    const forged = Buffer.from(
      JSON.stringify({ until: Date.now() + 1e12, data: { userid: 'shenjingyi' } }),
    ).toString('base64url');
    for (const value of [`${forged}.${mac}`, `${body}.`, body, `${body}.${mac}x`, 'x', `${forged}.`])
      expect([value, (await aBrowserWith(value).get('/me')).status]).toEqual([value, 401]);
    const clock = house.deps.clock as ReturnType<typeof settableClock>;
    const before = clock.now();
    clock.set(new Date(before.getTime() + 8 * 3_600_000));
    expect((await browser.get('/me')).status).toBe(401);
    clock.set(before);
    expect((await browser.get('/me')).status).toBe(200);
  });

  test('登录用的 Cookie 冒充不了会话', async () => {
    const browser = aBrowser(house);
    await browser.get('/sign-in');
    expect((await aBrowserWith(browser.cookies.get('duban_sign_in') ?? '').get('/me')).status).toBe(401);
  });

  test('退出以后，再登录', async () => {
    const browser = await signedIn('luhaiping');
    expect((await browser.post('/sign-out')).status).toBe(200);
    expect((await browser.get('/me')).status).toBe(401);
  });

  test('签名用的密钥自己生成，只有本人能读', () => {
    const stats = statSync(`${house.dataDir}/session-secret`);
    expect(stats.mode & 0o777).toBe(0o600);
  });

  test.each([
    ['/tasks/14', '/tasks/14'],
    ['//evil.example', null],
    ['/\\evil.example', null],
    ['https://evil.example', null],
  ])('登录后回到 %s：只回本站', async (to, location) => {
    const browser = aBrowser(house);
    const asked = await browser.get(`/sign-in?to=${encodeURIComponent(to)}`);
    const page = await fetch(`${asked.headers.get('location')}&as=luhaiping`, { redirect: 'manual' });
    const back = new URL(page.headers.get('location') ?? '');
    const done = await browser.get(back.pathname.replace('/api/v1', '') + back.search);
    expect(done.headers.get('location')).toBe(location);
  });
});

describe('看任务：和聊天里一个范围', () => {
  test('责任人看到本人和本科室的，整改办看到全部', async () => {
    const own = await codesOf(await signedIn('luhaiping'));
    expect(own).toEqual(expect.arrayContaining(['6', '7', '14']));
    expect(own).not.toContain('1');
    expect(await codesOf(await signedIn('shenjingyi'))).toHaveLength(39);
  });

  test.each(['luhaiping', 'shenjingyi'])('%s 一页一页看，不重不漏', async (userid) => {
    const browser = await signedIn(userid);
    const whole = await codesOf(browser);
    expect(whole.length).toBeGreaterThan(4);
    for (const limit of [3, 7, 500]) expect(await allPages(browser, limit)).toEqual(whole);
    expect(await json(await browser.get('/tasks?cursor=14'))).toMatchObject({ status: 400 });
  });

  test('一项的措施和填报记录；不在范围里的，答没有，记一笔', async () => {
    const browser = await signedIn('luhaiping');
    expect(await json(await browser.get('/tasks/14'))).toMatchObject({ status: 200, code: '14' });
    expect(await json(await browser.get('/tasks/1'))).toMatchObject({ status: 404, code: 'no_such_item' });
    expect(await lastAudit()).toMatchObject({ event: 'show_refused', actor: 'luhaiping', refused: true });
  });
});

describe('下命令', () => {
  test('没有自己的请求头，或来自别的站点：不办', async () => {
    const browser = await signedIn('linpeiyi');
    for (const headers of [
      {} as Record<string, string>,
      { 'x-duban-request': '1', origin: 'https://evil.example' },
      { 'x-duban-request': '1', origin: 'null' },
    ])
      expect(await json(await browser.post('/orders', approve('14'), headers))).toMatchObject({
        status: 403,
        code: 'cross_site',
      });
  });

  test('没登录、写得不对', async () => {
    expect((await aBrowser(house).post('/orders', approve('14'))).status).toBe(401);
    const browser = await signedIn('shenjingyi');
    for (const body of [
      {},
      { command: { name: 'explode', item: '14' } },
      { command: { name: 'approve', item: '14', what: 'closure', extra: 1 } },
      { command: { name: 'approve', item: 'x', what: 'closure' } },
    ])
      expect(await json(await browser.post('/orders', body))).toMatchObject({
        status: 400,
        code: 'bad_request',
      });
  });

  test('责任人想批准自己报的：不行，记为被拒；审核人先看再批', async () => {
    await house.say('luhaiping', '14 已完成，结算资料已全部归档');
    const owner = await signedIn('luhaiping');
    expect(await json(await owner.post('/orders', approve('14')))).toMatchObject({
      status: 403,
      code: 'not_permitted',
      detail: expect.stringContaining('职责范围'),
    });
    const task = (await house.deps.store.tasks.list({})).find(({ code }) => code === '14');
    expect(await lastAudit()).toMatchObject({
      event: 'approve_refused',
      actor: 'luhaiping',
      subject: task?.id,
      source: 'api',
      refused: true,
    });
    const reviewer = await signedIn('linpeiyi');
    const preview = await json(await reviewer.post('/orders/preview', approve('14')));
    expect(preview).toMatchObject({
      status: 200,
      outcome: 'ready',
      message: expect.stringContaining('14号'),
    });
    expect((await house.deps.store.tasks.byId(task!.id))?.closure).toBe('first_review');
    expect(await json(await reviewer.post('/orders', approve('14')))).toMatchObject({ status: 200 });
    const passed = (await house.deps.store.audit.list({ subjects: [task!.id] })).at(-1);
    expect(passed).toMatchObject({ actor: 'linpeiyi', source: 'api', to: { closure: 'second_review' } });
    expect(await json(await reviewer.post('/orders', approve('14')))).toMatchObject({
      status: 403,
      code: 'same_reviewer',
    });
    expect((await reviewer.post('/orders', approve('9999'))).status).toBe(422);
  });

  test('别的轮次的审核人、管理员、审计员、领导小组都批不了', async () => {
    const { store, directory } = house.deps;
    await store.rounds.create({
      letter: 'B',
      name: '审计整改',
      source: '',
      startedOn: MONDAY,
      settings: DEFAULT_ROUND_SETTINGS,
      digestTarget: null,
    });
    await setRoundRoles(house.deps, directory, 'caiyuzhen', { letter: 'B', grant: ['reviewer'], revoke: [] });
    await setRoundRoles(house.deps, directory, 'fanqiushi', { letter: 'A', grant: ['reviewer'], revoke: [] });
    for (const userid of ['caiyuzhen', 'zhouchengyuan', 'xujianing'])
      expect([
        userid,
        await json(await (await signedIn(userid)).post('/orders', approve('A14'))),
      ]).toMatchObject([userid, { status: 403, code: 'not_permitted' }]);
    const done = await actAs(house.deps, 'fanqiushi', (acting) =>
      superviseNow(acting, { name: 'approve', item: 'A14', what: 'closure' }, ''),
    );
    expect(done.notice).toMatchObject({ kind: 'decided' });
  });

  test('带密级标志的，不收不留', async () => {
    const browser = await signedIn('shenjingyi');
    const secret = {
      command: { name: 'return', item: 'A15', what: 'closure' },
      text: '退回：【机密】某某名单',
    };
    expect(await json(await browser.post('/orders', secret))).toMatchObject({ status: 422, code: 'secret' });
    expect(await lastAudit()).toMatchObject({ event: 'secret_refused', actor: 'shenjingyi', refused: true });
    expect(JSON.stringify(await house.deps.store.audit.list({}), bigint)).not.toContain('某某名单');
  });

  test('太频繁：429，说多久以后', async () => {
    const browser = await signedIn('heyunzhou');
    const answers = [];
    for (let call = 0; call < 70; call += 1) answers.push(await browser.get('/me'));
    const last = answers.at(-1);
    expect([last?.status, Number(last?.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });
});
