import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPagedHouse, type PagedHouse } from '../../support/pages.ts';

let paged: PagedHouse;
beforeAll(async () => {
  paged = await openPagedHouse({ date: '2026-06-08', time: '09:00' });
});
afterAll(() => paged.close());

describe('登录', () => {
  test('没登录的人打开任何一页，先登录，登录后回到那一页', async () => {
    const { page, open, complaints, violations, close } = await paged.visitor('phone');
    await open('/m?from=card');
    await page.getByRole('link', { name: '用企业微信登录' }).click();
    await page.getByText('陆海平').click();
    await page.getByText('陆海平').first().waitFor();
    expect(page.url()).toBe(`${paged.url}/m/?from=card`);
    expect(await violations()).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('在企业微信里打开，不问就知道是谁', async () => {
    const { context, close } = await paged.visitor('phone');
    const answer = await context.request.get(`${paged.url}/m`, {
      headers: { 'user-agent': 'Mozilla/5.0 wxwork/4.1.36 MicroMessenger/7.0.1' },
      maxRedirects: 0,
    });
    expect(answer.headers()['location']).toBe('/api/v1/sign-in?to=%2Fm');
    await close();
  });

  test.each([
    ['陆海平', 'luhaiping', 'phone', '/m/'],
    ['陆海平', 'luhaiping', 'desk', '/m/'],
    ['沈静怡', 'shenjingyi', 'desk', '/desk/'],
    ['沈静怡', 'shenjingyi', 'phone', '/m/'],
  ] as const)('首页把%s（%s）在 %s 上引到 %s', async (_name, userid, screen, path) => {
    const { page, open, close } = await paged.signedIn(userid, screen);
    await open('/');
    expect(new URL(page.url()).pathname).toBe(path);
    await close();
  });

  test.each(['/desk', '/desk/audit', '/board'])('责任人打开整改办的 %s：说明没有权限', async (path) => {
    const { page, open, violations, close } = await paged.signedIn('luhaiping', 'desk');
    await open(path);
    expect(await page.getByRole('alert').innerText()).toContain('没有打开该页面的权限');
    expect(await violations()).toEqual([]);
    await page.getByRole('link', { name: '回到我的页面' }).click();
    await page.getByRole('heading', { name: '我的任务' }).waitFor();
    await close();
  });
});
