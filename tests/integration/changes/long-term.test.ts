import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type House } from '../../support/house.ts';
import { officeOf, type Office } from './orders.ts';

describe('长期坚持任务', () => {
  let house: House;
  let office: Office;
  beforeAll(async () => {
    house = await openHouse({ date: '2026-07-20', time: '08:50' });
    office = officeOf(house);
    await house.at('2026-08-24', '10:20');
  });
  afterAll(() => house.close());

  test('答复里没有下一步计划，照记，并问一句', async () => {
    const [receipt] = await house.say('shiweidong', '21 长期坚持，本月巡查6次');
    expect(receipt).toContain('已记录');
    expect(receipt).toContain('21号是长期坚持任务，请补一句下一步计划');
  });

  test('接着说的一句就是计划，记进台账', async () => {
    const [answer] = await house.say('shiweidong', '9月起无人机每周巡一遍，重点看屋顶');
    expect(answer).toContain('已记录21号的下一步计划：9月起无人机每周巡一遍，重点看屋顶');
    const task = await office.task('21');
    const entries = await house.deps.store.entries.ofTasks([task.id], '2026-08-24');
    expect(entries.map(({ version, status, nextPlan }) => ({ version, status, nextPlan }))).toEqual([
      { version: 1, status: 'ongoing', nextPlan: '' },
      { version: 2, status: 'ongoing', nextPlan: '9月起无人机每周巡一遍，重点看屋顶' },
    ]);
    expect(entries[1]?.text).toBe(entries[0]?.text);
  });

  test('这一期已有计划，不再问', async () => {
    const [receipt] = await house.say('shiweidong', '21 长期坚持，本周又拆除1处');
    expect(receipt).not.toContain('下一步计划');
  });

  test('问了计划，回的是别的事，照别的事办', async () => {
    const [asked] = await house.say('zoufan02', '24 长期坚持，本月排查2次');
    expect(asked).toContain('下一步计划');
    const [other] = await house.say('zoufan02', '我的任务');
    expect(other).toContain('您名下共有任务');
    await house.say('zoufan02', '24 长期坚持，本月排查3次');
    const [named] = await house.say('zoufan02', '23 推进中，已划线12处');
    expect(named).toContain('23 ');
    expect(named).not.toContain('已记录24号的下一步计划');
  });

  test('答复里写了下一步，不问', async () => {
    const [receipt] = await house.say('ouyangjingzhi', '27 长期坚持，已约见2户，下一步：会同信访局会商');
    expect(receipt).toContain('已记录');
    expect(receipt).not.toContain('请补一句');
  });

  test('整改办设阶段目标，责任人知道；别的类型不设', async () => {
    await house.heard('ouyangjingzhi');
    const goals = [
      { due: '2026-09-04', text: '化解2件' },
      { due: '2026-12-31', text: '全部化解' },
    ] as const;
    await office.order({ name: 'stages', item: '27', goals });
    expect((await house.heard('ouyangjingzhi')).join('')).toMatch(/9月4日前：化解2件/);
    expect(await office.order({ name: 'stages', item: '25', goals })).toContain('不是长期坚持任务');
    expect(await office.events((await office.task('27')).id)).toContain('stages_set');
  });

  test('目标日近了每周都问，写明目标日，从不说逾期', async () => {
    await house.at('2026-08-31', '10:20');
    const [reminder] = await house.heard('ouyangjingzhi');
    expect(reminder).toContain('阶段目标9月4日到期');
    await house.at('2026-09-07', '10:20');
    const [later] = await house.heard('ouyangjingzhi');
    expect(later).toContain('阶段目标9月4日已到');
    expect(later).not.toContain('逾期');
  });

  test('达成以后不再因它问，不能记两次', async () => {
    const command = { name: 'stage_reached', item: '27', no: 1 } as const;
    expect(await office.order(command)).toContain('9月7日达成');
    expect(await office.order(command)).toContain('没有这个未达成的阶段目标');
    expect((await office.task('27')).stages).toMatchObject([
      { no: 1, reachedOn: '2026-09-07' },
      { no: 2, reachedOn: null },
    ]);
  });
});
