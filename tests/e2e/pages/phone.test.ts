import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFile } from '../../../src/main/project.ts';
import { marksOf, openPagedHouse, type PagedHouse } from '../../support/pages.ts';
import { pictureAtWecom, putInWecom } from '../../support/wecom-client.ts';

const MONDAY = '2026-06-08';

let paged: PagedHouse;
beforeAll(async () => {
  paged = await openPagedHouse({ date: MONDAY, time: '09:00' });
  await paged.house.at(MONDAY, '10:20');
});
afterAll(() => paged.close());

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const picture = (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.concat([PNG, Buffer.from(name)]),
});

const entriesOf = async (code: string) => {
  const task = (await paged.house.deps.store.tasks.list({})).find((each) => each.code === code);
  return paged.house.deps.store.entries.ofTasks([task?.id ?? ''], MONDAY);
};

describe('我的任务（手机）', () => {
  test('从清单到填报：带照片，看到回执和记录', async () => {
    const { page, open, shot, complaints, violations, close } = await paged.signedIn('luhaiping', 'small');
    await open('/m');
    await page.getByRole('heading', { name: '待填报' }).waitFor();
    expect(await violations()).toEqual([]);
    expect(await marksOf(page)).toEqual([expect.stringMatching(/luhaiping \d{4}-\d\d-\d\d \d\d:\d\d$/)]);
    await shot('list');
    await page.getByRole('link', { name: '填报 14' }).click();
    await page.getByLabel('进行中').waitFor();
    expect(await page.evaluate('document.activeElement.innerText')).toContain('填报 14 号');
    await page.getByLabel('进行中').check();
    await page.getByLabel('进展').fill('结算资料已收齐3宗');
    await page
      .getByLabel('添加照片或文件')
      .setInputFiles([picture('现场.png'), { ...picture('x'), name: '说明.html' }]);
    await page.getByText('已传', { exact: true }).waitFor();
    await page.getByText('只收图片').waitFor();
    expect(await violations()).toEqual([]);
    await shot('form');
    await page.getByRole('button', { name: '移除 说明.html' }).click();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已记录').waitFor();
    expect(await violations()).toEqual([]);
    await shot('receipt');
    await page.getByRole('link', { name: '查看这一项' }).click();
    await page.getByText('结算资料已收齐3宗').waitFor();
    await page.getByRole('link', { name: '现场.png' }).waitFor();
    await page.getByRole('button', { name: '查看办理经过' }).click();
    await page.getByText('陆海平 填报进展').first().waitFor();
    expect(await violations()).toEqual([]);
    await shot('detail');
    // The refused file was refused with a status that browsers report.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await close();
  });

  test('传到一半断网：草稿不丢，网络恢复后再发，只记一次', async () => {
    const { page, context, open, shot, close } = await paged.signedIn('luhaiping', 'phone');
    await open('/m/tasks/25/report');
    await page.getByLabel('进行中').check();
    await page.getByLabel('进展').fill('备案资料核查过半');
    let dropped = 0;
    await context.route('**/api/v1/uploads', async (route) => {
      dropped += 1;
      await route.abort('connectionreset');
    });
    await page.getByLabel('添加照片或文件').setInputFiles([picture('备案.png')]);
    await page.getByText('网络断了，没有传完').waitFor();
    await context.unroute('**/api/v1/uploads');
    await context.setOffline(true);
    await page.getByRole('button', { name: '网络恢复后再发' }).click();
    await page.getByText('内容已保存在本机').waitFor();
    expect(await entriesOf('25')).toHaveLength(0);
    await shot('offline');
    await context.setOffline(false);
    await page.getByText('网络已恢复').waitFor();
    // The file goes on by itself; the answer waits for who wrote it.
    await page.getByText('已传', { exact: true }).waitFor();
    expect(await entriesOf('25')).toHaveLength(0);
    // The answer gets there and what the service says gets lost: sent again it is still one.
    await context.route('**/api/v1/my-tasks/25/answers', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: '网络恢复后再发' }).click();
    await page.getByText('内容已保存在本机').waitFor();
    await context.unroute('**/api/v1/my-tasks/25/answers');
    await page.reload();
    await page.getByText('已恢复上次没有提交的内容').waitFor();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已记录').waitFor();
    expect(dropped).toBe(1);
    expect((await entriesOf('25')).map(({ text }) => text)).toEqual(['备案资料核查过半']);
    await open('/m/tasks/25');
    await page.getByRole('link', { name: '备案.png' }).waitFor();
    await close();
  });

  test('在企业微信里：用它的相机，签名过了期再签一次；相机打不开用浏览器自己的', async () => {
    const { house } = paged;
    const mediaId = await pictureAtWecom(house, 'luhaiping');
    const { page, context, open, violations, complaints, close } = await paged.signedIn(
      'luhaiping',
      'phoneInWecom',
    );
    const client = await putInWecom(context, house, {
      chooseImage: () => ({ localIds: '["local-1"]' }),
      uploadImage: () => ({ serverId: mediaId }),
    });
    client.refuse(1);
    await open('/m/tasks/7/report');
    const button = page.getByRole('button', { name: '拍照或选照片' });
    await button.click();
    await page.getByText('已传', { exact: true }).waitFor();
    expect(client.asked).toEqual(['agentConfig', 'agentConfig', 'chooseImage', 'uploadImage']);
    expect(await violations()).toEqual([]);
    await page.getByLabel('进行中').check();
    await page.getByLabel('进展').fill('护栏已更换');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已记录').waitFor();
    await page.getByRole('link', { name: '查看这一项' }).click();
    await page.getByRole('link', { name: /\.png$/ }).waitFor();

    client.refuse(9);
    await open('/m/tasks/7/report');
    await button.click();
    await page.getByText('企业微信的相机打不开').waitFor();
    expect(await button.count()).toBe(0);
    await page.getByLabel('添加照片或文件').waitFor();
    // The SDK itself complains of a refused signature.
    expect(complaints.filter((text) => !/agentConfig|Object/.test(text))).toEqual([]);
    await close();
  });

  test('断网时点开还没取来的页：说网络不通；网络好了再试就到', async () => {
    const { page, context, open, violations, close } = await paged.signedIn('luhaiping', 'phone');
    await open('/m');
    await context.setOffline(true);
    await page.getByRole('link', { name: '7 规范河道巡查点位和记录' }).click();
    await page.getByText('网络不通').waitFor();
    expect(await violations()).toEqual([]);
    await context.setOffline(false);
    await page.getByRole('button', { name: '重新加载' }).click();
    await page.getByRole('heading', { name: '7 规范河道巡查点位和记录' }).waitFor();
    expect(await page.getByText('网络不通').count()).toBe(0);
    await close();
  });

  test('过了时限不能申请延期；没过的可以，回执说明报给谁', async () => {
    const { page, open, shot, violations, complaints, close } = await paged.signedIn('luhaiping', 'phone');
    await open('/m/tasks/14/ask/extension');
    await page.getByText('时限已过或没有时限，不能申请延期').waitFor();
    await open('/m/tasks/7/ask/extension');
    await page.getByLabel('延期到').fill('2026-09-30');
    await page.getByLabel('延期原因').fill('汛期不能施工');
    expect(await violations()).toEqual([]);
    await shot('extension');
    await page.getByRole('button', { name: '报整改办' }).click();
    await page.getByText('已报整改办').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('别人的任务、没有的地址：没有这一页', async () => {
    const { page, open, violations, close } = await paged.signedIn('luhaiping', 'phone');
    for (const address of ['/m/tasks/31', '/m/tasks/31/report', '/m/tasks/9999', '/m/nothing']) {
      await open(address);
      await page.getByRole('heading', { name: '没有找到这一项' }).waitFor();
    }
    expect(await violations()).toEqual([]);
    await close();
  });
});

test('手机首页的脚本，压缩后不超过 200 kB', () => {
  const built = projectFile('dist', 'web');
  const html = readFileSync(path.join(built, 'phone/index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, name = '']) => name);
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts.map((name) => gzipSync(readFileSync(path.join(built, name))).length);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(200_000);
});
