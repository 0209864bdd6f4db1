import { describe, expect, test } from 'vitest';
import { aListener, field } from './a-listener.ts';
import { aCorp, AGENT_ID, aSandbox, MINUTE } from './a-sandbox.ts';
import type { ApiAnswer, Json, TestSandbox } from './a-sandbox.ts';

const times = (count: number, item: Json): Json[] => Array.from({ length: count }, () => item);

const AGENT = { agentid: String(AGENT_ID) };
const click = (changes: Json = {}): Json => ({ type: 'click', name: '我的任务', key: 'tasks', ...changes });
const MENU = [
  click(),
  {
    name: '更多',
    sub_button: [
      click({ name: '怎么填', key: 'help' }),
      { type: 'view', name: '台账', url: 'https://h5.example.cn/ledger' },
    ],
  },
];

describe('应用菜单', () => {
  test('建、取、删；没有菜单 → 46003', async () => {
    const { api } = await aSandbox();
    expect((await api('menu/get', undefined, AGENT)).errcode).toBe(46003);
    expect((await api('menu/create', { button: MENU }, AGENT)).errcode).toBe(0);
    expect(await api('menu/get', undefined, AGENT)).toMatchObject({ errcode: 0, button: MENU });
    expect((await api('menu/delete', undefined, AGENT)).errcode).toBe(0);
    expect((await api('menu/get', undefined, AGENT)).errcode).toBe(46003);
  });

  test.each<[string, unknown, number]>([
    ['没有按钮', [], 40016],
    ['四个按钮', [1, 2, 3, 4].map((n) => click({ key: String(n) })), 40016],
    ['不认识的类型', [click({ type: 'tap' })], 40017],
    ['六个汉字的名字', [click({ name: '我的整改任务' })], 40018],
    ['没有 key', [click({ key: '' })], 40019],
    ['key 129 字节', [click({ key: 'k'.repeat(129) })], 40019],
    ['不是网址', [{ type: 'view', name: '台账', url: 'ledger' }], 40020],
    ['是脚本', [{ type: 'view', name: '台账', url: 'javascript:alert(1)' }], 40020],
    ['三层', [{ name: '更多', sub_button: [{ name: '再多', sub_button: [click()] }] }], 40022],
    ['六个子按钮', [{ name: '更多', sub_button: times(6, click()) }], 40023],
    ['子按钮的类型', [{ name: '更多', sub_button: [click({ type: 'tap' })] }], 40024],
    ['子按钮十四个汉字', [{ name: '更多', sub_button: [click({ name: '字'.repeat(14) })] }], 40025],
    ['子按钮没有 key', [{ name: '更多', sub_button: [click({ key: '' })] }], 40026],
    ['子按钮不是网址', [{ name: '更多', sub_button: [{ type: 'view', name: '台账', url: 'x' }] }], 40027],
  ])('%s → %i', async (_case, button, errcode) => {
    const { api } = await aSandbox();
    expect((await api('menu/create', { button }, AGENT)).errcode).toBe(errcode);
  });

  test('名字正好 16 字节，子按钮正好 40 字节：可以', async () => {
    const { api } = await aSandbox();
    const button = [{ name: 'abcdefghijklmnop', sub_button: [click({ name: `${'字'.repeat(13)}a` })] }];
    expect((await api('menu/create', { button }, AGENT)).errcode).toBe(0);
  });

  test('点一下：应用收到 click 和 EventKey；网页按钮是 view', async () => {
    const bot = await aListener(aCorp());
    const { api, control } = await aSandbox({ callback: bot });
    await api('menu/create', { button: MENU }, AGENT);
    expect((await control('GET', '/people/lisi/desk')).body).toMatchObject({ menu: MENU });
    await control('POST', '/people/lisi/menu', { key: 'tasks' });
    await control('POST', '/people/lisi/menu', { key: 'help' });
    await control('POST', '/people/lisi/menu', { url: 'https://h5.example.cn/ledger' });
    expect((await control('POST', '/people/lisi/menu', { key: 'gone' })).status).toBe(400);
    expect(bot.heard.map(({ xml }) => [field(xml, 'Event'), field(xml, 'EventKey')])).toEqual([
      ['click', 'tasks'],
      ['click', 'help'],
      ['view', 'https://h5.example.cn/ledger'],
    ]);
  });
});

const withWorkbench = (): Promise<TestSandbox> =>
  aSandbox({ corp: aCorp({ agent: { ...aCorp().agent, workbench: true } }) });

