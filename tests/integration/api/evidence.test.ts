import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type House } from '../../support/house.ts';
import { aBrowser, type Browser } from './a-browser.ts';

const MONDAY = '2026-06-08';

interface Line {
  readonly id: string;
  readonly fileName: string;
  readonly by: string;
}

let house: House;
let pieces: readonly Line[];
beforeAll(async () => {
  house = await openHouse({ date: MONDAY, time: '09:00' });
  await house.at(MONDAY, '10:20');
  await house.say('luhaiping', '14 结算资料正在整理');
  await house.sendPicture('luhaiping', '结算');
  pieces = (await detail('luhaiping')).evidence;
});
afterAll(() => house.close());

const signedIn = async (userid: string): Promise<Browser> => {
  const browser = aBrowser(house);
  expect((await browser.signIn(userid)).status).toBe(200);
  return browser;
};

async function detail(userid: string): Promise<{ evidence: readonly Line[] }> {
  return (await (await signedIn(userid)).get('/tasks/14')).json() as Promise<{ evidence: readonly Line[] }>;
}

describe('佐证材料', () => {
  test('详情里列出每件：名称、大小、何时、谁交的', () => {
    expect(pieces).toHaveLength(1);
    expect(pieces[0]).toMatchObject({
      by: '陆海平',
      bytes: expect.any(Number),
      at: expect.stringContaining('2026-06-08T02:2'),
    });
  });

  test.each([
    ['本人', 'luhaiping', 200],
    ['整改办', 'shenjingyi', 200],
    ['领导小组', 'zhouchengyuan', 200],
    ['不相干的责任人', 'yeqinglan', 404],
  ])('%s（%s）打开图片：%i', async (_, userid, status) => {
    const response = await (await signedIn(userid)).get(`/evidence/${pieces[0]?.id}`);
    expect(response.status).toBe(status);
    const [last] = await house.deps.store.audit.list({ limit: 1 });
    expect(last?.event === 'evidence_refused').toBe(status === 404);
  });

  test('图片当图片给，别的站点和脚本都用不上；浏览器每次都要再问', async () => {
    const browser = await signedIn('luhaiping');
    const response = await browser.get(`/evidence/${pieces[0]?.id}`);
    const { headers } = response;
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('content-disposition')).toMatch(/^inline; filename/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  test.each([
    ['没有这一件', '/evidence/0197f000-0000-7000-8000-000000000000', 404],
    ['编号乱写', '/evidence/..%2f..%2fetc', 400],
  ])('%s：%s → %i', async (_, path, status) => {
    expect((await (await signedIn('luhaiping')).get(path)).status).toBe(status);
  });

  test('没登录的人，什么都打不开', async () => {
    expect((await aBrowser(house).get(`/evidence/${pieces[0]?.id}`)).status).toBe(401);
  });

  test('填报撤回以后，材料也打不开了', async () => {
    await house.say('luhaiping', '撤回');
    expect((await (await signedIn('luhaiping')).get(`/evidence/${pieces[0]?.id}`)).status).toBe(404);
    expect((await detail('luhaiping')).evidence).toEqual([]);
  });
});
