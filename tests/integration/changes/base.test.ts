import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type House } from '../../support/house.ts';
import { MANAGER, officeOf, type Office } from './orders.ts';

describe('拆分、合并、撤销、终止、上报', () => {
  let house: House;
  let office: Office;
  beforeAll(async () => {
    house = await openHouse({ date: '2026-06-12', time: '13:50' });
    office = officeOf(house);
    // The week that the changes are measured against is frozen.
    await house.at('2026-06-12', '14:20');
    await house.at('2026-06-15', '08:50');
  });
  afterAll(() => house.close());
  const heard = async (userid: string): Promise<string> => (await house.heard(userid)).join('\n');

  test('只有整改办能动任务', async () => {
    const parts = ['清查', '清偿'];
    expect(await office.order({ name: 'split', item: '14', parts }, '', 'luhaiping')).toContain(
      '不在您的职责范围',
    );
  });

  test('拆分：新编号接着排，责任人、时限、原时限、措施不变，原有申请终止并告知', async () => {
    const before = await office.task('6');
    await house.say('luhaiping', '6 申请延期到8月31日，汛期过后施工');
    await house.heard('luhaiping');
    await office.order({ name: 'split', item: '6', parts: ['排口溯源', '排口封堵'] });
    expect(await heard('luhaiping')).toMatch(/6号[\s\S]*已拆分为40号、41号[\s\S]*延期申请随之终止/);
    const { owner, leadUnit, leader, dueOn, originalDueOn, measures, horizon, problem, supportUnits } =
      before;
    for (const [code, title] of [
      ['40', '排口溯源'],
      ['41', '排口封堵'],
    ] as const) {
      const part = await office.task(code);
      expect(part).toMatchObject({ title, owner, leadUnit, leader, dueOn, originalDueOn, horizon, problem });
      expect(part).toMatchObject({ measures, supportUnits, completion: 'not_done', closure: 'open' });
    }
    expect(await office.task('6')).toMatchObject({ removed: { how: 'split', on: '2026-06-15' } });
    expect(await office.order({ name: 'approve', item: '6', what: 'extension' })).toContain(
      '已拆分为40号、41号',
    );
  });

  test('原编号已经没有了，问起来告诉去向', async () => {
    expect(await house.say('luhaiping', '查询6')).toEqual([expect.stringContaining('6号已拆分为40号、41号')]);
    expect(await house.say('luhaiping', '6 已完成')).toEqual([
      expect.stringContaining('6号已拆分为40号、41号'),
    ]);
    const [receipt] = await house.say('luhaiping', '40 推进中，已查明12处');
    expect(receipt).toContain('已记录');
  });

  test('只写一项不能拆；审核中的、办结的不能拆', async () => {
    expect(await office.order({ name: 'split', item: '14', parts: ['清偿'] })).toContain('两项以上');
    expect(await office.order({ name: 'split', item: '38', parts: ['甲', '乙'] })).toContain('正在审核');
    expect(await office.order({ name: 'split', item: '37', parts: ['甲', '乙'] })).toContain('已办结');
  });

  test('合并：措施合起来，时限以第一项为准，被并任务的责任人转为配合', async () => {
    const [first, other] = [await office.task('14'), await office.task('17')];
    await house.heard('caiyuzhen');
    const answer = await office.order({ name: 'merge', items: ['14', '17'] });
    expect(answer).toContain('17号已并入本项');
    expect(await heard('caiyuzhen')).toContain('已并入14号');
    const merged = await office.task('14');
    expect(merged.dueOn).toBe(first.dueOn);
    expect(merged.measures.map(({ text }) => text)).toEqual(
      expect.arrayContaining([...first.measures, ...other.measures].map(({ text }) => text)),
    );
    expect(merged.supporters).toEqual([expect.objectContaining({ id: other.owner?.id })]);
    expect(await house.say('caiyuzhen', '17 已完成')).toEqual([expect.stringContaining('17号已并入14号')]);
  });

  test('撤销、终止都须写明原因', async () => {
    expect(await office.order({ name: 'remove', item: '7' }, '撤销7')).toContain('须写明原因');
    await house.heard('luhaiping');
    await office.order({ name: 'remove', item: '7' }, '撤销7：与6号重复');
    expect(await heard('luhaiping')).toMatch(/7号[\s\S]*已撤销[\s\S]*与6号重复/);
    await office.order({ name: 'stop', item: '38' }, '终止38：对方单位已注销');
    expect(await office.task('38')).toMatchObject({
      completion: 'stopped',
      closure: 'open',
      removed: null,
    });
    expect(await house.deps.store.requests.pendingClosure((await office.task('38')).id)).toBeNull();
    expect(await heard('caiyuzhen')).toMatch(/38号[\s\S]*已依规终止[\s\S]*销号申请随之终止/);
  });

  test('上报后不再催办，批复后恢复', async () => {
    await office.order({ name: 'report_up', item: '20', to: '区城管局' });
    expect(await heard('shiweidong')).toContain('已上报区城管局');
    const [dropped] = await house.say(MANAGER, '催办20');
    expect(dropped).toContain('20号（已上报）');
    await office.order({ name: 'report_up', item: '20', to: null });
    expect(await office.task('20')).toMatchObject({ reportedUp: null });
    expect(await office.order({ name: 'report_up', item: '20', to: null })).toContain('没有上报在办');
    await house.say(MANAGER, '取消');
  });

  test('周报写明基数怎么变的，总数合得上，不写任务内容', async () => {
    const [preview] = await house.say(MANAGER, '周报');
    expect(preview).toContain('拆分1项为2项：6号→40号和41号');
    expect(preview).toContain('合并1项：17号并入14号');
    expect(preview).toContain('撤销1项：7号');
    expect(preview).toContain('任务总数：上周39项，增加2项，减少3项，本周38项');
    expect(preview).not.toContain('排口');
    // Friday is 端午.
    await house.at('2026-06-18', '14:20');
    await house.at('2026-06-18', '16:20');
    const round = (await house.deps.store.rounds.active())[0];
    const frozen = await house.deps.store.weeks.frozen(round?.id ?? '', '2026-06-15');
    expect(frozen?.figures.tasks).toMatchObject({ total: 38, stopped: 2 });
    const digests = await house.deps.store.outbound.ofStep(
      { roundId: round?.id ?? '', kind: 'digest', period: '2026-06-15' },
      ['sent'],
    );
    expect(digests).toHaveLength(1);
    expect(await house.deps.store.audit.verify()).toBeNull();
  });
});
