import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveRole } from '../../support/give-role.ts';
import { cutOff, smallTargets, tabStops, tooWide } from '../../support/page-measures.ts';
import { openPagedHouse, type PagedHouse, type Visit } from '../../support/pages.ts';

let paged: PagedHouse;
let phone: Visit;
let office: Visit;
let admin: Visit;
beforeAll(async () => {
  paged = await openPagedHouse({ date: '2026-06-08', time: '09:30' });
  await paged.house.say('luhaiping', '7 申请延期到2026年12月20日，供货推迟');
  await giveRole(paged.house, 'fanqiushi', 'administrator');
  [phone, office, admin] = await Promise.all([
    paged.signedIn('luhaiping', 'phone'),
    paged.signedIn('shenjingyi', 'desk'),
    paged.signedIn('fanqiushi', 'desk'),
  ]);
});
afterAll(() => paged.close());

async function measured({ page }: Visit, leastTarget: number | null): Promise<object> {
  const small = leastTarget === null ? [] : await smallTargets(page, leastTarget);
  return { tooWide: await tooWide(page), cutOff: await cutOff(page), small };
}
/** What a page says while it waits for the service is gone. */
const loaded = ({ page }: Visit): Promise<void> =>
  page.getByText('正在加载').first().waitFor({ state: 'detached' });

const GOOD = { tooWide: 0, cutOff: [], small: [] };

describe('手机：360 宽、390 宽、放大一倍、字号加倍', () => {
  test.each([
    ['/m', '待填报'],
    ['/m/tasks/14', '14'],
    ['/m/tasks/14/report', '填报 14 号'],
    ['/m/tasks/7/ask/extension', '申请延期'],
    ['/m/tasks/7/ask/transfer', '申请转办'],
    ['/m/tasks/9999', '没有找到这一项'],
  ])('%s', async (path, heading) => {
    const { page } = phone;
    await phone.open(path);
    await page.getByRole('heading', { name: heading }).first().waitFor();
    await loaded(phone);
    for (const [width, height, letters] of [
      [390, 844, 1],
      [360, 740, 1],
      [195, 422, 1],
      [390, 844, 2],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.evaluate(`document.documentElement.style.fontSize = '${letters * 100}%'`);
      await phone.shot(`hand${path.replaceAll('/', '-')}-${width}x${letters}`);
      expect.soft(await measured(phone, 44), `${width} ${letters}`).toEqual(GOOD);
    }
  });
});

describe('工作台：1440 宽和放大一倍', () => {
  test.each([
    ['/desk', '整改台账'],
    ['/desk/tasks/7', '整改台账'],
    ['/desk/reviews', '销号审核'],
    ['/desk/requests', '申请办理'],
    ['/desk/chase', '催办'],
    ['/desk/look-backs', '回头看'],
    ['/desk/replies', '回复收件箱'],
    ['/desk/week', '每周视图'],
    ['/desk/health', '运行状况'],
    ['/desk/papers', '导出与公文'],
    ['/desk/import', '导入'],
    ['/desk/people', '人员与单位'],
    ['/desk/settings', '设置'],
  ])('%s', async (path, heading) => {
    const visit = path === '/desk/settings' ? admin : office;
    const { page } = visit;
    await visit.open(path);
    await page.getByRole('heading', { name: heading, includeHidden: true }).first().waitFor();
    await loaded(visit);
    for (const [width, height] of [
      [1440, 900],
      [720, 450],
    ] as const) {
      await page.setViewportSize({ width, height });
      await visit.shot(`hand${path.replaceAll('/', '-')}-${width}`);
      expect.soft(await measured(visit, null), String(width)).toEqual(GOOD);
    }
  });
});

describe('只用键盘', () => {
  test('工作台：先到“跳到正文”，每一站都看得见焦点；对话框里转不出去，关了回到原处', async () => {
    const { page } = office;
    await page.setViewportSize({ width: 1440, height: 900 });
    await office.open('/desk/replies');
    await page.getByRole('button', { name: '更正陆海平的这条回复' }).waitFor();
    const [first] = await tabStops(page, 1);
    expect(first?.name).toContain('跳到正文');
    await page.keyboard.press('Enter');
    // The parts of an input of dates draw their own mark.
    const stops = (await tabStops(page, 12)).filter(({ name }) => !name.includes('该周任一天'));
    expect(stops[0]?.name).toContain('填报人');
    expect(stops.filter(({ shown, seen }) => !shown || !seen)).toEqual([]);
    const opener = page.getByRole('button', { name: '更正陆海平的这条回复' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('更正原因').waitFor();
    const inside = (await tabStops(page, 14)).map(({ name }) => name);
    expect(inside.filter((name) => /挂图作战|退出登录|查询/.test(name) && !name.startsWith('BODY'))).toEqual(
      [],
    );
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe(
      '更正陆海平的这条回复',
    );
  });

  test('手机：从清单到填报，提交按钮够得着', async () => {
    const { page } = phone;
    await phone.open('/m');
    await page.getByRole('link', { name: '填报 14' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('进行中').focus();
    await page.keyboard.press('Space');
    const stops = await tabStops(page, 5);
    expect(stops.filter(({ shown }) => !shown)).toEqual([]);
    expect(stops.map(({ name }) => name.split(' ')[0])).toContain('TEXTAREA');
    expect(stops.at(-1)?.name).toContain('提交');
    await page.keyboard.press('Enter');
    await page.getByText('已记录').waitFor();
  });
});
