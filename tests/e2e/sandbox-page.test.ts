import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Corp } from '../../src/sandbox/corp.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { launchChromium } from '../support/chromium.ts';
import { EXAMPLE_CARDS } from './example-cards.ts';

const SECRET = 'secret-of-the-app';
const CORP: Corp = {
  corpName: '云浦区住建局',
  corpId: 'ww5e1f00d2b3c4a596',
  agent: {
    id: 1000002,
    name: '督办助手',
    secret: SECRET,
    callbackToken: 'token',
    callbackAesKey: 'k'.repeat(43),
  },
  departments: [
    { id: 1, name: '云浦区住建局', parentid: 0 },
    { id: 2, name: '城建办', parentid: 1 },
  ],
  people: [
    { userid: 'hejing', name: '何静', department: [2], position: '科长' },
    { userid: 'tangwei', name: '唐伟', department: [2], position: '科员' },
    { userid: 'fanyu', name: '范玉', department: [1] },
  ],
  groups: [
    { id: 'leaders', name: '整改领导小组', webhookKey: 'key-of-leaders', members: ['hejing', 'fanyu'] },
  ],
};

const SIZES = [
  { screen: '桌面', width: 1280, height: 800 },
  { screen: '手机', width: 360, height: 740 },
];

let sandbox: Sandbox;
let bot: Server;
let botStatus = 200;
let browser: Browser;
let token = '';

beforeAll(async () => {
  bot = createServer((_request, response) => void response.writeHead(botStatus).end());
  await new Promise<void>((resolve) => void bot.listen(0, '127.0.0.1', resolve));
  const { port } = bot.address() as AddressInfo;
  sandbox = await startSandbox({
    port: 0,
    corp: CORP,
    callback: { url: `http://127.0.0.1:${port}/` },
    retryDelaysMs: [1, 1, 1],
  });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await sandbox.close();
  bot.close();
});

interface Reply {
  readonly errcode: number;
  readonly access_token?: string;
  readonly response_code?: string;
  readonly msgid?: string;
}

async function callApi(path: string, body?: object): Promise<Reply> {
  const url = `${sandbox.url}/cgi-bin/${path}`;
  const response = await fetch(url, body && { method: 'POST', body: JSON.stringify(body) });
  const reply = (await response.json()) as Reply;
  expect(reply).toMatchObject({ errcode: 0 });
  return reply;
}

const withToken = (path: string, body: object): Promise<Reply> =>
  callApi(`${path}?access_token=${token}`, body);

const send = (touser: string, msgtype: string, payload: object): Promise<Reply> =>
  withToken('message/send', { touser, msgtype, agentid: CORP.agent.id, [msgtype]: payload });

/** Stricter than what the sandbox sends: the page must need nothing more. */
const STRICT_POLICY = "default-src 'self'; img-src 'self' data:";

