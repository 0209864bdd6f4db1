import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endSessions } from '../../../src/app/office/end-sessions.ts';
import { setRoles, setRoundRoles } from '../../../src/app/office/set-up-office.ts';
import { OPERATOR } from '../../../src/app/office/done-by.ts';
import { openHouse, type House } from '../../support/house.ts';
import { aBrowser, type Browser } from './a-browser.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ date: '2026-06-08', time: '09:00' });
});
afterAll(() => house.close());

const query = (sql: string) => house.service.app.database.pool.query(sql);

async function signedIn(userid: string): Promise<Browser> {
  const browser = aBrowser(house);
  expect((await browser.signIn(userid)).status).toBe(200);
  return browser;
}

/** The same cookie in another program: whoever copied it while it held. */
function copyOf(browser: Browser): Browser {
  const copy = aBrowser(house);
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  return copy;
}

const statusOf = async (browser: Browser): Promise<number> => (await browser.get('/me')).status;

describe('退出以后，拿到 Cookie 的人也进不来', () => {
  test('退出：抄走的 Cookie、另一台机器上的登录都作废，重新登录就好，旁人不受影响', async () => {
    const [phone, desk, other] = [
      await signedIn('luhaiping'),
      await signedIn('luhaiping'),
      await signedIn('heyunzhou'),
    ];
    const copy = copyOf(phone);
    expect((await phone.post('/sign-out')).status).toBe(200);
    expect([await statusOf(copy), await statusOf(desk), await statusOf(other)]).toEqual([401, 401, 200]);
    const [last] = await house.deps.store.audit.list({ actor: 'luhaiping', limit: 1 });
    expect(last).toMatchObject({ event: 'signed_out', subject: 'luhaiping', source: 'api' });
    // The clock stands still: a new session is told from an old one by its number, not by its time.
    expect(await statusOf(await signedIn('luhaiping'))).toBe(200);
    expect(await statusOf(copy)).toBe(401);
  });

  test('没登录也能点退出，不记账，不影响谁', async () => {
    const browser = await signedIn('luhaiping');
    const before = (await house.deps.store.audit.list({})).length;
    expect((await aBrowser(house).post('/sign-out')).status).toBe(200);
    expect((await house.deps.store.audit.list({})).length).toBe(before);
    expect(await statusOf(browser)).toBe(200);
  });

  test('打开的页面也要重新登录', async () => {
    const leader = await signedIn('gumingchuan');
    const open = async () =>
      fetch(new URL('/board', house.service.url ?? ''), {
        redirect: 'manual',
        headers: { cookie: `duban_session=${leader.cookies.get('duban_session')}` },
      });
    expect((await open()).status).toBe(200);
    await endSessions(house.deps, 'gumingchuan', OPERATOR);
    expect((await open()).headers.get('location')).toBe('/sign-in?to=%2Fboard');
  });
});

describe('人走了、职务免了，登录就断', () => {
  const change = { grant: [], revoke: [] };

  test.each<[string, () => Promise<unknown>]>([
    ['通讯录里没有他了', () => query(`update "Person" set active = false where userid = 'heyunzhou'`)],
    ['运维人员请他出去', () => endSessions(house.deps, 'heyunzhou', OPERATOR)],
    ['免去角色', () => setRoles(house.deps, null, 'heyunzhou', { ...change, revoke: ['reviewer'] })],
    [
      '免去一个轮次里的角色',
      () => setRoundRoles(house.deps, null, 'heyunzhou', { ...change, letter: 'A', revoke: ['manager'] }),
    ],
  ])('%s', async (_, act) => {
    await query(`update "Person" set active = true where userid = 'heyunzhou'`);
    await setRoles(house.deps, null, 'heyunzhou', { ...change, grant: ['reviewer'] });
    await setRoundRoles(house.deps, null, 'heyunzhou', { ...change, letter: 'A', grant: ['manager'] });
    const browser = await signedIn('heyunzhou');
    await act();
    expect(await statusOf(browser)).toBe(401);
    // Back again: what he had before stays ended.
    await query(`update "Person" set active = true where userid = 'heyunzhou'`);
    expect(await statusOf(browser)).toBe(401);
    expect(await statusOf(await signedIn('heyunzhou'))).toBe(200);
  });

  test('多一个角色、改一个名字，不用重新登录', async () => {
    const browser = await signedIn('luhaiping');
    await setRoles(house.deps, null, 'luhaiping', { ...change, grant: ['reviewer'] });
    await query(`update "Person" set name = '陆海平' where userid = 'luhaiping'`);
    expect(await statusOf(browser)).toBe(200);
  });

  test('运维人员写错了人：说没有', async () => {
    expect(await endSessions(house.deps, 'nobody', OPERATOR)).toBe(false);
  });
});
