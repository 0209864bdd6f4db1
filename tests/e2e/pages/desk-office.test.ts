import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPagedHouse, type PagedHouse, type Visit } from '../../support/pages.ts';
import { putInWecom } from '../../support/wecom-client.ts';

let paged: PagedHouse;
let manager: Visit;
beforeAll(async () => {
  paged = await openPagedHouse({ date: '2026-06-08', time: '09:00' });
  const { people } = paged.house.deps.store;
  const person = await people.byUserid('xujianing');
  if (person) await people.save({ ...person, unitId: person.unit?.id ?? null, roles: ['administrator'] });
  manager = await paged.signedIn('shenjingyi', 'desk');
});
afterAll(() => paged.close());

const partsOf = async (download: Download): Promise<Record<string, string>> => {
  const parts = unzipSync(new Uint8Array(readFileSync(await download.path())));
  return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, strFromU8(bytes)]));
};

async function downloaded(page: Page, button: string): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return download;
}

async function isClean({ complaints, violations }: Visit): Promise<void> {
  expect(await violations()).toEqual([]);
  expect(complaints).toEqual([]);
}

describe('整改办：导出与公文', () => {
  test('下载台账和报告：文件名是中文，内容对', async () => {
    const { page, open } = manager;
    await open('/desk/papers');
    const ledger = await downloaded(page, '下载台账');
    expect(ledger.suggestedFilename()).toMatch(/^整改台账-实时-.*-2026-06-08\.xlsx$/);
    const sheets = await partsOf(ledger);
    expect(sheets['xl/workbook.xml']).toContain('整改台账');
    expect(sheets['xl/worksheets/sheet1.xml']).toContain('shenjingyi');
    const report = await downloaded(page, '下载整改进展报告');
    expect((await partsOf(report))['word/document.xml']).toContain('整改');
    await page.getByText('已下载“整改进展情况报告').waitFor();
    await isClean(manager);
  });
});

describe('整改办：导入', () => {
  test('一份通报：先看预览，确认后在台账里看得到', async () => {
    const { page, open } = manager;
    await open('/desk/import');
    await page.getByLabel('文件', { exact: true }).setInputFiles('tests/fixtures/report-lianhua-2025.txt');
    await page.getByText('整改任务 62 项').first().waitFor();
    expect((await paged.house.deps.store.rounds.active()).map(({ letter }) => letter)).toEqual(['A']);
    await isClean(manager);
    await page.getByRole('button', { name: '确认导入 62 项任务' }).click();
    await page.getByText('已导入轮次 B').waitFor();
    const tasks = await manager.context.request.get(`${paged.url}/api/v1/tasks`);
    expect((await tasks.text()).match(/"code":"B\d+"/g)).toHaveLength(62);
  });

  test('带密级的文件不收，说明原因', async () => {
    const { page } = manager;
    const file = { name: '（机密）台账.txt', mimeType: 'text/plain', buffer: Buffer.from('内容') };
    await page.getByLabel('文件', { exact: true }).setInputFiles(file);
    expect(await page.getByRole('alert').innerText()).toContain('密级');
    // The browser itself says that the request was refused.
    expect(manager.complaints.every((line) => line.includes('422'))).toBe(true);
  });
});

describe('管理员', () => {
  test('给一个人角色，改一项设置；整改办看得到人员，给不了角色', async () => {
    const admin = await paged.signedIn('xujianing', 'desk');
    const { page, open } = admin;
    // Who has no ledger begins where his work is.
    await open('/desk');
    await page.getByRole('heading', { name: '运行状况' }).waitFor();
    await open('/desk/people');
    await page.getByLabel('姓名、账号或单位').fill('caiyuzhen');
    await page.getByRole('button', { name: '查找' }).first().click();
    await page.getByText('共 1 人').waitFor();
    await page.getByRole('button', { name: /^角色/ }).click();
    await page.getByRole('checkbox', { name: '审核人' }).check();
    await isClean(admin);
    await page.getByRole('button', { name: '保存', exact: true }).first().click();
    await page.getByText('的角色已保存').waitFor();
    expect((await paged.house.deps.store.people.byUserid('caiyuzhen'))?.roles).toContain('reviewer');

    await open('/desk/settings');
    await page.getByLabel('临期：到期前几个工作日亮黄灯').fill('9');
    const time = page.getByLabel('填报截止的时间');
    await time.fill('2:10 PM');
    expect(await time.evaluate((input: { checkValidity(): boolean }) => input.checkValidity())).toBe(false);
    await time.fill('1150');
    await time.press('Tab');
    expect(await time.inputValue()).toBe('11:50');
    await page.getByText('2026-06-15 当周（4 个工作日）').waitFor();
    await isClean(admin);
    await page.getByRole('button', { name: '保存设置' }).click();
    await page.getByText('已保存，并记入审计日志').waitFor();
    expect((await paged.house.deps.store.rounds.byLetter('A'))?.settings).toMatchObject({
      nearWorkingDays: 9,
      schedule: { close: { time: '11:50' } },
    });
    await admin.close();

    await manager.open('/desk/people');
    await manager.page.getByText(/^共 \d+ 人/).waitFor();
    expect(await manager.page.getByRole('button', { name: /^角色/ }).count()).toBe(0);
    await manager.open('/desk/settings');
    expect(await manager.page.getByRole('alert').innerText()).toContain('没有打开该页面的权限');
  });
});

test('管理员在企业微信里：从它的通讯录选人；打不开就在页面上查找', async () => {
  const { page, context, open, close } = await paged.signedIn('xujianing', 'deskInWecom');
  const chosen = { userList: [{ id: 'caiyuzhen', name: '蔡玉珍', avatar: '' }], departmentList: [] };
  const client = await putInWecom(context, paged.house, {
    selectEnterpriseContact: () => ({ result: JSON.stringify(chosen) }),
  });
  await open('/desk/people');
  const button = page.getByRole('button', { name: '从企业微信通讯录选人' });
  await button.click();
  await page.getByText('已选蔡玉珍（caiyuzhen）').waitFor();
  expect(await page.getByLabel('账号（可不填）').inputValue()).toBe('caiyuzhen');
  expect(client.asked).toEqual(['agentConfig', 'selectEnterpriseContact']);
  client.refuse(9);
  await page.reload();
  await button.click();
  await page.getByText('企业微信的通讯录打不开，请在这里查找').waitFor();
  await page.getByLabel('在企业微信通讯录中查找').fill('蔡玉珍');
  expect(await button.count()).toBe(0);
  await close();
});

test('责任人打开这几页中的任何一页：没有权限', async () => {
  const { page, open, close } = await paged.signedIn('luhaiping', 'desk');
  for (const path of ['/desk/papers', '/desk/import', '/desk/people', '/desk/settings']) {
    await open(path);
    expect(await page.getByRole('alert').innerText()).toContain('没有打开该页面的权限');
  }
  await close();
});
