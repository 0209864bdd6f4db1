import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listRequests } from '../../../src/app/supervision/list-requests.ts';
import { actAs } from '../../support/an-acting.ts';
import { openHouse, type House } from '../../support/house.ts';
import { MANAGER, officeOf, wordsOf, type Office } from './orders.ts';

describe('延期、转办、协调', () => {
  let house: House;
  let office: Office;
  beforeAll(async () => {
    house = await openHouse({ date: '2026-06-08', time: '09:00' });
    office = officeOf(house);
  });
  afterAll(() => house.close());
  const heard = async (userid: string): Promise<string> => (await house.heard(userid)).join('\n');
  const open = async (by = MANAGER): Promise<string> => wordsOf(await actAs(house.deps, by, listRequests));

  test.each(['确认', '确定。', '不发'])('没有要确认的，回“%s”就说没有', async (said) => {
    expect(await house.say('heyunzhou', said)).toEqual([expect.stringContaining('没有等待您确认的操作')]);
  });

  test('过了时限不能再申请延期', async () => {
    const [answer] = await house.say('luhaiping', '14 申请延期到7月31日，审计没有结束');
    expect(answer).toContain('已过整改时限');
  });

  test('申请两次，以后一次为准', async () => {
    await house.say('luhaiping', '26 申请延期到7月31日，等待验收');
    await house.say('luhaiping', '26 申请延期到7月20日，等待验收');
    expect(await open()).toMatch(/待办理的申请 1 项[\s\S]*26 延期到7月20日（陆海平，6月8日）/);
  });

  test('在期限内申请的，过了期限仍能办；批的日子可以不是申请的日子，原时限不变', async () => {
    await house.at('2026-06-15', '10:20');
    await house.heard('luhaiping');
    const answer = await office.order({ name: 'approve', item: '26', what: 'extension', due: '2026-07-15' });
    expect(answer).toContain('新时限7月15日');
    expect(await heard('luhaiping')).toContain('新时限7月15日');
    const task = await office.task('26');
    expect(task).toMatchObject({ dueOn: '2026-07-15', originalDueOn: '2026-06-12' });
    expect(await office.events(task.id)).toContain('extension_approved');
  });

  test('批的日子不能早于现在的时限；没有申请就没有可批的', async () => {
    await house.say('luhaiping', '25 申请延期到8月31日，备案系统升级');
    expect(
      await office.order({ name: 'approve', item: '25', what: 'extension', due: '2026-07-01' }),
    ).toContain('要晚于现在的时限');
    expect(await office.order({ name: 'approve', item: '28', what: 'extension' })).toContain(
      '没有等待办理的申请',
    );
  });

  test('退回延期须写原因，原因告诉申请人', async () => {
    await house.heard('luhaiping');
    expect(await office.order({ name: 'return', item: '25', what: 'extension' }, '退回25延期')).toContain(
      '须写明原因',
    );
    await office.order({ name: 'return', item: '25', what: 'extension' }, '退回25延期：不影响备案核查');
    expect(await heard('luhaiping')).toMatch(/25号延期申请未批准[\s\S]*不影响备案核查/);
    expect(await office.task('25')).toMatchObject({ dueOn: '2026-07-17' });
  });

  test('转办给名单里没有的人、给他自己，都不办', async () => {
    // A member is not sent more than WeCom allows in a minute.
    await house.at('2026-06-15', '10:40');
    await house.say('luhaiping', '28 转给张三丰');
    expect(await office.order({ name: 'approve', item: '28', what: 'transfer' })).toContain(
      '人员名单中没有“张三丰”',
    );
    expect(await office.order({ name: 'approve', item: '28', what: 'transfer', to: '陆海平' })).toContain(
      '现在就由此人负责',
    );
    expect(await office.task('28')).toMatchObject({ owner: { name: '陆海平' } });
  });

  test('重名的列出单位，写明单位才办', async () => {
    const unitId = (await house.deps.store.people.units()).find(({ name }) => name === '财政所')?.id ?? null;
    await house.deps.store.people.save({ userid: 'shiweidong2', name: '石卫东', unitId, roles: [] });
    expect(await office.order({ name: 'assign', items: ['28'], to: '石卫东' })).toMatch(
      /有 2 位“石卫东”[\s\S]*综合执法队 石卫东[\s\S]*财政所 石卫东/,
    );
    expect(await office.order({ name: 'assign', items: ['28'], to: '石卫东（教育局）' })).toContain(
      '没有“石卫东（教育局）”',
    );
  });

  test('同意转办：新责任人接到现状，原责任人转为配合、不再被问，外单位接办则换牵头单位', async () => {
    await house.at('2026-06-15', '10:50');
    await house.say('luhaiping', '28 转给石卫东');
    await house.press('luhaiping', 'in_progress', 28);
    await house.heard('luhaiping');
    await house.heard('shiweidong');
    const answer = await office.order({
      name: 'approve',
      item: '28',
      what: 'transfer',
      to: '综合执法队石卫东',
    });
    expect(answer).toContain('28号已转给综合执法队 石卫东负责');
    expect(await heard('shiweidong')).toMatch(/转由您负责（原责任人：陆海平）[\s\S]*28 井盖路灯限时维修/);
    expect(await heard('luhaiping')).toMatch(/已转给综合执法队 石卫东负责/);
    expect(await office.task('28')).toMatchObject({
      owner: { name: '石卫东' },
      leadUnit: { name: '综合执法队' },
      supportUnits: expect.arrayContaining([expect.objectContaining({ name: '城建办' })]),
      supporters: [expect.objectContaining({ name: '陆海平' })],
    });
    const lu = await house.deps.store.people.byUserid('luhaiping');
    expect(await house.deps.store.pending.of(lu?.id ?? '', house.deps.clock.now())).toBeNull();
    expect((await house.say('luhaiping', '28 已完成')).join('')).not.toContain('已记录');
    expect(await open()).not.toContain('28 转办');
  });

  test('退回转办：仍由原责任人负责', async () => {
    await house.say('luhaiping', '7 转给石卫东');
    await office.order({ name: 'return', item: '7', what: 'transfer' }, '退回7转办：本就是城建办职责');
    expect(await heard('luhaiping')).toMatch(/7号转办申请未批准[\s\S]*本就是城建办职责/);
    expect(await office.task('7')).toMatchObject({ owner: { name: '陆海平' } });
  });

  test('整改办一次改派几项，每人一条通知；别人无权改派', async () => {
    expect(
      await office.order({ name: 'assign', items: ['25', '26'], to: '蔡毓珍' }, '', 'luhaiping'),
    ).toContain('不在您的职责范围');
    const to = await house.deps.store.people.byUserid('xujianing');
    await house.heard('luhaiping');
    await house.heard('xujianing');
    await office.order({ name: 'assign', items: ['25', '26'], to: to?.name ?? '' });
    const told = await house.heard('xujianing');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/以下 2 项任务转由您负责[\s\S]*25 [\s\S]*26 /);
    expect(await house.heard('luhaiping')).toHaveLength(1);
    expect(await office.events((await office.task('25')).id)).toContain('assigned');
  });

  test('正在审核的、已办结的不能改派', async () => {
    expect(await office.order({ name: 'assign', items: ['38'], to: 'luhaiping' })).toContain('正在审核');
    expect(await office.order({ name: 'assign', items: ['37'], to: 'luhaiping' })).toContain('已办结');
  });

  test('需协调：处理结果告诉提出的人', async () => {
    await house.say('zoufan02', '23有困难，请协调区供水公司');
    expect(await open()).toContain('23 协调（邹帆');
    await office.order({ name: 'approve', item: '23', what: 'help' }, '同意23协调：供水公司周五到场');
    expect(await heard('zoufan02')).toContain('已协调：供水公司周五到场');
    expect(await open()).not.toContain('23 协调');
  });

  test('不是整改办的人看不到申请', async () => {
    await house.say('luhaiping', '7 需要协调区水务局');
    expect(await open('luhaiping')).toContain('目前没有待办理的');
    expect(await open()).toContain('7 协调');
  });
});
