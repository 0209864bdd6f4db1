import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { RobotClient } from '../integration/sandbox/a-robot.ts';
import { aRobot, aRobotSandbox, card, markdown, pushTo } from '../integration/sandbox/a-robot.ts';
import type { TestSandbox } from '../integration/sandbox/a-sandbox.ts';
import { launchChromium } from '../support/chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const SIZES = [
  { screen: '桌面', width: 1280, height: 800 },
  { screen: '手机', width: 390, height: 844 },
];

const type = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('输入消息').fill(text);
  await page.getByLabel('输入消息').press('Enter');
};

const hears = async (robot: RobotClient, words: string): Promise<string> => {
  for (;;) {
    const told = await robot.told();
    if (JSON.stringify(told).includes(words)) return told.headers.req_id;
  }
};

describe.each(SIZES)('智能机器人，$screen $width×$height', ({ width, height }) => {
  async function open(): Promise<{ sandbox: TestSandbox; page: Page }> {
    const sandbox = await aRobotSandbox();
    const context = await browser.newContext({ viewport: { width, height } });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(sandbox.url);
    await page.getByRole('tab', { name: /机器人/ }).click();
    return { sandbox, page };
  }

  test('没有连接时说的，标出来；连上以后一问一答，按卡片，卡片换新', async () => {
    const { sandbox, page } = await open();
    await page.getByRole('link', { name: /李四/ }).click();
    await page.getByRole('heading', { name: '督办小助' }).waitFor();
    await type(page, '有人吗');
    await page.locator('.lost').getByText('机器人没有连接').waitFor();

    const robot = await aRobot(sandbox);
    await type(page, '我的待办');
    const asked = await hears(robot, '我的待办');
    await robot.ask('aibot_respond_msg', markdown('| 编号 | 事项 |\n|---|---|\n| 12 | 河道排污口 |'), asked);
    await page.getByRole('cell', { name: '河道排污口' }).waitFor();
    await robot.ask('aibot_send_msg', pushTo('lisi', card()));
    await page.getByRole('button', { name: '已完成' }).click();
    const pressed = await hears(robot, 'template_card_event');
    const face = card({
      main_title: { title: '12 已销号' },
      button_list: [{ text: '已记录', style: 4, key: 'noop' }],
    });
    const update = { response_type: 'update_template_card', template_card: face.template_card };
    await robot.ask('aibot_respond_update_msg', update, pressed);
    await page.getByRole('button', { name: '已记录' }).waitFor();
    expect(await page.locator('.lost').count()).toBe(1);
    expect(await sandbox.chat('people/lisi')).toEqual([]);
  });

  test('在群里选发言人，@ 它；不 @ 它就听不到', async () => {
    const { sandbox, page } = await open();
    const robot = await aRobot(sandbox);
    await page.getByRole('tab', { name: /群聊/ }).click();
    await page.getByRole('link', { name: /领导小组/ }).click();
    await page.getByLabel('发言人').selectOption('王五');
    await page.getByLabel('@督办小助').uncheck();
    await type(page, '中午吃什么');
    await page.getByText('中午吃什么').waitFor();
    await page.getByLabel('@督办小助').check();
    await type(page, '本周情况');
    expect((await robot.told()).body).toMatchObject({
      chatid: 'lingdao',
      from: { userid: 'wangwu' },
      text: { content: '@督办小助 本周情况' },
    });
    expect(robot.waiting()).toBe(0);
  });

  test('卡片上的一句话，按了就是说', async () => {
    const { sandbox, page } = await open();
    const robot = await aRobot(sandbox);
    await sandbox.control('POST', '/robot/lisi/text', { content: '在吗' });
    const notice = card({
      card_type: 'text_notice',
      card_action: { type: 1, url: 'https://example.cn/' },
      jump_list: [{ type: 3, title: '看看我的待办', question: '我的待办' }],
    });
    await robot.ask('aibot_send_msg', pushTo('lisi', notice));
    await page.getByRole('link', { name: /李四/ }).click();
    await page.getByRole('button', { name: '看看我的待办' }).click();
    expect(await hears(robot, '我的待办')).not.toBe('');
  });
});
