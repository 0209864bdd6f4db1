import { afterAll, beforeAll, expect, test } from 'vitest';
import { setRoles } from '../../../src/app/office/set-up-office.ts';
import { openPagedHouse, type PagedHouse } from '../../support/pages.ts';

let paged: PagedHouse;
beforeAll(async () => {
  paged = await openPagedHouse({ date: '2026-06-08', time: '09:00' });
  await paged.house.at('2026-06-08', '10:20');
  const { deps } = paged.house;
  await setRoles(deps, deps.directory, 'xujianing', { grant: ['administrator'], revoke: [] });
});
afterAll(() => paged.close());

const A3_LANDSCAPE = /\/MediaBox \[0 0 119\d(?:\.\d+)? 84\d(?:\.\d+)?\]/g;

test('领导在会议室大屏上看，聊天里报一项，不用刷新就变；打印出来是一张 A3', async () => {
  const { page, open, complaints, violations, close } = await paged.signedIn('zhouchengyuan', 'wall');
  await open('/board');
  await page.locator('canvas').nth(1).waitFor();
  const figures = page.locator('.sums');
  expect(await figures.innerText()).toContain('已填报0');
  expect(await page.evaluate('document.documentElement.scrollHeight <= innerHeight')).toBe(true);
  await page.getByText('有变化自动刷新').waitFor();
  await paged.house.say('luhaiping', '14 已完成，结算资料已归档');
  await figures.getByText('已填报1').waitFor();
  expect(await page.getByRole('table', { name: /各单位亮灯/ }).innerText()).toContain('城建办');
  expect(await page.locator('body').innerText()).not.toMatch(/陆海平|结算/);
  const paper = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  expect(paper.match(A3_LANDSCAPE)).toHaveLength(1);
  expect(await violations()).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test('领导在手机上看：一列到底，不用横着拖', async () => {
  const { page, open, complaints, violations, close } = await paged.signedIn('zhouchengyuan', 'phone');
  await open('/board');
  await page.locator('canvas').nth(1).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  expect(await page.getByRole('heading', { name: /红灯任务/ }).isVisible()).toBe(true);
  expect(await violations()).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test('责任人打不开挂图，也连不上它的消息', async () => {
  const { page, context, open, close } = await paged.signedIn('luhaiping', 'phone');
  await open('/board');
  expect(await page.getByRole('alert').innerText()).toContain('没有打开该页面的权限');
  for (const path of ['/board', '/board/events'])
    expect((await context.request.get(`${paged.url}/api/v1${path}`)).status()).toBe(403);
  await close();
});

test('管理员看得到队列，只能看；整改办看不到', async () => {
  const admin = await paged.signedIn('xujianing', 'desk');
  await admin.open('/queues');
  await admin.page.getByText('handle-message').first().waitFor();
  expect(admin.complaints).toEqual([]);
  const drained = await admin.context.request.put(`${paged.url}/queues/api/queues/deliver/pause`);
  expect(drained.status()).toBe(403);
  await admin.close();
  const manager = await paged.signedIn('shenjingyi', 'desk');
  await manager.open('/queues');
  expect(await manager.page.getByRole('alert').innerText()).toContain('没有打开该页面的权限');
  expect((await manager.context.request.get(`${paged.url}/queues/api/queues`)).status()).toBe(403);
  await manager.close();
});