const keydata = (...items: readonly Json[]): Json => ({ type: 'keydata', keydata: { items } });
const TILE = keydata({ key: '待报', data: '3' }, { key: '逾期', data: '1' });

const set = ({ api }: TestSandbox, what: string, body: Json): Promise<ApiAnswer> =>
  api(`agent/set_workbench_${what}`, { agentid: AGENT_ID, ...body });

describe('工作台', () => {
  test('没有开启 → 94000，开启了就行', async () => {
    const sandbox = await aSandbox();
    expect((await set(sandbox, 'template', TILE)).errcode).toBe(94000);
    await sandbox.control('POST', '/agent', { workbench: true });
    expect((await set(sandbox, 'template', TILE)).errcode).toBe(0);
    await sandbox.control('POST', '/agent', { workbench: false });
    expect((await set(sandbox, 'template', TILE)).errcode).toBe(94000);
  });

  test('每人看到自己的数，没有的看到模板；normal 收起来', async () => {
    const sandbox = await withWorkbench();
    const own = keydata({ key: '待报', data: '7' });
    const seen = async (userid: string): Promise<unknown> =>
      (await sandbox.control('GET', `/people/${userid}/desk`)).body.tile;
    expect(await seen('lisi')).toBeNull();
    expect((await set(sandbox, 'data', { userid: 'lisi', ...own })).errcode).toBe(94008);
    await set(sandbox, 'template', TILE);
    await set(sandbox, 'data', { userid: 'lisi', ...own });
    expect(await seen('lisi')).toEqual({ type: 'keydata', content: own.keydata });
    expect(await seen('wangwu')).toEqual({ type: 'keydata', content: TILE.keydata });
    const asked = { agentid: AGENT_ID, userid: 'lisi' };
    expect(await sandbox.api('agent/get_workbench_data', asked)).toMatchObject(own);
    expect(await sandbox.api('agent/get_workbench_template', asked)).toMatchObject(TILE);
    await set(sandbox, 'template', { ...TILE, replace_user_data: true });
    expect(await seen('lisi')).toEqual({ type: 'keydata', content: TILE.keydata });
    await set(sandbox, 'template', { type: 'normal' });
    expect(await seen('wangwu')).toBeNull();
  });

  test('一次给很多人', async () => {
    const sandbox = await withWorkbench();
    await set(sandbox, 'template', TILE);
    const batch = (userid_list: readonly string[]): Promise<ApiAnswer> =>
      sandbox.api('agent/batch_set_workbench_data', {
        agentid: AGENT_ID,
        userid_list,
        data: keydata({ data: '9' }),
      });
    expect((await batch(['lisi', 'wangwu'])).errcode).toBe(0);
    expect((await batch(['lisi', 'nobody'])).errcode).toBe(60111);
    expect((await batch(Array<string>(1001).fill('lisi'))).errcode).toBe(40032);
    await sandbox.control('POST', '/limits', { name: 'tile-batch/minute', max: 3 });
    expect((await batch(['lisi', 'wangwu'])).errcode).toBe(45009);
    expect((await batch(['lisi'])).errcode).toBe(0);
  });

  test('一个人一分钟 10 次', async () => {
    const sandbox = await withWorkbench();
    await set(sandbox, 'template', TILE);
    const forLisi = (): Promise<ApiAnswer> => set(sandbox, 'data', { userid: 'lisi', ...TILE });
    for (let n = 0; n < 10; n += 1) expect((await forLisi()).errcode).toBe(0);
    expect((await forLisi()).errcode).toBe(45009);
    expect((await set(sandbox, 'data', { userid: 'wangwu', ...TILE })).errcode).toBe(0);
    sandbox.clock.pass(MINUTE);
    expect((await forLisi()).errcode).toBe(0);
  });

  test.each<[string, Json, number]>([
    ['不认识的类型', { type: 'chart' }, 94001],
    ['没有 keydata', { type: 'keydata' }, 94002],
    ['五个数', keydata(...times(5, { data: '1' })), 94003],
    ['没有数', keydata({ key: '待报' }), 94012],
    ['没有 list', { type: 'list' }, 94005],
    ['四行', { type: 'list', list: { items: times(4, { title: '第 12 项' }) } }, 94006],
    ['没有 webview', { type: 'webview' }, 94007],
    ['三倍高', { type: 'webview', webview: { url: 'https://h5.example.cn', height: 'triple' } }, 94011],
  ])('%s → %i', async (_case, body, errcode) => {
    expect((await set(await withWorkbench(), 'template', body)).errcode).toBe(errcode);
  });
});
