import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/server.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { launchChromium } from '../support/chromium.ts';
import { aCorp, AGENT_ID, CREDENTIALS } from '../integration/sandbox/a-sandbox.ts';

let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  const corp = aCorp({ agent: { ...aCorp().agent, workbench: true } });
  sandbox = await startSandbox({ port: 0, corp, callback: null, retryDelaysMs: [] });
  browser = await launchChromium();
  const token = new URLSearchParams(CREDENTIALS).toString();
  const { access_token } = (await (await fetch(`${sandbox.url}/cgi-bin/gettoken?${token}`)).json()) as {
    access_token: string;
  };
  const api = (path: string, body: object): Promise<unknown> =>
    post(`/cgi-bin/${path}?access_token=${access_token}&agentid=${AGENT_ID}`, { agentid: AGENT_ID, ...body });
  const help = { type: 'click', name: '怎么填', key: 'help' };
  await api('menu/create', { button: [{ name: '更多', sub_button: [help] }] });
  const keydata = { items: [{ key: '待报', data: '3' }] };
  await api('agent/set_workbench_template', { type: 'keydata', keydata });
  await post('/sandbox/api/limits', { name: 'member/minute', max: 1 });
  for (const content of ['第一条', '第二条']) {
    await api('message/send', { touser: 'lisi', msgtype: 'text', text: { content } });
  }
});

afterAll(async () => {
  await browser.close();
  await sandbox.close();
});

async function post(path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(sandbox.url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}

async function openChat(width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  await page.goto(`${sandbox.url}/#/people/lisi`);
  await page.waitForSelector('.dropped');
  return page;
}

describe.each([
  ['桌面', 1280],
  ['手机', 390],
])('%s', (_screen, width) => {
  test('被静默丢弃的那一条，红字写在会话里，指到那一次调用', async () => {
    const page = await openChat(width);
    const note = page.locator('.dropped');
    expect(await note.textContent()).toMatch(
      /^此处一条消息因超过频率限制被静默丢弃，李四没有收到（接口调用 #\d+）$/,
    );
    expect(await page.evaluate("getComputedStyle(document.querySelector('.dropped')).color")).toBe(
      'rgb(179, 38, 30)',
    );
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await note.getByRole('button').click();
    await page.locator('.call[open]', { hasText: 'message/send' }).waitFor();
    await page.close();
  });

  test('工作台的数字，和应用菜单', async () => {
    const page = await openChat(width);
    await expect.poll(() => page.locator('.tile').textContent()).toBe('工作台3待报');
    await page.getByRole('button', { name: '更多' }).click();
    await page.getByRole('button', { name: '怎么填' }).click();
    // Nobody hears it here: the page says so.
    await page.getByText('没有设置回调地址').waitFor();
    await page.close();
  });

  test('授权页：点自己的名字，带着 code 回去', async () => {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const ask = new URLSearchParams({
      appid: aCorp().corpId,
      redirect_uri: `${sandbox.url}/icon.svg`,
      response_type: 'code',
      scope: 'snsapi_base',
      state: 'abc',
    });
    await page.goto(`${sandbox.url}/connect/oauth2/authorize?${ask.toString()}#wechat_redirect`);
    const own = page.getByRole('link', { name: '李四' });
    expect((await own.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await own.click();
    await page.waitForURL(/icon\.svg\?code=[\w-]+&state=abc/);
    await page.close();
  });
});
