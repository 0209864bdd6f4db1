import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type House } from '../../support/house.ts';
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