describe.each(SIZES)('$screen $width×$height', ({ screen, width, height }) => {
  let context: BrowserContext;
  let page: Page;
  let complaints: string[] = [];

  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width, height } });
  });
  afterAll(() => context.close());

  beforeEach(async () => {
    botStatus = 200;
    complaints = [];
    await fetch(`${sandbox.url}/sandbox/api/reset`, { method: 'POST' });
    token = (await callApi(`gettoken?corpid=${CORP.corpId}&corpsecret=${SECRET}`)).access_token ?? '';
    page = await context.newPage();
    page.on('console', (entry) => entry.type() === 'error' && complaints.push(entry.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.route(`${sandbox.url}/`, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': STRICT_POLICY };
      await route.fulfill({ response, headers });
    });
  });

  afterEach(async () => {
    await page.close();
    // Violations of the content security policy are errors of the console too.
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  });

  async function openChatOf(name: string): Promise<void> {
    await page.goto(sandbox.url);
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { name: CORP.agent.name }).waitFor();
  }

  const see = (text: string): Promise<void> => page.locator('.thread').getByText(text).first().waitFor();

  test('未读数提示有新消息，点开就消失', async () => {
    await send('hejing', 'text', { content: '第一条' });
    await send('hejing', 'text', { content: '第二条' });
    await page.goto(sandbox.url);
    const entry = page.getByRole('link', { name: /何静/ });
    const unread = entry.getByLabel('2 条未读');
    await unread.waitFor();
    await entry.click();
    await see('第二条');
    await expect.poll(() => unread.count()).toBe(0);
  });

  test('五种卡片都读得到', async () => {
    for (const { card } of EXAMPLE_CARDS) await send('hejing', 'template_card', card);
    await openChatOf('何静');
    const cards = page.locator('.template-card');
    await cards.nth(EXAMPLE_CARDS.length - 1).waitFor();
    const texts = await cards.allInnerTexts();
    for (const [index, { words }] of EXAMPLE_CARDS.entries()) {
      for (const word of words) expect(texts[index]).toContain(word);
    }
    expect(await page.getByRole('radio', { name: '周四上午' }).isChecked()).toBe(true);
  });

  test('打字发送，机器人的新消息随后出现', async () => {
    await openChatOf('唐伟');
    const box = page.getByLabel('输入消息');
    await box.fill('7 进展');
    await box.press('Shift+Enter');
    await box.pressSequentially('完成六成');
    await box.press('Enter');
    await see('7 进展\n完成六成');
    expect(await box.inputValue()).toBe('');
    await send('tangwei', 'text', { content: '已记录：7 进行中' });
    await see('已记录：7 进行中');
  });

  test('机器人不应答时，用中文说明', async () => {
    botStatus = 500;
    await openChatOf('唐伟');
    await page.getByLabel('输入消息').fill('3 已完成');
    await page.getByRole('button', { name: '发送', exact: true }).click();
    const notice = page.getByRole('alert');
    await expect.poll(() => notice.innerText()).toBe('机器人没有应答（HTTP 500），已重试 3 次');
    await page.getByRole('button', { name: '关闭提示' }).click();
    expect(await notice.isVisible()).toBe(false);
  });

  test('选好下拉项再按按钮，卡片更新后变灰', async () => {
    const { response_code } = await send('hejing', 'template_card', {
      card_type: 'button_interaction',
      main_title: { title: '第 9 项：消防通道' },
      task_id: 'press',
      button_selection: {
        question_key: 'when',
        title: '预计完成',
        option_list: [
          { id: 'week', text: '本周内' },
          { id: 'month', text: '一个月内' },
        ],
      },
      button_list: [
        { text: '进行中', style: 1, key: 'doing' },
        { text: '已完成', style: 2, key: 'done' },
      ],
    });
    await openChatOf('何静');
    await page.getByRole('button', { name: /预计完成/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '一个月内' }).click();
    const answered = page.waitForResponse((response) => response.url().endsWith('/click'));
    await page.getByRole('button', { name: '进行中' }).click();
    const click = await answered;
    expect(click.request().postDataJSON()).toEqual({
      taskId: 'press',
      key: 'doing',
      selected: { when: ['month'] },
    });
    expect(await click.json()).toMatchObject({ callback: { status: 200, error: null } });

    await withToken('message/update_template_card', {
      userids: ['hejing'],
      agentid: CORP.agent.id,
      response_code,
      button: { replace_name: '已记录：进行中' },
    });
    const greyed = page.getByRole('button', { name: '已记录：进行中' });
    await greyed.waitFor();
    expect(await greyed.isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: '已完成' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /预计完成/ }).innerText()).toContain('一个月内');
  });

  test.each([
    ['text', { content: '<img src=x onerror=alert(1)>' }],
    ['markdown', { content: '**<img src=x onerror=alert(1)>**' }],
    [
      'textcard',
      { title: '通知', description: '<img src=x onerror=alert(1)>', url: 'https://duban.example.cn/' },
    ],
  ])('%s 里夹带的标记只当文字显示', async (msgtype, payload) => {
    await send('fanyu', msgtype, payload);
    await openChatOf('范玉');
    await see('<img src=x onerror=alert(1)>');
    expect(await page.locator('.thread img').count()).toBe(0);
  });

  test('javascript: 链接不能点', async () => {
    const content = '<a href="javascript:alert(1)">点我</a>，<a href="https://duban.example.cn/">首页</a>';
    await send('fanyu', 'text', { content });
    await openChatOf('范玉');
    await see('点我');
    const links = page.locator('.thread a');
    expect(await links.allInnerTexts()).toEqual(['首页']);
    expect(await links.first().getAttribute('rel')).toContain('noopener');
  });

  test('撤回的消息只留一句话', async () => {
    const { msgid } = await send('hejing', 'text', { content: '发错了' });
    await openChatOf('何静');
    await see('发错了');
    await withToken('message/recall', { msgid });
    await see('应用撤回了一条消息');
    expect(await page.getByText('发错了').count()).toBe(0);
  });

  test('群聊用地址直达，只读，列得出成员', async () => {
    await callApi('webhook/send?key=key-of-leaders', {
      msgtype: 'markdown_v2',
      markdown_v2: { content: '# 专报\n| 科室 | 逾期 |\n| --- | --: |\n| 城建办 | 2 |' },
    });
    await page.goto(`${sandbox.url}/#/groups/leaders`);
    await page.getByRole('cell', { name: '城建办' }).waitFor();
    expect(await page.getByLabel('输入消息').isVisible()).toBe(false);
    await page.getByRole('button', { name: '群成员' }).click();
    expect(await page.getByRole('dialog').getByRole('link').allInnerTexts()).toEqual([
      expect.stringContaining('何静'),
      expect.stringContaining('范玉'),
    ]);
  });

  test('从消息找到发出它的那次接口调用', async () => {
    await send('hejing', 'text', { content: '请看第 18 项' });
    await openChatOf('何静');
    await page.getByRole('button', { name: /查看发出它的接口调用/ }).click();
    const call = page.locator('.call[open]');
    await call.getByText('请看第 18 项').waitFor();
    expect(await call.innerText()).toContain('message/send');
    expect(await call.innerText()).not.toContain(token);
  });

  test('填表注入故障，下一次调用就失败', async () => {
    await page.goto(sandbox.url);
    await page.getByRole('button', { name: '故障模拟' }).click();
    await page.getByLabel('错误码 errcode').fill('45009');
    await page.getByRole('button', { name: '注入故障' }).click();
    await page.getByText('errcode 45009 · 还剩 1 次').waitFor();
    const body = { touser: 'hejing', msgtype: 'text', agentid: CORP.agent.id, text: { content: '会失败' } };
    const url = `${sandbox.url}/cgi-bin/message/send?access_token=${token}`;
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    expect(await response.json()).toMatchObject({ errcode: 45009 });
  });

  test.runIf(screen === '手机')('手机上从聊天返回列表', async () => {
    await openChatOf('何静');
    expect(await page.getByRole('searchbox', { name: '搜索' }).isVisible()).toBe(false);
    await page.getByRole('link', { name: '返回列表' }).click();
    await page.getByRole('searchbox', { name: '搜索' }).waitFor();
  });

  test('没有横向滚动，能按的都有 44 像素高', async () => {
    for (const { card } of EXAMPLE_CARDS) await send('hejing', 'template_card', card);
    await send('hejing', 'text', { content: 'https://duban.example.cn/'.padEnd(300, 'x') });
    await openChatOf('何静');
    await see('第 18 项核实');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    // Links inside a line, and the small sign beside a name, widen their target without growing.
    const targets = '.chat :is(button, .card-option, .card-jump, .back):not(.link-button, .call-button)';
    const visible = await page.locator(targets).filter({ visible: true }).all();
    const heights = await Promise.all(
      visible.map(async (target) => (await target.boundingBox())?.height ?? 0),
    );
    expect(heights.length).toBeGreaterThan(5);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  });
});
