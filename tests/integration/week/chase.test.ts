import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type House } from '../../support/house.ts';

const MONDAY = '2026-06-08';

describe('催办', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '09:00' });
    await house.at(MONDAY, '10:20');
  });
  afterAll(() => house.close());

  test('责任人不能催办别人', async () => {
    const [answer] = await house.say('luhaiping', '催办13');
    expect(answer).toMatch(/整改办|权限|不能/);
    expect(await house.heard('xujianing')).toHaveLength(1);
  });

  test('先预览，回复“取消”就不发', async () => {
    const [preview] = await house.say('shenjingyi', '催办 全部逾期');
    expect(preview).toContain('4 人');
    expect(preview).toContain('陆海平');
    const [cancelled] = await house.say('shenjingyi', '取消');
    expect(cancelled).toContain('取消');
    expect(await house.heard('xujianing')).toEqual([]);
  });

  test('回复“确认”才发，每人一条', async () => {
    await house.heard('luhaiping');
    await house.say('shenjingyi', '催办 全部逾期');
    const [sent] = await house.say('shenjingyi', '确认');
    expect(sent).toContain('4 人');
    const [chase, ...more] = await house.heard('luhaiping');
    expect(more).toEqual([]);
    expect(chase).toContain('14号');
    expect(chase).not.toContain('26号');
  });

  test('同一任务一天只催一次，催之前就说明', async () => {
    const [answer] = await house.say('heyunzhou', '催办14');
    expect(answer).toContain('今日已催办过');
    expect(await house.heard('luhaiping')).toEqual([]);
  });

  test('被催的人按卡片上的按钮答复', async () => {
    await house.press('luhaiping', 'in_progress');
    const [receipt] = await house.say('luhaiping', '结算资料已送审计');
    expect(receipt).toContain('结算资料已送审计');
  });

  test('夜里催办，说明并顺延到次日上班', async () => {
    await house.at(MONDAY, '21:30');
    const [preview] = await house.say('shenjingyi', '催办 城建办');
    expect(preview).toMatch(/08:10/);
    await house.say('shenjingyi', '确认');
    expect(await house.heard('luhaiping')).toEqual([]);
    await house.at('2026-06-09', '08:10');
    expect(await house.heard('luhaiping')).toHaveLength(1);
  });
});
