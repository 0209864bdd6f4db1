import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { marksOf, openPagedHouse, type PagedHouse } from '../../support/pages.ts';

let paged: PagedHouse;
beforeAll(async () => {
  paged = await openPagedHouse({ date: '2026-06-08', time: '09:30' });
  const { house } = paged;
  const [round] = await house.deps.store.rounds.active();
  if (round) await house.deps.store.rounds.setSettings(round.id, { ...round.settings, closureEvidence: 0 });
  await house.say('luhaiping', '14 已完成，结算资料已全部归档');
  await house.sendPicture('luhaiping');
  await house.say('luhaiping', '7 申请延期到2026年12月20日，供货推迟');
  await house.say('luhaiping', '6 有困难，请协调财政所');
});
afterAll(() => paged.close());

const taskOf = async (code: string) =>
  (await paged.house.deps.store.tasks.list({})).find((task) => task.code === code);

test('没读到：说明白，不说“0 项”，点“重新加载”就好', async () => {
  const { page, context, open, close } = await paged.signedIn('shenjingyi', 'desk');
  const detail = '系统出错，什么也没有改动，请稍后再试。';
  const failing = /\/api\/v1\/(?:reviews|requests|look-backs|replies|week)/;
  // What the document brings along is not asked for again; so from another page.
  await open('/desk/chase');
  for (const path of ['/desk/reviews', '/desk/requests', '/desk/look-backs', '/desk/replies', '/desk/week']) {
    await context.route(failing, (route) =>
      route.fulfill({ status: 500, json: { type: '', title: '', status: 500, code: 'broken', detail } }),
    );
    await page.locator(`nav a[href="${path}"]`).click();
    await page.getByRole('alert').filter({ hasText: detail }).waitFor();
    expect([path, await page.locator('main').innerText()]).not.toEqual([
      path,
      expect.stringMatching(/ 0 [项件]/),
    ]);
    await context.unroute(failing);
    await page.getByRole('button', { name: '重新加载' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  }
  await close();
});

describe('整改办', () => {
  test('筛选、用键盘打开、改备注时别人改过、再保存', async () => {
    const visit = await paged.signedIn('shenjingyi', 'desk');
    const { page, open, violations, complaints, close } = visit;
    await open('/desk');
    await page.getByText('共 39 项').waitFor();
    await visit.shot('ledger');
    expect(await violations()).toEqual([]);
    await page.keyboard.press('/');
    await page.keyboard.type('整治');
    await page.getByText('共 39 项').waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('search')).toBe('整治');
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.getByLabel('责任单位').selectOption('城建办');
    await page.getByText('共 7 项').waitFor();
    await page.locator('h1').click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('责任与时限').waitFor();
    const code = /tasks\/(\w+)/.exec(page.url())?.[1] ?? '';
    expect(page.url()).toContain('unit=');
    await page.getByRole('button', { name: '查看办理经过' }).click();
    const mark: unknown = expect.stringContaining('shenjingyi 20');
    expect(await marksOf(page)).toEqual([mark, mark]);
    await visit.shot('task');
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: '修改备注' }).click();
    await page.getByRole('textbox', { name: '备注' }).fill('我写的备注');
    const { deps } = paged.house;
    const task = await taskOf(code);
    const cause = {
      at: deps.clock.now(),
      actor: 'heyunzhou',
      source: 'api',
      event: 'remark_changed',
    } as const;
    expect(task && (await deps.store.tasks.change(task, { remark: '同事写的备注' }, cause))).toBe(true);
    await page.getByRole('button', { name: '保存备注' }).click();
    await page.getByText('别人改了这一项').waitFor();
    // The course of the task, when it has come already, names it as well.
    await page.getByText('同事写的备注', { exact: true }).waitFor();
    expect(await page.getByRole('textbox', { name: '备注' }).inputValue()).toBe('我写的备注');
    await visit.shot('conflict');
    await page.getByRole('textbox', { name: '备注' }).fill('同事写的备注；我写的备注');
    await page.getByRole('button', { name: '保存备注' }).click();
    await page.getByText('备注已保存').waitFor();
    expect((await taskOf(code))?.remark).toBe('同事写的备注；我写的备注');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/desk/');
    // The browser writes down every answer that is an error.
    expect(complaints.filter((line) => !line.includes('409'))).toEqual([]);
    await close();
  });

  test('申请延期：批另一天；改派先看清楚；催办看得到谁收到什么', async () => {
    const visit = await paged.signedIn('shenjingyi', 'desk');
    const { page, open, violations, complaints, close } = visit;
    await open('/desk/requests');
    await page.getByText('待办理 2 件').waitFor();
    await visit.shot('requests');
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: '同意', exact: true }).click();
    await page.getByLabel('批准延到').fill('2026-11-30');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('是否同意7号').waitFor();
    await visit.shot('extension');
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: '确认办理' }).click();
    await page.getByText('待办理 1 件').waitFor();
    expect(await taskOf('7')).toMatchObject({ dueOn: '2026-11-30' });
    await open('/desk/chase');
    await page.getByRole('button', { name: '预览谁会收到什么' }).click();
    await page.getByRole('table').waitFor();
    await visit.shot('chase');
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: '确认催办' }).click();
    await page.getByText(/^已催办 \d+ 人/).waitFor();
    await open('/desk/tasks/4');
    await page.getByRole('button', { name: '改派' }).click();
    await page.getByLabel('改派给').pressSequentially('玉珍');
    await page.locator('#order-people option[value="caiyuzhen"]').waitFor({ state: 'attached' });
    await page.getByLabel('改派给').fill('caiyuzhen');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('是否把4号转给').waitFor();
    await page.getByRole('button', { name: '确认办理' }).click();
    await page.getByRole('dialog').locator('dd').getByText('蔡玉珍').first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('审核人', () => {
  test('用键盘退回，重报以后通过', async () => {
    const visit = await paged.signedIn('linpeiyi', 'desk');
    const { page, open, violations, complaints, close } = visit;
    await open('/desk/reviews');
    await page.getByRole('button', { name: /^14号/ }).click();
    await page.getByText('结算资料已全部归档').waitFor();
    await page.locator('img').waitFor();
    // Throws when it is no picture.
    await page.locator('img').evaluate((image: { decode(): Promise<void> }) => image.decode());
    await visit.shot('reviews');
    expect(await violations()).toEqual([]);
    await page.locator('h1').click();
    await page.keyboard.press('r');
    await page.getByLabel('退回原因').fill('缺验收单');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await taskOf('14'))?.closure).toBe('returned');
    await paged.house.say('luhaiping', '14 已完成，验收单已补');
    await page.reload();
    await page.getByRole('button', { name: /^14号/ }).click();
    await page.getByText('验收单已补').waitFor();
    await page.locator('h1').click();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: '确认通过' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await taskOf('14'))?.closure).toBe('second_review');
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('只看的人', () => {
  test('领导小组看得到台账和任务，没有一个办理按钮', async () => {
    const visit = await paged.signedIn('zhouchengyuan', 'desk');
    const { page, open, complaints, close } = visit;
    await open('/desk/tasks/14');
    await page.getByRole('dialog').getByText('责任与时限').waitFor();
    expect(await page.getByRole('dialog').getByRole('button').allInnerTexts()).toEqual(['×']);
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['整改台账']);
    await visit.shot('leader');
    expect(complaints).toEqual([]);
    await close();
  });
});
